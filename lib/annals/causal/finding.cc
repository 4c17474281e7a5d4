// A Finding is something that the court of causes objects to, or points out.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/finding.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"

namespace annals {
namespace {

using NameOf = absl::FunctionRef<std::string(std::string_view)>;

// What is listed of a long list in a sentence.
constexpr size_t kListedMax = 12;

struct KindWords {
  FindingKind kind;
  std::string_view name;
  std::string_view advice;
};

constexpr std::array<KindWords, kFindingKindCount> kKinds = {{
    {FindingKind::kEffectCertainlyBeforeCause, "effect-certainly-before-cause",
     "correct a date, turn the link round or change its kind, or reject the "
     "claims for it"},
    {FindingKind::kCausalCycle, "causal-cycle",
     "reject the weakest link of the circle; if it is a feedback, make of each "
     "record an earlier and a later one"},
    {FindingKind::kCircleOfParts, "circle-of-parts",
     "take part_of away from one of them"},
    {FindingKind::kEffectPossiblyBeforeCause, "effect-possibly-before-cause",
     "find a closer date for one of the two, or state their order as a "
     "constraint"},
    {FindingKind::kOnlyForecast, "only-forecast",
     "treat it as a supposition; add a claim when somebody says that it was "
     "so"},
    {FindingKind::kOnlyRejected, "only-rejected",
     "retract the link, or add a claim of somebody who still holds it"},
    {FindingKind::kNoSource, "no-source", "cite where it is said"},
    {FindingKind::kSingleSource, "single-source",
     "look for a second source that does not draw on the first"},
    {FindingKind::kDependentSources, "dependent-sources",
     "count them as one witness, and look for one that is independent"},
    {FindingKind::kRivalDates, "rival-dates",
     "weigh the dates: set the event's own to the one that is accepted, and "
     "give the others' claims a status"},
    {FindingKind::kRivalClaims, "rival-claims",
     "weigh the claims: accept or reject, or leave them disputed and say so "
     "wherever it is told"},
    {FindingKind::kForecastDue, "forecast-due",
     "find out what came of it, and set the claim's status to CAME_TRUE or "
     "DID_NOT_COME_TRUE"},
    {FindingKind::kForecastPossiblyDue, "forecast-possibly-due",
     "find out whether it has come; if so, set the claim's status"},
    {FindingKind::kCircleOfSources, "circle-of-sources",
     "find out which came first; until then they count as one witness"},
}};

constexpr bool AreInOrder() {
  for (size_t i = 0; i < kKinds.size(); ++i) {
    if (static_cast<size_t>(kKinds[i].kind) != i) return false;
  }
  return true;
}
static_assert(AreInOrder(), "want the kinds in the order of their enum");

const KindWords& WordsOf(FindingKind kind) {
  return kKinds[static_cast<size_t>(kind)];
}

// "a, b, c and 7 more".
std::string Listed(const std::vector<std::string>& items) {
  std::string words;
  for (size_t i = 0; i < items.size() && i < kListedMax; ++i) {
    absl::StrAppend(&words, i == 0 ? "" : ", ", items[i]);
  }
  if (items.size() > kListedMax) {
    absl::StrAppend(&words, " and ", items.size() - kListedMax, " more");
  }
  return words;
}

std::string ListedNames(const std::vector<std::string>& ids, NameOf name_of) {
  std::vector<std::string> names;
  // One more than is shown, so that the rest is counted and not looked up.
  for (size_t i = 0; i < ids.size(); ++i) {
    names.push_back(i < kListedMax ? name_of(ids[i]) : ids[i]);
  }
  return Listed(names);
}

// "a VERB b VERB c VERB a".
std::string Circle(const std::vector<std::string>& ids, std::string_view verb,
                   NameOf name_of) {
  std::string words;
  for (size_t i = 0; i < ids.size() && i < kListedMax; ++i) {
    absl::StrAppend(&words, name_of(ids[i]), " ", AsAbsl(verb), " ");
  }
  if (ids.size() > kListedMax) {
    absl::StrAppend(&words, ids.size() - kListedMax, " more ", AsAbsl(verb),
                    " ");
  }
  return ids.empty() ? words : words + name_of(ids.front());
}

std::string EarlyEffect(const Finding& finding, NameOf name_of) {
  const EffectBeforeCause& order = *finding.order;
  const bool is_stated =
      finding.kind == FindingKind::kEffectCertainlyBeforeCause ||
      order.is_doubted;
  const bool is_end = order.side == Endpoint::END;
  std::string words = name_of(order.effect);
  if (is_stated) {
    absl::StrAppend(&words, is_end ? " ends by " : " starts by ",
                    order.effect_at.ToString(), ", but its cause ",
                    name_of(order.cause), " not before ",
                    order.cause_start.ToString());
  } else {
    absl::StrAppend(&words, is_end ? " may end" : " may start", " as early as ",
                    order.effect_at.ToString(), ", and its cause ",
                    name_of(order.cause), " may start as late as ",
                    order.cause_start.ToString());
  }
  if (order.is_doubted) {
    absl::StrAppend(&words, " (one of the two dates is doubted)");
  }
  return absl::StrCat(words, ": link ", Listed(finding.links));
}

std::string Cycle(const Finding& finding, NameOf name_of) {
  std::string words = absl::StrCat(Circle(finding.records, "->", name_of),
                                   ": links ", Listed(finding.links));
  if (finding.circle_of > finding.records.size()) {
    absl::StrAppend(&words, "; ", finding.circle_of,
                    " records in all lead to one another");
  }
  return words;
}

std::string RivalDates(const Finding& finding, NameOf name_of) {
  std::vector<std::string> dates;
  for (const RivalDate& date : finding.dates) {
    dates.push_back(date.claim.empty()
                        ? absl::StrCat(date.edtf, " (its own)")
                        : absl::StrCat(date.edtf, " (", date.claim, ")"));
  }
  return absl::StrCat(ListedNames(finding.records, name_of),
                      " has dates that cannot all be right: ", Listed(dates));
}

std::string Forecast(const Finding& finding, NameOf name_of) {
  const bool is_certain = finding.kind == FindingKind::kForecastDue;
  return absl::StrCat(
      ListedNames(finding.records, name_of), " was foretold, ",
      is_certain ? "its time had come by " : "its time may have come from ",
      finding.due->ToString(), is_certain ? "" : " on",
      ", and nothing says what came of it: ", Listed(finding.claims));
}

std::string Support(const Finding& finding, NameOf name_of) {
  const std::string link = ListedNames(finding.links, name_of);
  switch (finding.kind) {
    case FindingKind::kOnlyForecast:
      return link + ": nobody says that it is so, it is foretold or supposed";
    case FindingKind::kOnlyRejected:
      return link + ": every claim for it has fallen";
    case FindingKind::kNoSource:
      return link + ": no source is cited for it";
    case FindingKind::kSingleSource:
      return absl::StrCat(link, " rests on one source: ",
                          ListedNames(finding.sources, name_of));
    default:
      return absl::StrCat(link, " rests on ", finding.sources.size(),
                          " sources that are one voice: ",
                          ListedNames(finding.sources, name_of));
  }
}

}  // namespace

std::string_view FindingKindName(FindingKind kind) {
  return WordsOf(kind).name;
}

std::optional<FindingKind> FindingKindNamed(std::string_view name) {
  for (const KindWords& words : kKinds) {
    if (words.name == name) return words.kind;
  }
  return std::nullopt;
}

bool IsProblem(FindingKind kind) { return kind <= FindingKind::kCircleOfParts; }

std::string_view AdviceOn(FindingKind kind) { return WordsOf(kind).advice; }

std::string InWords(const Finding& finding) {
  return InWords(finding, [](std::string_view id) { return std::string(id); });
}

std::string InWords(const Finding& finding, NameOf name_of) {
  switch (finding.kind) {
    case FindingKind::kEffectCertainlyBeforeCause:
    case FindingKind::kEffectPossiblyBeforeCause:
      return EarlyEffect(finding, name_of);
    case FindingKind::kCausalCycle:
      return Cycle(finding, name_of);
    case FindingKind::kCircleOfParts:
      return Circle(finding.records, "is part of", name_of);
    case FindingKind::kCircleOfSources:
      return Circle(finding.records, "derives from", name_of);
    case FindingKind::kRivalDates:
      return RivalDates(finding, name_of);
    case FindingKind::kRivalClaims:
      return absl::StrCat("these claims cannot stand together: ",
                          Listed(finding.claims));
    case FindingKind::kForecastDue:
    case FindingKind::kForecastPossiblyDue:
      return Forecast(finding, name_of);
    default:
      return Support(finding, name_of);
  }
}

}  // namespace annals
