// IdTable: numbers for ids, so that a graph of a million records stays small.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/id_table.h"

#include <algorithm>

#include "annals/base/string_view.h"

namespace annals::causal_internal {
namespace {

constexpr size_t kBlockBytes = size_t{1} << 16;

}  // namespace

uint32_t IdTable::NumberOf(std::string_view id) {
  const auto found = numbers_.find(AsAbsl(id));
  if (found != numbers_.end()) return found->second;
  const auto number = static_cast<uint32_t>(ids_.size());
  ids_.push_back(Keep(id));
  numbers_.emplace(AsAbsl(ids_.back()), number);
  return number;
}

std::optional<uint32_t> IdTable::Find(std::string_view id) const {
  const auto found = numbers_.find(AsAbsl(id));
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

std::string_view IdTable::Keep(std::string_view id) {
  if (blocks_.empty() || room_ < id.size()) {
    room_ = std::max(kBlockBytes, id.size());
    blocks_.push_back(std::make_unique<char[]>(room_));
    end_ = blocks_.back().get();
  }
  char* const text = end_;
  std::copy(id.begin(), id.end(), text);
  end_ += id.size();
  room_ -= id.size();
  return std::string_view(text, id.size());
}

}  // namespace annals::causal_internal
