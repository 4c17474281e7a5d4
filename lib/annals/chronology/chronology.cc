// A Chronology is one telling: chosen events in a defensible order, with notes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/chronology.h"

#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/arrangement.h"
#include "annals/chronology/internal/entry_writer.h"
#include "annals/chronology/internal/event_order.h"
#include "annals/chronology/internal/headings.h"
#include "annals/chronology/internal/order_book.h"

namespace annals {
namespace {

using chronology_internal::Arrangement;
using chronology_internal::EntryWriter;
using chronology_internal::EventOrder;
using chronology_internal::IsUnitOfTime;
using chronology_internal::OrderBook;
using chronology_internal::Shelf;

using Verdict = SolvedEvents::Verdict;

constexpr size_t kRecordsNamedMax = 3;

size_t CountOf(const std::vector<Shelf>& shelves) {
  size_t count = 0;
  for (const Shelf& shelf : shelves) count += shelf.events.size();
  return count;
}

std::vector<size_t> SequenceOf(const Arrangement& arrangement) {
  std::vector<size_t> sequence;
  for (const auto* shelves :
       {&arrangement.dated, &arrangement.undated, &arrangement.unasserted}) {
    for (const Shelf& shelf : *shelves) {
      sequence.insert(sequence.end(), shelf.events.begin(), shelf.events.end());
    }
  }
  return sequence;
}

// Ids of the records that contradict each other.
std::string RecordsAtFault(const NetworkContradiction& contradiction) {
  std::set<std::string> ids(contradiction.violated.begin(),
                            contradiction.violated.end());
  for (const NetworkStep& step : contradiction.steps) {
    if (!step.reason.record.empty()) ids.insert(step.reason.record);
  }
  std::vector<std::string> named(ids.begin(), ids.end());
  if (named.size() > kRecordsNamedMax) {
    named.resize(kRecordsNamedMax);
    named.push_back(absl::StrCat(ids.size() - kRecordsNamedMax, " more"));
  }
  return absl::StrJoin(named, ", ");
}

// How far the order rests on the network.
std::string NetworkInWords(const SolvedEvents* solved,
                           const EventOrder& order) {
  if (solved == nullptr) return "";
  if (solved->verdict() == Verdict::kContradiction) {
    return absl::StrCat(" What is recorded of order contradicts itself (",
                        RecordsAtFault(solved->Contradiction()),
                        "), so only the events' own dates were used.");
  }
  std::string words;
  if (solved->verdict() == Verdict::kNotDecided) {
    words =
        " Whether what is recorded of order contradicts itself was not "
        "decided.";
  }
  if (!order.is_whole()) {
    words +=
        " More records speak of order than were compared; of the others the "
        "bounds decided.";
  }
  return words;
}

// Whether every event is known to have started under its heading.
std::string HeadingsInWords(const Arrangement& arrangement,
                            const EventOrder& order) {
  if (!IsUnitOfTime(arrangement.grouping)) return "";
  for (const Shelf& shelf : arrangement.dated) {
    for (const size_t event : shelf.events) {
      const Instant latest = order.BoundsOf(event).latest_start;
      if (latest.IsFinite() &&
          shelf.heading ==
              chronology_internal::HeadingOf(latest, arrangement.grouping)) {
        continue;
      }
      return absl::StrCat(" Each stands under the earliest ",
                          AsAbsl(GroupingName(arrangement.grouping)),
                          " in which it may have started, or the latest if it "
                          "has no earliest.");
    }
  }
  return "";
}

std::string PreambleOf(const Selection& selection,
                       const Arrangement& arrangement, const EventOrder& order,
                       const SolvedEvents* solved) {
  const size_t undated = CountOf(arrangement.undated);
  const size_t unasserted = CountOf(arrangement.unasserted);
  const size_t all = selection.events.size();
  return absl::StrCat(
      all, all == 1 ? " event" : " events", ", as of revision ",
      selection.sequence, ".",
      undated > 0 ? absl::StrCat(" Without a date: ", undated, ".") : "",
      unasserted > 0 ? absl::StrCat(" Said, but not as fact: ", unasserted, ".")
                     : "",
      " What must come first comes first; else ordered by earliest start, then "
      "latest end, then id.",
      HeadingsInWords(arrangement, order), NetworkInWords(solved, order));
}

// Writes the parts, and notes why their entries stand as they do.
class Teller {
 public:
  Teller(const EventOrder& order, EntryWriter& writer)
      : order_(order), writer_(writer) {}

  // Adds a part with the entries of these shelves, unless there are none.
  absl::Status AddPart(const char* heading, const char* preamble,
                       const std::vector<Shelf>& shelves, bool is_sequence) {
    if (shelves.empty()) return absl::OkStatus();
    Part part{heading, preamble, {}};
    previous_.reset();
    for (const Shelf& shelf : shelves) {
      if (!is_sequence) previous_.reset();
      ANNALS_ASSIGN_OR_RETURN(Section section, SectionOf(shelf));
      part.sections.push_back(std::move(section));
    }
    chronology_.parts.push_back(std::move(part));
    return absl::OkStatus();
  }

  Chronology Finish() && {
    chronology_.order = book_.Lines();
    chronology_.notes = writer_.notes().notes();
    chronology_.sources = writer_.notes().sources();
    return std::move(chronology_);
  }

 private:
  absl::StatusOr<Section> SectionOf(const Shelf& shelf) {
    Section section{
        shelf.heading, {}, writer_.pointers().PointToEvents(shelf.also)};
    for (const size_t event : shelf.events) {
      ANNALS_ASSIGN_OR_RETURN(Entry entry, writer_.Write(event, previous_));
      if (previous_.has_value()) {
        book_.Note(order_.RuleBetween(*previous_, event), entry.number);
      }
      previous_ = event;
      section.entries.push_back(std::move(entry));
    }
    return section;
  }

  const EventOrder& order_;
  EntryWriter& writer_;
  OrderBook book_;
  // The event of the entry before, where it has to do with the next.
  std::optional<size_t> previous_;
  Chronology chronology_;
};

}  // namespace

absl::StatusOr<Chronology> Tell(const Selection& selection,
                                const TellingOptions& options) {
  const bool is_usable = options.solved != nullptr &&
                         options.solved->verdict() != Verdict::kContradiction;
  const SolvedEvents* const solved = is_usable ? options.solved : nullptr;
  const EventOrder order(selection, solved);
  const Arrangement arrangement =
      chronology_internal::Arrange(selection, order, options.grouping);
  EntryWriter writer(selection, order, solved, SequenceOf(arrangement),
                     options.quote_length_max);
  Teller teller(order, writer);
  ANNALS_RETURN_IF_ERROR(teller.AddPart("", "", arrangement.dated,
                                        IsUnitOfTime(arrangement.grouping)));
  ANNALS_RETURN_IF_ERROR(
      teller.AddPart("Without a date", "", arrangement.undated, true));
  ANNALS_RETURN_IF_ERROR(
      teller.AddPart("Said, but not as fact",
                     "What follows is forecast, feared, wished for or denied. "
                     "Nobody says that it is so.",
                     arrangement.unasserted, false));
  Chronology chronology = std::move(teller).Finish();
  chronology.title = options.title;
  chronology.preamble =
      PreambleOf(selection, arrangement, order, options.solved);
  return chronology;
}

}  // namespace annals
