// RecordByRecord brings a selection's records one by one, what is named first.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/record_by_record.h"

#include <algorithm>
#include <string_view>

#include "absl/container/flat_hash_map.h"

namespace annals::export_internal {
namespace {

bool StandsForItself(const Record& record) {
  return record.has_source() || record.has_entity();
}

}  // namespace

void RecordByRecord::BeginPage(const Selection& page) {
  links_.clear();
  next_link_ = 0;
  if (page.links.empty()) return;
  absl::flat_hash_map<std::string_view, size_t> places;
  for (const Answer& answer : page.events) {
    places.emplace(answer.event.id(), places.size());
  }
  const auto place_of = [&places](const auto& ids, size_t place) {
    for (const std::string& id : ids) {
      const auto found = places.find(id);
      if (found != places.end()) place = std::min(place, found->second);
    }
    return place;
  };
  for (const CausalLink& link : page.links) {
    const size_t place = place_of(link.causes(), page.events.size());
    links_.emplace_back(place_of(link.effects(), place), &link);
  }
  std::stable_sort(
      links_.begin(), links_.end(),
      [](const auto& a, const auto& b) { return a.first < b.first; });
}

void RecordByRecord::Write(const Selection& page, const Answer& answer) {
  if (!page.named.empty()) {
    WriteAllNamed(page, ReferencesOf(ToRecord(answer.event)));
  }
  WriteEvent(answer);
  const auto place = static_cast<size_t>(&answer - page.events.data());
  for (; next_link_ < links_.size() && links_[next_link_].first == place;
       ++next_link_) {
    const CausalLink& link = *links_[next_link_].second;
    if (!page.named.empty()) WriteAllNamed(page, ReferencesOf(ToRecord(link)));
    WriteLink(link);
  }
}

void RecordByRecord::WriteAllNamed(const Selection& page,
                                   const std::vector<Reference>& references) {
  std::vector<Visited> open;
  Push(page, references, open);
  while (!open.empty()) {
    const Record& record = *open.back().record;
    if (open.back().is_expanded) {
      WriteNamed(record);
      open.pop_back();
    } else if (written_.insert(IdOf(record)).second) {
      open.back().is_expanded = true;
      Push(page, ReferencesOf(record), open);
    } else {
      open.pop_back();
    }
  }
}

// The first of them comes last, and is taken first.
void RecordByRecord::Push(const Selection& page,
                          const std::vector<Reference>& references,
                          std::vector<Visited>& open) const {
  for (auto each = references.rbegin(); each != references.rend(); ++each) {
    const auto found = page.named.find(each->id);
    if (found == page.named.end() || !StandsForItself(found->second)) continue;
    if (!written_.contains(each->id)) open.push_back({&found->second});
  }
}

}  // namespace annals::export_internal
