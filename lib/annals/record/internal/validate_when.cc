// CheckWhen(): a date, a duration, a recurrence.
//
// SPDX-License-Identifier: Apache-2.0

#include "absl/strings/str_cat.h"
#include "annals/record/internal/checks.h"
#include "annals/record/internal/recurrence.h"
#include "annals/record/internal/validators.h"
#include "annals/record/utf8.h"
#include "annals/time/edtf.h"
#include "annals/time/zone.h"

namespace annals::record_internal {
namespace {

void CheckEdtf(FaultList& faults, const Path& at, const std::string& edtf) {
  if (edtf.empty() || !CheckLine(faults, at, edtf, kEdtfBytesMax)) return;
  const absl::StatusOr<Edtf> date = Edtf::Parse(edtf);
  if (!date.ok()) faults.Add(at, std::string(date.status().message()));
}

void CheckLength(FaultList& faults, const Path& at, const std::string& text) {
  const std::optional<Duration> duration = CheckDuration(faults, at, text);
  if (!duration || duration->microseconds_max > 0) return;
  faults.Add(at, absl::StrCat(Quoted(text), "; want more than no time"));
}

void CheckRecurrence(FaultList& faults, const Path& at,
                     const std::string& text) {
  if (text.empty() || !CheckLine(faults, at, text, kRecurrenceBytesMax)) return;
  if (IsRecurrence(text)) return;
  faults.Add(at, absl::StrCat(Quoted(text),
                              "; want an ISO 8601 repeating interval "
                              "(\"R/2015-02/P1Y\") or a TIMEX3 set (\"P1Y\", "
                              "\"XXXX-WXX-1\")"));
}

void CheckZone(FaultList& faults, const Path& at, const std::string& zone) {
  if (zone.empty()) return;
  const absl::Status status = ZoneNamed(zone).status();
  if (!status.ok()) faults.Add(at, std::string(status.message()));
}

}  // namespace

void CheckWhen(FaultList& faults, const Path& at, const When& when) {
  CheckEdtf(faults, at.Field("edtf"), when.edtf());
  CheckEnum(faults, at.Field("extent"), when.extent());
  CheckLine(faults, at.Field("words"), when.words(), kDateWordsBytesMax);
  CheckLength(faults, at.Field("duration"), when.duration());
  CheckRecurrence(faults, at.Field("recurrence"), when.recurrence());
  CheckZone(faults, at.Field("zone"), when.zone());
  CheckEnum(faults, at.Field("basis"), when.basis());
  CheckEnum(faults, at.Field("calendar"), when.calendar());
}

}  // namespace annals::record_internal
