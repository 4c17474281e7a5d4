// TellDifference() tells what changed from one telling to a later one, and why.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/difference.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/node_hash_map.h"
#include "absl/status/statusor.h"
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

// The part of a field's path that lines are told by: "event.claims" of
// "event.claims[0].holders[1]".
std::string_view HeadOf(std::string_view path) {
  const size_t record = path.find('.');
  if (record == path.npos) return path;
  return path.substr(0, path.find_first_of(".[", record + 1));
}

// The ids of the claims that are not the same in both, each once.
std::set<std::string> ClaimsChanged(
    const google::protobuf::RepeatedPtrField<Claim>& before,
    const google::protobuf::RepeatedPtrField<Claim>& after) {
  std::map<std::string, std::string> contents;
  for (const Claim& claim : before) {
    contents[claim.id()] = claim.SerializeAsString();
  }
  std::set<std::string> changed;
  for (const Claim& claim : after) {
    const auto found = contents.find(claim.id());
    const bool is_same =
        found != contents.end() && found->second == claim.SerializeAsString();
    if (!is_same) changed.insert(claim.id());
    if (found != contents.end()) contents.erase(found);
  }
  for (const auto& [id, content] : contents) changed.insert(id);
  return changed;
}

// When a record was changed, and which of its fields: sequence numbers, each
// list in order.
struct RecordChanges {
  std::vector<int64_t> all;
  // What cannot be compared (the first, a retraction, what was redacted)
  // touches every field.
  std::vector<int64_t> every_field;
  absl::flat_hash_map<std::string, std::vector<int64_t>> by_field;
};

// Finds who is behind a line. A record's revisions are compared once, when a
// line first asks; what does not hang on the fields of a line is found once for
// all lines of an entry.
class Blame {
 public:
  explicit Blame(const RevisionsBetween& revisions) : revisions_(revisions) {
    for (const auto& [id, history] : revisions.histories) {
      for (const Revision& one : history) by_sequence_[one.sequence()] = &one;
    }
  }

  // The revisions behind the line, oldest first: those of its own record that
  // touched its fields; else those of the first record that it names and that
  // changed; else all of its own record; else all there are.
  const std::vector<std::string>& Behind(const Line& line) {
    if (line.records->empty()) return Everything();
    const RecordChanges& own = ChangesOf(line.records->front());
    const std::string key = absl::StrCat(line.records->front(), "\n",
                                         absl::StrJoin(line.fields, "\n"));
    const auto [found, is_new] = by_fields_.try_emplace(key);
    if (is_new) found->second = InWords(Touching(own, line.fields));
    if (!found->second.empty()) return found->second;
    if (line.named != nullptr) {
      const std::vector<std::string>* named = FirstChanged(*line.named);
      if (named != nullptr) return *named;
    }
    return BehindAny(*line.records);
  }

 private:
  using Sequences = std::vector<int64_t>;

  // Of the first of these records that changed; null if none did.
  const std::vector<std::string>* FirstChanged(
      const std::vector<std::string>& named) {
    const auto [found, is_new] = by_records_.try_emplace(&named);
    for (size_t i = 0; is_new && i < named.size(); ++i) {
      found->second = InWords(ChangesOf(named[i]).all);
      if (!found->second.empty()) break;
    }
    return found->second.empty() ? nullptr : &found->second;
  }

  // Of the first of these records that changed, the one that says so last.
  const std::vector<std::string>& BehindAny(
      const std::vector<std::string>& records) {
    const auto [found, is_new] = by_records_.try_emplace(&records);
    for (size_t i = 1; is_new && i <= records.size(); ++i) {
      found->second = InWords(ChangesOf(records[i % records.size()]).all);
      if (!found->second.empty()) break;
    }
    return found->second.empty() ? Everything() : found->second;
  }

  const std::vector<std::string>& Everything() {
    if (!everything_.has_value()) {
      Sequences all;
      for (const auto& [id, history] : revisions_.histories) {
        for (const Revision& one : history) {
          if (IsBetween(one)) all.push_back(one.sequence());
        }
      }
      std::sort(all.begin(), all.end());
      everything_ = InWords(all);
    }
    return *everything_;
  }

