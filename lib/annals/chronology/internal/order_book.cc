// An OrderBook notes why each entry stands after the one before it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/order_book.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace annals::chronology_internal {
namespace {

const char* WordsOf(OrderRule rule) {
  switch (rule) {
    case OrderRule::kDates:
      return "Must come in this order, by their dates";
    case OrderRule::kRecords:
      return "Must come in this order, by records that the later entry names";
    case OrderRule::kLatestStart:
      return "Without an earliest start: as late as it may be";
    case OrderRule::kEarliestStart:
      return "May come in either order: by earliest start, undated ones last";
    case OrderRule::kLatestEnd:
      return "Same earliest start: by latest end";
    case OrderRule::kId:
      return "Nothing tells them apart: by id";
  }
  return "";
}

}  // namespace

void OrderBook::Note(OrderRule rule, int entry) {
  auto& runs = runs_[rule];
  if (!runs.empty() && runs.back().second == entry - 1) {
    runs.back().second = entry;
  } else {
    runs.emplace_back(entry - 1, entry);
  }
}

std::vector<OrderNote> OrderBook::Lines() const {
  std::vector<OrderNote> lines;
  for (const auto& [rule, runs] : runs_) {
    lines.push_back(
        {WordsOf(rule),
         absl::StrJoin(runs, ", ", [](std::string* out, const auto& run) {
           absl::StrAppend(out, run.first, "\u2013", run.second);
         })});
  }
  return lines;
}

}  // namespace annals::chronology_internal
