// The time of an event: from its When to a date, a span, a set of spans.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/event_time.h"

#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/utf8.h"
#include "annals/time/zone.h"

namespace annals {
namespace {

// "+08:30"; empty if the offset has seconds.
std::string OffsetInWords(int seconds) {
  if (seconds % 60 != 0) return "";
  const int minutes = (seconds < 0 ? -seconds : seconds) / 60;
  return absl::StrFormat("%c%02d:%02d", seconds < 0 ? '-' : '+', minutes / 60,
                         minutes % 60);
}

// The zone's offset at that local time; empty if there is not exactly one.
std::string OffsetAt(const absl::CivilSecond& local, absl::TimeZone zone) {
  const absl::TimeZone::TimeInfo info = zone.At(local);
  if (info.kind != absl::TimeZone::TimeInfo::UNIQUE) return "";
  return OffsetInWords(zone.At(info.pre).offset);
}

// A floating date with its zone's offset written out; the date itself where the
// zone does not settle it. A floating date is one date-time and nothing else:
// intervals and sets have none. This belongs to Edtf, which alone knows its own
// syntax; it stands here until Edtf can be asked.
Edtf InZone(const Edtf& date, absl::TimeZone zone) {
  const Instant start = date.Bounds().earliest_start;  // As if in UTC.
  if (!start.IsFinite()) return date;
  const std::string offset = OffsetAt(start.Civil(), zone);
  if (offset.empty()) return date;
  absl::StatusOr<Edtf> settled =
      Edtf::Parse(absl::StrCat(AsAbsl(date.text()), offset));
  return settled.ok() ? *std::move(settled) : date;
}

// The date as it is written, and the zone that settles it.
struct LocalDate {
  Edtf date;
  std::optional<absl::TimeZone> zone;
};

absl::StatusOr<std::optional<LocalDate>> LocalDateOf(const When& when) {
  if (when.edtf().empty()) return std::nullopt;
  ANNALS_ASSIGN_OR_RETURN(Edtf date, Edtf::Parse(when.edtf()));
  if (when.zone().empty()) return LocalDate{std::move(date), std::nullopt};
  ANNALS_ASSIGN_OR_RETURN(const absl::TimeZone zone, ZoneNamed(when.zone()));
  if (!date.IsFloating()) return LocalDate{std::move(date), std::nullopt};
  return LocalDate{std::move(date), zone};
}

Edtf Written(const LocalDate& local) {
  return local.zone ? InZone(local.date, *local.zone) : local.date;
}

Span SpanOf(const LocalDate& local, Extent extent) {
  return local.zone ? Settle(local.date, *local.zone, extent).Hull()
                    : local.date.Bounds(extent);
}

TimeSet TimeSetOf(const LocalDate& local, Extent extent) {
  return local.zone ? Settle(local.date, *local.zone, extent)
                    : local.date.Members(extent);
}

absl::Status NotAnInstant(const std::string& text) {
  return absl::InvalidArgumentError(absl::StrCat(
      Quoted(text),
      "; want a plain date (\"2017-02-03\") or a date-time with its zone "
      "(\"2017-02-03T10:00:00Z\")"));
}

// One date, without qualifiers, gaps (X) or an estimate (S).
bool IsPlain(const Edtf& date) {
  return !date.IsInterval() && !date.IsFloating() && !date.IsSaturated() &&
         date.Qualifiers().empty() &&
         date.text().find_first_of("XS[{") == std::string_view::npos;
}

}  // namespace

Extent ExtentOf(const When& when) {
  switch (when.extent()) {
    case When::WITHIN:
      return Extent::kWithin;
    case When::SPAN:
      return Extent::kSpan;
    case When::THROUGHOUT:
      return Extent::kThroughout;
    default:
      return Extent::kDefault;
  }
}

absl::StatusOr<std::optional<Edtf>> DateOf(const When& when) {
  ANNALS_ASSIGN_OR_RETURN(const auto local, LocalDateOf(when));
  if (!local) return std::nullopt;
  return Written(*local);
}

absl::StatusOr<std::optional<Span>> SpanOf(const When& when) {
  ANNALS_ASSIGN_OR_RETURN(const auto local, LocalDateOf(when));
  if (!local) return std::nullopt;
  return SpanOf(*local, ExtentOf(when));
}

absl::StatusOr<std::optional<Span>> SpanOf(const Event& event) {
  return SpanOf(event.when());
}

absl::StatusOr<std::optional<TimeSet>> TimeSetOf(const When& when) {
  ANNALS_ASSIGN_OR_RETURN(const auto local, LocalDateOf(when));
  if (!local) return std::nullopt;
  return TimeSetOf(*local, ExtentOf(when));
}

absl::StatusOr<std::optional<ResolvedWhen>> Resolve(const When& when) {
  ANNALS_ASSIGN_OR_RETURN(const auto local, LocalDateOf(when));
  if (!local) return std::nullopt;
  const Extent extent = ExtentOf(when);
  return ResolvedWhen{Written(*local), SpanOf(*local, extent),
                      TimeSetOf(*local, extent)};
}

absl::StatusOr<Instant> FixedInstantOf(const Endpoint& endpoint) {
  ANNALS_ASSIGN_OR_RETURN(const Edtf date, Edtf::Parse(endpoint.instant()));
  if (!IsPlain(date)) return NotAnInstant(endpoint.instant());
  return date.Bounds().earliest_start;
}

}  // namespace annals
