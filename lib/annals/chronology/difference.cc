// TellDifference() tells what changed from one telling to a later one, and why.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/difference.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/chronology/internal/lines.h"
#include "annals/record/content.h"
#include "annals/record/field_diff.h"

namespace annals {
namespace {

using chronology_internal::Line;
using chronology_internal::LinesOf;

// Of a line that hangs on many records the first revisions are named.
constexpr size_t kRevisionsNamedMax = 5;

// The entries of a telling by their events' ids, and in their order.
struct Told {
  std::map<std::string_view, const Entry*> by_id;
  std::vector<const Entry*> in_order;
};

Told EntriesOf(const Chronology& chronology) {
  Told told;
  for (const Part& part : chronology.parts) {
    for (const Section& section : part.sections) {
      for (const Entry& entry : section.entries) {
        told.by_id.emplace(entry.id, &entry);
        told.in_order.push_back(&entry);
      }
    }
  }
  return told;
}

// "Revision 52, Alice: the source has March". Later ones of the same words are
// told apart by their numbers.
std::string RevisionInWords(const Revision& revision) {
  std::string words = absl::StrCat("revision ", revision.sequence());
  if (!revision.author().empty()) {
    absl::StrAppend(&words, ", ", revision.author());
  }
  if (!revision.reason().empty()) {
    absl::StrAppend(&words, ": ", revision.reason());
  }
  return words;
}

// Finds who is behind a line.
class Blame {
 public:
  explicit Blame(const RevisionsBetween& revisions) : revisions_(revisions) {
    for (const auto& [id, history] : revisions.histories) {
      for (const Revision& one : history) by_sequence_[one.sequence()] = &one;
    }
  }

  // The revisions behind the line, oldest first.
  std::vector<std::string> Behind(const Line& line) const {
    std::set<int64_t> found;
    for (size_t i = 0; i < line.records.size() && found.empty(); ++i) {
      Collect(line.records[i], i == 0 ? line.fields : kAnyField, found);
      if (i == 0 && found.empty()) Collect(line.records[i], kAnyField, found);
    }
    if (found.empty()) {
      for (const auto& [id, history] : revisions_.histories) {
        Collect(id, kAnyField, found);
      }
    }
    return InWords(found);
  }

  // All of a record.
  std::vector<std::string> Of(const std::string& id) const {
    std::set<int64_t> found;
    Collect(id, kAnyField, found);
    return InWords(found);
  }

 private:
  static inline const std::vector<std::string> kAnyField;

  // Adds the record's revisions that changed one of these fields.
  void Collect(const std::string& id, const std::vector<std::string>& fields,
               std::set<int64_t>& found) const {
    const auto history = revisions_.histories.find(id);
    if (history == revisions_.histories.end()) return;
    const Revision* previous = nullptr;
    for (const Revision& revision : history->second) {
      if (revision.sequence() > revisions_.from &&
          revision.sequence() <= revisions_.to &&
          Touches(previous, revision, fields)) {
        found.insert(revision.sequence());
      }
      previous = &revision;
    }
  }

  // What cannot be compared (the first, a retraction, what was redacted)
  // touches every field.
  static bool Touches(const Revision* previous, const Revision& revision,
                      const std::vector<std::string>& fields) {
    if (fields.empty() || previous == nullptr) return true;
    const auto before = Decode(previous->content());
    const auto after = Decode(revision.content());
    if (!before.ok() || !after.ok()) return true;
    for (const FieldChange& change : FieldsChanged(*before, *after)) {
      for (const std::string& field : fields) {
        if (absl::StartsWith(change.path, field)) return true;
      }
    }
    return false;
  }

  std::vector<std::string> InWords(const std::set<int64_t>& found) const {
    std::vector<std::string> words;
    for (const int64_t sequence : found) {
      if (words.size() == kRevisionsNamedMax) {
        words.push_back(
            absl::StrCat(found.size() - kRevisionsNamedMax, " more"));
        break;
      }
      words.push_back(RevisionInWords(*by_sequence_.at(sequence)));
    }
    return words;
  }

