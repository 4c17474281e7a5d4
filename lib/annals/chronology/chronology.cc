// A Chronology is one telling: chosen events in a defensible order, with notes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/chronology.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/chronology/internal/arrangement.h"
#include "annals/chronology/internal/entry_writer.h"

namespace annals {
namespace {

using chronology_internal::Arrangement;
using chronology_internal::EntryWriter;
using chronology_internal::Shelf;

int64_t CountOf(const std::vector<Shelf>& shelves) {
  int64_t count = 0;
  for (const Shelf& shelf : shelves) {
    count += static_cast<int64_t>(shelf.answers.size());
  }
  return count;
}

std::vector<const Answer*> OrderOf(const Arrangement& arrangement) {
  std::vector<const Answer*> order;
  for (const auto* shelves :
       {&arrangement.dated, &arrangement.undated, &arrangement.unasserted}) {
    for (const Shelf& shelf : *shelves) {
      order.insert(order.end(), shelf.answers.begin(), shelf.answers.end());
    }
  }
  return order;
}

std::string PreambleOf(const Selection& selection,
                       const Arrangement& arrangement) {
  const int64_t undated = CountOf(arrangement.undated);
  const int64_t unasserted = CountOf(arrangement.unasserted);
  const int64_t all = CountOf(arrangement.dated) + undated + unasserted;
  return absl::StrCat(
      all, all == 1 ? " event" : " events", ", as of revision ",
      selection.sequence, ".",
      undated > 0 ? absl::StrCat(" Without a date: ", undated, ".") : "",
      unasserted > 0 ? absl::StrCat(" Said, but not as fact: ", unasserted, ".")
                     : "",
      " Ordered by earliest start, then latest end, then id.");
}

// Adds a part with the entries of these shelves, unless there are none.
absl::Status AddPart(const char* heading, const char* preamble,
                     const std::vector<Shelf>& shelves, EntryWriter& writer,
                     Chronology& chronology) {
  if (shelves.empty()) return absl::OkStatus();
  Part part{heading, preamble, {}};
  for (const Shelf& shelf : shelves) {
    Section section{shelf.heading, {}};
    for (const Answer* answer : shelf.answers) {
      ANNALS_ASSIGN_OR_RETURN(Entry entry, writer.Write(*answer));
      section.entries.push_back(std::move(entry));
    }
    part.sections.push_back(std::move(section));
  }
  chronology.parts.push_back(std::move(part));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Chronology> Tell(const Selection& selection,
                                const TellingOptions& options) {
  const Arrangement arrangement = chronology_internal::Arrange(selection);
  EntryWriter writer(selection, OrderOf(arrangement), options.quote_length_max);
  Chronology chronology;
  chronology.title = options.title;
  chronology.preamble = PreambleOf(selection, arrangement);
  ANNALS_RETURN_IF_ERROR(
      AddPart("", "", arrangement.dated, writer, chronology));
  ANNALS_RETURN_IF_ERROR(
      AddPart("Without a date", "", arrangement.undated, writer, chronology));
  ANNALS_RETURN_IF_ERROR(
      AddPart("Said, but not as fact",
              "What follows is forecast, feared, wished for or denied. Nobody "
              "says that it is so.",
              arrangement.unasserted, writer, chronology));
  chronology.notes = writer.notes().notes();
  chronology.sources = writer.notes().sources();
  return chronology;
}

}  // namespace annals
