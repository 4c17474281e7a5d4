// Dates and durations of records, in words.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/dates.h"

#include <optional>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/headings.h"
#include "annals/record/event_time.h"
#include "annals/time/duration.h"
#include "annals/time/words.h"

namespace annals::chronology_internal {
namespace {

std::string Quoted(std::string_view words) {
  return absl::StrCat("\u201c", AsAbsl(words), "\u201d");
}

std::string_view BasisInWords(When::Basis basis) {
  switch (basis) {
    case When::INFERRED_FROM_DOCUMENT_DATE:
      return "inferred from the source's own date";
    case When::INFERRED_FROM_CONTEXT:
      return "inferred from the context";
    case When::DERIVED:
      return "derived; no source states it";
    default:
      return "";
  }
}

std::string_view CalendarInWords(When::Calendar calendar) {
  switch (calendar) {
    case When::JULIAN:
      return "Julian in the source";
    case When::ISLAMIC:
      return "Islamic calendar in the source";
    case When::ISO_WEEK:
      return "a week of the year in the source";
    case When::OTHER:
      return "another calendar in the source";
    default:
      return "";
  }
}

}  // namespace

absl::StatusOr<std::string> DateInWords(const When& when) {
  std::vector<std::string> words;
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Edtf> date, DateOf(when));
  if (date.has_value()) words.push_back(InWords(*date, ExtentOf(when)));
  if (!when.duration().empty()) {
    ANNALS_ASSIGN_OR_RETURN(const std::string duration,
                            DurationInWords(when.duration()));
    words.push_back(absl::StrCat("for ", duration));
  }
  if (words.empty() && !when.words().empty()) return Quoted(when.words());
  return absl::StrJoin(words, ", ");
}

std::string StartInWords(const Span& bounds) {
  const bool has_earliest = bounds.earliest_start.IsFinite();
  const bool has_latest = bounds.latest_start.IsFinite();
  const std::string earliest =
      has_earliest ? DayInWords(bounds.earliest_start) : "";
  const std::string latest = has_latest ? DayInWords(bounds.latest_start) : "";
  if (has_earliest && has_latest) {
    if (earliest == latest) return absl::StrCat("on ", earliest);
    return absl::StrCat("between ", earliest, " and ", latest);
  }
  if (has_earliest) return absl::StrCat("not before ", earliest);
  return has_latest ? absl::StrCat("not after ", latest) : "";
}

std::string DateRemarks(const When& when) {
  std::vector<std::string> remarks;
  // Without a date the words stand in its place already.
  if (!when.words().empty() &&
      !(when.edtf().empty() && when.duration().empty())) {
    remarks.push_back(absl::StrCat(Quoted(when.words()), " in the source"));
  }
  for (std::string_view words :
       {BasisInWords(when.basis()), CalendarInWords(when.calendar())}) {
    if (!words.empty()) remarks.emplace_back(words);
  }
  if (!when.recurrence().empty()) {
    remarks.push_back(absl::StrCat("recurring: ", when.recurrence()));
  }
  return absl::StrJoin(remarks, "; ");
}

}  // namespace annals::chronology_internal