  const RevisionsBetween& revisions_;
  absl::flat_hash_map<int64_t, const Revision*> by_sequence_;
};

LineChange ChangeOf(const Line* before, const Line* after, const Blame& blame) {
  const Line& line = after != nullptr ? *after : *before;
  LineChange change;
  change.label = line.label;
  if (before != nullptr) change.before = before->words;
  if (after != nullptr) change.after = after->words;
  change.because = blame.Behind(line);
  change.sources = line.sources;
  return change;
}

// Takes out of both what stands in both.
void DropCommon(std::vector<Line>& before, std::vector<Line>& after) {
  std::multiset<std::pair<std::string, std::string>> common;
  for (const Line& line : after) common.emplace(line.label, line.words);
  std::vector<Line> gone;
  for (Line& line : before) {
    const auto found = common.find({line.label, line.words});
    if (found == common.end()) {
      gone.push_back(std::move(line));
    } else {
      common.erase(found);
    }
  }
  // What is left of `common` is new.
  std::vector<Line> fresh;
  for (Line& line : after) {
    const auto found = common.find({line.label, line.words});
    if (found == common.end()) continue;
    common.erase(found);
    fresh.push_back(std::move(line));
  }
  before = std::move(gone);
  after = std::move(fresh);
}

// Pairs lines of the same label, in their order.
std::vector<LineChange> ChangesOf(std::vector<Line> before,
                                  std::vector<Line> after, const Blame& blame) {
  DropCommon(before, after);
  std::vector<LineChange> changes;
  std::vector<bool> is_paired(after.size(), false);
  for (const Line& line : before) {
    const Line* pair = nullptr;
    for (size_t i = 0; i < after.size() && pair == nullptr; ++i) {
      if (is_paired[i] || after[i].label != line.label) continue;
      is_paired[i] = true;
      pair = &after[i];
    }
    changes.push_back(ChangeOf(&line, pair, blame));
  }
  for (size_t i = 0; i < after.size(); ++i) {
    if (!is_paired[i]) changes.push_back(ChangeOf(nullptr, &after[i], blame));
  }
  return changes;
}

// Of the entries in both, those that must be moved to get from one order to
// the other: all that are not in a longest run that both have.
std::set<std::string_view> Moved(const Told& before, const Told& after) {
  std::map<std::string_view, size_t> place;
  for (size_t i = 0; i < before.in_order.size(); ++i) {
    place[before.in_order[i]->id] = i;
  }
  struct Step {
    std::string_view id;
    size_t place;
    std::optional<size_t> previous;
  };
  std::vector<Step> steps;
  std::vector<size_t> ends;  // by length, the run that ends earliest
  for (const Entry* entry : after.in_order) {
    const auto found = place.find(entry->id);
    if (found == place.end()) continue;
    const auto end = std::lower_bound(
        ends.begin(), ends.end(), found->second,
        [&](size_t step, size_t wanted) { return steps[step].place < wanted; });
    steps.push_back({entry->id, found->second, std::nullopt});
    if (end != ends.begin()) steps.back().previous = *std::prev(end);
    if (end == ends.end()) {
      ends.push_back(steps.size() - 1);
    } else {
      *end = steps.size() - 1;
    }
  }
  std::set<std::string_view> moved;
  for (const Step& step : steps) moved.insert(step.id);
  std::optional<size_t> at;
  if (!ends.empty()) at = ends.back();
  for (; at.has_value(); at = steps[*at].previous) moved.erase(steps[*at].id);
  return moved;
}

// "after China suspends oil supply", of the entry before it.
std::string PlaceInWords(const Told& told, const Entry& entry) {
  if (entry.number == 1) return "first";
  return absl::StrCat(
      "after ", told.in_order[static_cast<size_t>(entry.number) - 2]->title);
}

class Comparison {
 public:
  Comparison(const Chronology& before, const Chronology& after,
             const RevisionsBetween& revisions)
      : before_(before),
        after_(after),
        then_(EntriesOf(before)),
        now_(EntriesOf(after)),
        moved_(Moved(then_, now_)),
        blame_(revisions) {}

  Chronology Tell() && {
    for (const Entry* entry : now_.in_order) {
      const auto found = then_.by_id.find(entry->id);
      if (found == then_.by_id.end()) {
        Add(*entry, ChangesOf({}, LinesOf(*entry, after_), blame_), "New");
      } else {
        Add(*entry, ChangesBetween(*found->second, *entry), "Changed");
      }
    }
    for (const Entry* entry : then_.in_order) {
      if (now_.by_id.count(entry->id) > 0) continue;
      Add(*entry, ChangesOf(LinesOf(*entry, before_), {}, blame_),
          "No longer told");
    }
    return Finish();
  }

 private:
  std::vector<LineChange> ChangesBetween(const Entry& then, const Entry& now) {
    std::vector<LineChange> changes =
        ChangesOf(LinesOf(then, before_), LinesOf(now, after_), blame_);
    if (moved_.count(now.id) > 0) {
      Line was{"Order", PlaceInWords(then_, then), now.records, {}, {}};
      Line is{"Order", PlaceInWords(now_, now), now.records, {}, {}};
      changes.push_back(ChangeOf(&was, &is, blame_));
    }
    return changes;
  }

  // Under the heading, unless nothing changed.
  void Add(const Entry& entry, std::vector<LineChange> changes,
           const char* heading) {
    if (changes.empty()) return;
    Entry told;
    told.id = entry.id;
    told.date = entry.date;
    told.title = entry.title;
    told.mark = entry.mark;
    told.changes = std::move(changes);
    sections_[heading].push_back(std::move(told));
  }

  Chronology Finish() {
    Chronology difference;
    std::vector<std::string> counts;
    int number = 0;
    for (const char* heading : {"New", "Changed", "No longer told"}) {
      std::vector<Entry>& entries = sections_[heading];
      counts.push_back(absl::StrCat(heading, ": ", entries.size(), "."));
      if (entries.empty()) continue;
      for (Entry& entry : entries) entry.number = ++number;
      difference.parts.push_back({heading, "", {{"", std::move(entries), {}}}});
    }
    difference.title = after_.title;
    difference.preamble = absl::StrJoin(counts, " ");
    return difference;
  }

  const Chronology& before_;
  const Chronology& after_;
  const Told then_;
  const Told now_;
  const std::set<std::string_view> moved_;
  const Blame blame_;
  std::map<std::string, std::vector<Entry>> sections_;
};

}  // namespace

Chronology TellDifference(const Chronology& before, const Chronology& after,
                          const RevisionsBetween& revisions) {
  Chronology difference = Comparison(before, after, revisions).Tell();
  difference.preamble =
      absl::StrCat("What changed from revision ", revisions.from,
                   " to revision ", revisions.to, ". ", difference.preamble);
  return difference;
}

}  // namespace annals
