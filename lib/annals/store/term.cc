// Term: what an event must bear to be what is asked.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/term.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/store/event_criteria.h"

namespace annals {
namespace {

// What the asked name or id of an entity may be: itself, and the ids of those
// that bear it as a name.
absl::StatusOr<std::vector<std::string>> IdsOf(const std::string& asked,
                                               EntitiesNamed entities_named) {
  ANNALS_ASSIGN_OR_RETURN(std::vector<std::string> ids,
                          entities_named(FoldedName(asked)));
  ids.push_back(asked);
  return ids;
}

void AddTerms(TermField field, std::vector<std::string> texts,
              std::vector<Term>& terms) {
  for (std::string& text : texts) terms.push_back({field, std::move(text)});
}

}  // namespace

std::string FoldedName(std::string_view name) {
  return absl::AsciiStrToLower(AsAbsl(name));
}

Term CodeTerm(std::string_view scheme, std::string_view code) {
  return {TermField::kCode,
          absl::StrCat(scheme.size(), " ", AsAbsl(scheme), " ", AsAbsl(code))};
}

absl::StatusOr<std::vector<std::vector<Term>>> TermsAsked(
    const EventCriteria& criteria, EntitiesNamed entities_named) {
  std::vector<std::vector<Term>> all;
  for (const std::string& actor : criteria.actors) {
    ANNALS_ASSIGN_OR_RETURN(std::vector<std::string> ids,
                            IdsOf(actor, entities_named));
    all.push_back({{TermField::kParticipantName, FoldedName(actor)}});
    AddTerms(TermField::kParticipant, std::move(ids), all.back());
  }
  for (const std::string& place : criteria.places) {
    ANNALS_ASSIGN_OR_RETURN(std::vector<std::string> ids,
                            IdsOf(place, entities_named));
    all.push_back({{TermField::kPlace, FoldedName(place)},
                   {TermField::kFoldedPlace, FoldedName(place)}});
    AddTerms(TermField::kPlace, std::move(ids), all.back());
  }
  for (const std::string& tag : criteria.tags) {
    all.push_back({{TermField::kTag, tag}});
  }
  for (const auto& [scheme, code] : criteria.codes) {
    all.push_back({CodeTerm(scheme, code)});
  }
  if (!criteria.source.empty()) {
    all.push_back({{TermField::kSource, criteria.source}});
  }
  return all;
}

}  // namespace annals
