// JSON Lines: records as they are, one a line, for Annals itself and scripts.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/json_lines.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "annals/export/export_pages.h"
#include "annals/record/write.h"

namespace annals {
namespace {

bool StandsForItself(const Record& record) {
  return record.has_source() || record.has_entity();
}

class JsonLinesWriter : public EventWriter {
 public:
  explicit JsonLinesWriter(std::string& out) : out_(out) {}

  void BeginPage(const Selection& page) override {
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

  void Write(const Selection& page, const Answer& answer) override {
    if (!page.named.empty()) {
      WriteNamed(page, ReferencesOf(ToRecord(answer.event)));
    }
    AppendJson(answer.event, out_);
    out_ += '\n';
    const auto place = static_cast<size_t>(&answer - page.events.data());
    for (; next_link_ < links_.size() && links_[next_link_].first == place;
         ++next_link_) {
      const CausalLink& link = *links_[next_link_].second;
      if (!page.named.empty()) WriteNamed(page, ReferencesOf(ToRecord(link)));
      AppendJson(link, out_);
      out_ += '\n';
    }
  }

  void End(int64_t) override {}

  std::vector<Loss> Losses() const override { return {}; }

 private:
  struct Visited {
    const Record* record = nullptr;
    // What it names has stood above it.
    bool is_expanded = false;
  };

  // Writes what these name and has not been written, whatever is named before
  // whatever names it.
  void WriteNamed(const Selection& page,
                  const std::vector<Reference>& references) {
    std::vector<Visited> open;
    Push(page, references, open);
    while (!open.empty()) {
      const Record& record = *open.back().record;
      if (open.back().is_expanded) {
        AppendJson(record, out_);
        out_ += '\n';
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
  void Push(const Selection& page, const std::vector<Reference>& references,
            std::vector<Visited>& open) const {
    for (auto each = references.rbegin(); each != references.rend(); ++each) {
      const auto found = page.named.find(each->id);
      if (found == page.named.end() || !StandsForItself(found->second)) {
        continue;
      }
      if (!written_.contains(each->id)) open.push_back({&found->second});
    }
  }

  std::string& out_;
  // Of this page, by the place of the event after which they come.
  std::vector<std::pair<size_t, const CausalLink*>> links_;
  size_t next_link_ = 0;
  absl::flat_hash_set<std::string> written_;
};

}  // namespace

std::unique_ptr<EventWriter> MakeJsonLinesWriter(const ExportOptions&,
                                                 std::string& out) {
  return std::make_unique<JsonLinesWriter>(out);
}

absl::StatusOr<ExportResult> ExportJsonLines(const Selection& selection,
                                             const ExportOptions& options) {
  return ExportWhole(selection, MakeJsonLinesWriter, options);
}

}  // namespace annals