  bool IsBetween(const Revision& revision) const {
    return revision.sequence() > revisions_.from &&
           revision.sequence() <= revisions_.to;
  }

  const RecordChanges& ChangesOf(const std::string& id) {
    const auto [found, is_new] = by_record_.try_emplace(id);
    if (!is_new) return *found->second;
    found->second = std::make_unique<RecordChanges>();
    const auto history = revisions_.histories.find(id);
    if (history == revisions_.histories.end()) return *found->second;
    const Revision* previous = nullptr;
    for (const Revision& revision : history->second) {
      if (IsBetween(revision)) Note(previous, revision, *found->second);
      previous = &revision;
    }
    return *found->second;
  }

  static void Note(const Revision* previous, const Revision& revision,
                   RecordChanges& changes) {
    const int64_t sequence = revision.sequence();
    changes.all.push_back(sequence);
    const bool has_both = previous != nullptr && !previous->content().empty() &&
                          !revision.content().empty();
    const absl::StatusOr<Record> before =
        Decode(has_both ? previous->content() : "");
    const absl::StatusOr<Record> after = Decode(revision.content());
    if (!has_both || !before.ok() || !after.ok()) {
      changes.every_field.push_back(sequence);
      return;
    }
    for (const FieldChange& change : FieldsChanged(*before, *after)) {
      Sequences& those = changes.by_field[std::string(HeadOf(change.path))];
      if (those.empty() || those.back() != sequence) those.push_back(sequence);
    }
    for (const std::string& claim :
         ClaimsChanged(ClaimsOf(*before), ClaimsOf(*after))) {
      changes.by_field[absl::StrCat("event.claims#", claim)].push_back(
          sequence);
    }
  }

  // All if no fields are named.
  static Sequences Touching(const RecordChanges& changes,
                            const std::vector<std::string>& fields) {
    if (fields.empty()) return changes.all;
    Sequences touching = changes.every_field;
    for (const std::string& field : fields) {
      const auto found = changes.by_field.find(field);
      if (found == changes.by_field.end()) continue;
      touching.insert(touching.end(), found->second.begin(),
                      found->second.end());
    }
    std::sort(touching.begin(), touching.end());
    touching.erase(std::unique(touching.begin(), touching.end()),
                   touching.end());
    return touching;
  }

  std::vector<std::string> InWords(const Sequences& found) const {
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
  absl::flat_hash_map<std::string, std::unique_ptr<RecordChanges>> by_record_;
  // By record and fields; by the records of an entry or a tie.
  absl::node_hash_map<std::string, std::vector<std::string>> by_fields_;
  absl::node_hash_map<const std::vector<std::string>*, std::vector<std::string>>
      by_records_;
  std::optional<std::vector<std::string>> everything_;
};

LineChange ChangeOf(const Line* before, const Line* after, Blame& blame) {
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
                                  std::vector<Line> after, Blame& blame) {
  DropCommon(before, after);
  std::map<std::string_view, std::deque<size_t>> unpaired;
  for (size_t i = 0; i < after.size(); ++i) {
    unpaired[after[i].label].push_back(i);
  }
  std::vector<LineChange> changes;
  std::vector<bool> is_paired(after.size(), false);
  for (const Line& line : before) {
    std::deque<size_t>& pairs = unpaired[line.label];
    const Line* pair = nullptr;
    if (!pairs.empty()) {
      pair = &after[pairs.front()];
      is_paired[pairs.front()] = true;
      pairs.pop_front();
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
      Line was{"Order", PlaceInWords(then_, then), &now.records, {}, {}};
      Line is{"Order", PlaceInWords(now_, now), &now.records, {}, {}};
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
  Blame blame_;
  std::map<std::string, std::vector<Entry>> sections_;
};

}  // namespace

Chronology TellDifference(const Chronology& before, const Chronology& after,
                          const RevisionsBetween& revisions) {
  Chronology difference = Comparison(before, after, revisions).Tell();
  if (revisions.from == revisions.to) {
    difference.preamble = absl::StrCat(
        "Nothing changed: both points are revision ", revisions.to, ".");
    return difference;
  }
  difference.preamble =
      absl::StrCat("What changed from revision ", revisions.from,
                   " to revision ", revisions.to, ". ", difference.preamble);
  return difference;
}

}  // namespace annals
