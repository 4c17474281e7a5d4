// A Finding is something that the court of causes objects to, or points out.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_FINDING_H_
#define ANNALS_CAUSAL_FINDING_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "annals/record/record.h"
#include "annals/time/instant.h"

namespace annals {

// The first three are problems: not all that the records say can be so. The
// others are notes, which somebody should weigh.
enum class FindingKind : uint8_t {
  // However the dates are read, the effect comes before its cause.
  kEffectCertainlyBeforeCause,
  // Records lead to one another in a circle.
  kCausalCycle,
  // Events or entities are parts of one another in a circle.
  kCircleOfParts,
  // Some reading of the dates puts the effect before its cause.
  kEffectPossiblyBeforeCause,
  // A link that nobody says is so: it is forecast, supposed, feared.
  kOnlyForecast,
  // A link of which every claim for it was rejected, superseded or did not come
  // true.
  kOnlyRejected,
  // A link that is asserted, and no source is cited for it.
  kNoSource,
  // A link that is asserted on one source.
  kSingleSource,
  // A link that is asserted on several sources, no two of them independent.
  kDependentSources,
  // Dates for one event that cannot all be right.
  kRivalDates,
  // Claims that cannot stand together, and do.
  kRivalClaims,
  // A forecast whose time has come, and nothing says what came of it.
  kForecastDue,
  // The same, if its time has come.
  kForecastPossiblyDue,
  // Sources that derive from one another in a circle.
  kCircleOfSources,
};

inline constexpr size_t kFindingKindCount = 14;

// The kind's name in JSON and on the command line, which never changes:
// "effect-certainly-before-cause", "causal-cycle", "circle-of-parts",
// "effect-possibly-before-cause", "only-forecast", "only-rejected",
// "no-source", "single-source", "dependent-sources", "rival-dates",
// "rival-claims", "forecast-due", "forecast-possibly-due",
// "circle-of-sources".
std::string_view FindingKindName(FindingKind kind);
std::optional<FindingKind> FindingKindNamed(std::string_view name);

// True for what cannot all be so.
bool IsProblem(FindingKind kind);

// What to do about findings of this kind, in a sentence.
std::string_view AdviceOn(FindingKind kind);

// A date that somebody gives.
struct RivalDate {
  // RECORD#CLAIM; empty if it is the event's own.
  std::string claim;
  std::string edtf;
};

// How an effect lies to its cause.
struct EffectBeforeCause {
  std::string cause;
  std::string effect;
  // The end of the effect that the cause's start should not come after.
  Endpoint::Side side = Endpoint::START;
  // The two instants that clash. If it is certain, or doubted: the earliest
  // that the cause starts, the latest for the effect. Else the latest that the
  // cause starts, the earliest for the effect.
  Instant cause_start;
  Instant effect_at;
  // As the dates are stated it is certain, but one of them is doubted (? ~ %).
  bool is_doubted = false;
};

// A plain value. Which fields are filled depends on the kind.
struct Finding {
  FindingKind kind = FindingKind::kNoSource;

  // The links that it speaks of: the one whose order or support is in question,
  // or those along the cycle.
  std::vector<std::string> links;

  // The other records: along a circle each leads to (or is part of, or derives
  // from) the next and the last to the first; the event of rival dates; the
  // records of rival claims; the event or link that was forecast.
  std::vector<std::string> records;

  // The claims, as RECORD#CLAIM: those that the support consists of, those that
  // stand against one another, the forecasts.
  std::vector<std::string> claims;

  // The sources that support the link.
  std::vector<std::string> sources;

  // Of an effect before its cause.
  std::optional<EffectBeforeCause> order;

  // Of rival dates: the event's own first, if it has one.
  std::vector<RivalDate> dates;

  // Of a forecast: when its time had certainly come, or when it may have.
  std::optional<Instant> due;

  // Of a causal cycle: how many records lead to one another, of which `records`
  // are one shortest circle.
  size_t circle_of = 0;
};

// The finding in a sentence, without a full stop. `name_of` gives the words for
// a record's id, for example its title; by default the id itself.
std::string InWords(const Finding& finding);
std::string InWords(const Finding& finding,
                    absl::FunctionRef<std::string(std::string_view)> name_of);

}  // namespace annals

#endif  // ANNALS_CAUSAL_FINDING_H_
