// Timeline::Roots, CommonCauses, CommonEffects and Without.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/record/claim_scope.h"
#include "annals/record/utf8.h"
#include "annals/timeline/internal/causal_question.h"
#include "annals/timeline/internal/link_reach.h"
#include "annals/timeline/timeline.h"

namespace annals {
namespace {

using timeline_internal::CausalQuestion;
using timeline_internal::LinkReach;
using timeline_internal::ReachOptions;

absl::StatusOr<CommonRecords> CommonOf(Store& store,
                                       const std::vector<std::string>& ids,
                                       const CausalScope& scope,
                                       bool to_causes) {
  if (ids.size() < 2) {
    return absl::InvalidArgumentError(
        absl::StrCat(ids.size(), " ids; want two or more"));
  }
  ANNALS_ASSIGN_OR_RETURN(const CausalQuestion question,
                          CausalQuestion::Settle(store, scope));
  for (const std::string& id : ids) {
    ANNALS_RETURN_IF_ERROR(question.CheckCanBeCause(id));
  }
  LinkReach reach = question.ReachFrom(ids, to_causes);
  ANNALS_RETURN_IF_ERROR(reach.Finish());
  ANNALS_RETURN_IF_ERROR(reach.CountAtEnds());
  const CausalGraph graph(reach.TakeLinks());
  CommonRecords found =
      to_causes ? graph.CommonCauses(ids) : graph.CommonEffects(ids);
  static_cast<LinksLeftOut&>(found) = reach.left_out();
  return found;
}

const google::protobuf::RepeatedPtrField<Claim>& ClaimsIn(
    const Record& record) {
  return record.has_event() ? record.event().claims()
                            : record.causal_link().claims();
}

// Whether the record counts only by these claims: then without them there is
// nothing left that says so.
absl::StatusOr<bool> HangsOnClaims(const Record& record,
                                   const std::set<std::string>& names,
                                   const CausalScope& scope) {
  google::protobuf::RepeatedPtrField<Claim> claims = ClaimsIn(record);
  const auto count = [&] {
    return Counts(claims, scope.claims) ||
           (scope.all &&
            std::any_of(claims.begin(), claims.end(), [&](const Claim& each) {
              return IsChosen(each, scope.claims);
            }));
  };
  const bool counted = count();
  for (const std::string& name : names) {
    const auto found =
        std::find_if(claims.begin(), claims.end(),
                     [&](const Claim& each) { return each.id() == name; });
    if (found == claims.end()) {
      return absl::NotFoundError(absl::StrCat("no claim ", Quoted(name), " in ",
                                              Quoted(IdOf(record))));
    }
    claims.erase(found);
  }
  return counted && (claims.empty() || !count());
}

// The records that are absent if these are: ids of events and links, or
// RECORD#CLAIM for one of their claims.
absl::StatusOr<std::vector<std::string>> AbsentRecords(
    const CausalQuestion& question, const std::vector<std::string>& ids,
    const CausalScope& scope) {
  std::vector<std::string> absent;
  std::map<std::string, std::set<std::string>> claims_of;
  for (const std::string& id : ids) {
    const size_t hash = id.find('#');
    const std::string record_id = id.substr(0, hash);
    if (hash == std::string::npos) {
      ANNALS_RETURN_IF_ERROR(question.GetCause(record_id).status());
      absent.push_back(record_id);
    } else {
      claims_of[record_id].insert(id.substr(hash + 1));
    }
  }
  for (const auto& [record_id, names] : claims_of) {
    ANNALS_ASSIGN_OR_RETURN(const Record record, question.GetCause(record_id));
    ANNALS_ASSIGN_OR_RETURN(const bool is_absent,
                            HangsOnClaims(record, names, scope));
    if (is_absent) absent.push_back(record_id);
  }
  return absent;
}

}  // namespace

absl::StatusOr<RootCauses> Timeline::Roots(std::string_view id,
                                           const CausalScope& scope) const {
  ANNALS_ASSIGN_OR_RETURN(const CausalQuestion question,
                          CausalQuestion::Settle(*store_, scope));
  ANNALS_RETURN_IF_ERROR(question.CheckCanBeCause(id));
  LinkReach reach = question.ReachFrom({std::string(id)}, /*to_causes=*/true);
  ANNALS_RETURN_IF_ERROR(reach.Finish());
  ANNALS_RETURN_IF_ERROR(reach.CountAtEnds());
  RootCauses found = CausalGraph(reach.TakeLinks()).Roots(id);
  static_cast<LinksLeftOut&>(found) = reach.left_out();
  return found;
}

absl::StatusOr<CommonRecords> Timeline::CommonCauses(
    const std::vector<std::string>& ids, const CausalScope& scope) const {
  return CommonOf(*store_, ids, scope, /*to_causes=*/true);
}

absl::StatusOr<CommonRecords> Timeline::CommonEffects(
    const std::vector<std::string>& ids, const CausalScope& scope) const {
  return CommonOf(*store_, ids, scope, /*to_causes=*/false);
}

absl::StatusOr<CausalAbsence> Timeline::Without(
    const std::vector<std::string>& ids, const CausalScope& scope) const {
  ANNALS_ASSIGN_OR_RETURN(const CausalQuestion question,
                          CausalQuestion::Settle(*store_, scope));
  ANNALS_ASSIGN_OR_RETURN(const std::vector<std::string> absent,
                          AbsentRecords(question, ids, scope));
  ReachOptions options = question.options();
  options.to_causes = false;
  options.through_links = true;
  LinkReach reach(question.store(), absent, question.filter(), options);
  ANNALS_RETURN_IF_ERROR(reach.Finish());
  ANNALS_RETURN_IF_ERROR(reach.LoadWhatLeadsThere());
  CausalAbsence absence = CausalGraph(reach.TakeLinks()).Without(absent);
  static_cast<LinksLeftOut&>(absence) = reach.left_out();
  return absence;
}

}  // namespace annals
