// EventMatcher: whether an event is one that a query asks for.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/timeline/event_matcher.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"

namespace annals::testing {
namespace {

template <typename List, typename Value>
bool Has(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// A query's expression is a window, filled from its first instant to its last.
// Where those are not known themselves, every window that it may be.
TimeSet WindowOf(const Edtf& date) {
  if (date.IsFloating() || date.IsSaturated()) {
    return date.Members(Extent::kThroughout);
  }
  const Span bounds = date.Bounds(Extent::kWithin);
  return TimeSet::Of(Span::Exactly(bounds.earliest_start, bounds.latest_end));
}

absl::Status CannotResolve(const std::string& when,
                           const absl::Status& as_date) {
  return absl::InvalidArgumentError(absl::StrCat(
      "query \"", when,
      "\": no event of that id, and no date: ", as_date.message()));
}

// A record without claims is held against a query as one plain claim.
bool AnyClaim(const Event& event, const Query& query) {
  const auto fits = [&query](const Claim& claim) {
    const auto modality = claim.modality() == Claim::MODALITY_UNSPECIFIED
                              ? Claim::REALIS
                              : claim.modality();
    const auto status = claim.status() == Claim::STATUS_UNSPECIFIED
                            ? Claim::OPEN
                            : claim.status();
    return (query.modalities().empty() || Has(query.modalities(), modality)) &&
           (query.statuses().empty() || Has(query.statuses(), status));
  };
  if (event.claims().empty()) return fits(Claim());
  return std::any_of(event.claims().begin(), event.claims().end(), fits);
}

// An empty term would match whatever lacks the field.
absl::Status CheckTerms(const Query& query) {
  if (Has(query.actors(), "") || Has(query.places(), "") ||
      Has(query.tags(), "")) {
    return absl::InvalidArgumentError(
        "query: an empty actor, place or tag; want an id or a name");
  }
  return absl::OkStatus();
}

bool IsUnbounded(const Span& span) { return span == Span::Unbounded(); }

}  // namespace

absl::StatusOr<EventMatcher> EventMatcher::Make(const Query& query,
                                                Store& store,
                                                const AsOf& as_of) {
  ANNALS_RETURN_IF_ERROR(CheckTerms(query));
  EventMatcher matcher(query);
  ANNALS_RETURN_IF_ERROR(matcher.ResolveWindow(store, as_of));
  ANNALS_RETURN_IF_ERROR(matcher.ResolveNames(store, as_of));
  matcher.words_ = absl::StrSplit(absl::AsciiStrToLower(query.text()), ' ',
                                  absl::SkipEmpty());
  return matcher;
}

absl::Status EventMatcher::ResolveWindow(Store& store, const AsOf& as_of) {
  if (!query_.relations().has_value()) return absl::OkStatus();
  const absl::StatusOr<Edtf> date = Edtf::Parse(query_.when());
  if (date.ok()) {
    window_ = WindowOf(*date);
    return absl::OkStatus();
  }
  const absl::StatusOr<StoredRecord> stored = store.Get(query_.when(), as_of);
  if (absl::IsNotFound(stored.status()) ||
      (stored.ok() && !stored->record.has_event())) {
    return CannotResolve(query_.when(), date.status());
  }
  ANNALS_RETURN_IF_ERROR(stored.status());
  ANNALS_ASSIGN_OR_RETURN(window_, TimeSetOf(stored->record.event().when()));
  window_event_ = query_.when();
  if (window_.has_value()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("query \"", query_.when(),
                   "\": that event has no date; want one that has"));
}

absl::Status EventMatcher::ResolveNames(Store& store, const AsOf& as_of) {
  const auto prepare = [](const std::vector<std::string>& asked,
                          std::vector<Named>& names) {
    for (const std::string& name : asked) {
      names.push_back({{name}, absl::AsciiStrToLower(name)});
    }
  };
  prepare(query_.actors(), actors_);
  prepare(query_.places(), places_);
  if (actors_.empty() && places_.empty()) return absl::OkStatus();
  const auto add_if_named = [](const Entity& entity, Named& asked) {
    for (const Name& name : entity.names()) {
      if (absl::AsciiStrToLower(name.text()) == asked.lower_name) {
        asked.ids.insert(entity.id());
      }
    }
  };
  return store.Scan(RecordKind::kEntity, as_of, [&](StoredRecord stored) {
    for (Named& actor : actors_) add_if_named(stored.record.entity(), actor);
    for (Named& place : places_) add_if_named(stored.record.entity(), place);
    return absl::OkStatus();
  });
}

absl::StatusOr<Verdict> EventMatcher::Match(StoredRecord stored) const {
  Verdict verdict;
  Answer& answer = verdict.answer;
  answer.sequence = stored.sequence;
  answer.event = std::move(*stored.record.mutable_event());
  const Event& event = answer.event;
  verdict.fits = event.id() != window_event_ && FitsPeople(event) &&
                 FitsPlaces(event) && FitsCodes(event) && FitsSource(event) &&
                 FitsText(event);
  if (!verdict.fits) return verdict;
  ANNALS_ASSIGN_OR_RETURN(const auto when, Resolve(event.when()));
  if (when.has_value()) {
    answer.date = when->date;
    answer.span = when->span;
  }
  verdict.is_dated = when.has_value() && !IsUnbounded(when->span);
  if (window_.has_value()) {
    answer.certainty =
        Relate(*query_.relations(),
               when.has_value() ? when->times : TimeSet::Of(Span::Unbounded()),
               *window_);
  }
  answer.asserted = IsAsserted(event);
  verdict.time_fits = FitsTime(answer);
  verdict.claims_fit = FitsClaims(event);
  return verdict;
}

bool EventMatcher::FitsPeople(const Event& event) const {
  const auto takes_part = [&event](const Named& actor) {
    return std::any_of(event.participants().begin(), event.participants().end(),
                       [&actor](const Participant& participant) {
                         return actor.ids.count(participant.entity()) > 0 ||
                                absl::AsciiStrToLower(participant.name()) ==
                                    actor.lower_name;
                       });
  };
  return std::all_of(actors_.begin(), actors_.end(), takes_part);
}

bool EventMatcher::FitsPlaces(const Event& event) const {
  const auto is_there = [&event](const Named& asked) {
    return std::any_of(event.places().begin(), event.places().end(),
                       [&asked](const std::string& place) {
                         return asked.ids.count(place) > 0 ||
                                absl::AsciiStrToLower(place) ==
                                    asked.lower_name;
                       });
  };
  return std::all_of(places_.begin(), places_.end(), is_there);
}

bool EventMatcher::FitsCodes(const Event& event) const {
  const auto has_tag = [&event](const std::string& tag) {
    return Has(event.tags(), tag);
  };
  const auto has_code = [&event](const auto& asked) {
    return std::any_of(
        event.codes().begin(), event.codes().end(), [&asked](const Code& code) {
          return code.scheme() == asked.first && code.code() == asked.second;
        });
  };
  const auto kind = event.kind() == Event::KIND_UNSPECIFIED ? Event::OCCURRENCE
                                                            : event.kind();
  return (query_.kinds().empty() || Has(query_.kinds(), kind)) &&
         std::all_of(query_.tags().begin(), query_.tags().end(), has_tag) &&
         std::all_of(query_.codes().begin(), query_.codes().end(), has_code);
}

bool EventMatcher::FitsSource(const Event& event) const {
  if (query_.source().empty()) return true;
  for (const Claim& claim : event.claims()) {
    for (const Evidence& evidence : claim.evidence()) {
      if (evidence.source() == query_.source()) return true;
    }
  }
  return false;
}

bool EventMatcher::FitsText(const Event& event) const {
  if (words_.empty()) return true;
  std::string text = absl::StrCat(event.title(), "\n", event.description());
  for (const Claim& claim : event.claims()) {
    for (const Evidence& evidence : claim.evidence()) {
      absl::StrAppend(&text, "\n", evidence.quote());
    }
  }
  absl::AsciiStrToLower(&text);
  const std::vector<std::string> has =
      absl::StrSplit(text, absl::ByAnyChar(" \n,."), absl::SkipEmpty());
  return std::all_of(
      words_.begin(), words_.end(),
      [&has](const std::string& word) { return Has(has, word); });
}

bool EventMatcher::FitsClaims(const Event& event) const {
  if (query_.all()) return true;
  if (query_.modalities().empty() && query_.statuses().empty()) {
    return IsAsserted(event);
  }
  return AnyClaim(event, query_);
}

bool EventMatcher::FitsTime(const Answer& answer) const {
  if (answer.certainty == Certainty::kNo) return false;
  if (!query_.only_certain()) return true;
  const bool is_qualified =
      answer.date.has_value() && !answer.date->Qualifiers().empty();
  return answer.certainty == Certainty::kCertain &&
         (query_.as_stated() || !is_qualified);
}

}  // namespace annals::testing
