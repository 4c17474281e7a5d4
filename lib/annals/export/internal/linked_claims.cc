// Claims as linked data: who says so, by the words of PROV.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/linked_claims.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/export/internal/linked_context.h"
#include "annals/record/names.h"

namespace annals::export_internal {
namespace {

void AddText(const char* name, const std::string& value, Json& json) {
  if (!value.empty()) json[name] = value;
}

std::string StanceName(Evidence::Stance stance) {
  switch (stance) {
    case Evidence::CONTRADICTS:
      return "contradicts";
    case Evidence::CONTEXT:
      return "context";
    default:
      return "supports";
  }
}

Json EvidenceJson(const Evidence& evidence) {
  Json json;
  json["@type"] = "Evidence";
  json["source"] = {{"@id", IriOf(evidence.source())}};
  AddText("quote", evidence.quote(), json);
  AddText("page", evidence.page(), json);
  if (evidence.has_begin()) json["begin"] = evidence.begin();
  if (evidence.has_end()) json["end"] = evidence.end();
  json["stance"] = StanceName(evidence.stance());
  return json;
}

// CLAIM of the same record, or RECORD#CLAIM.
Json ClaimReference(const std::string& record, const std::string& claim) {
  const bool is_whole = claim.find('#') != std::string::npos;
  return {{"@id", IriOf(is_whole ? claim : absl::StrCat(record, "#", claim))}};
}

void AddHolders(const Selection& selection, const Claim& claim, Json& json) {
  if (claim.holders().empty()) return;
  for (const std::string& holder : claim.holders()) {
    json["holders"].push_back(ReferenceTo(selection, holder));
  }
  const std::string& innermost = claim.holders(claim.holders_size() - 1);
  json["wasAttributedTo"] = ReferenceTo(selection, innermost);
}

Json ClaimJson(const Selection& selection, const std::string& record,
               const Claim& claim) {
  Json json;
  json["@id"] = IriOf(absl::StrCat(record, "#", claim.id()));
  json["@type"] = {"prov:Entity", "Claim"};
  AddHolders(selection, claim, json);
  AddText("certainty", ClaimCertaintyName(claim.certainty()), json);
  json["modality"] = ModalityName(claim.modality());
  if (claim.negated()) json["negated"] = true;
  json["status"] = StatusName(claim.status());
  if (claim.has_confidence()) json["confidence"] = claim.confidence();
  if (claim.has_credibility()) json["credibility"] = claim.credibility();
  AddText("edtf", claim.when().edtf(), json);
  for (const std::string& condition : claim.conditions()) {
    json["condition"].push_back(condition);
  }
  for (const Evidence& evidence : claim.evidence()) {
    json["wasQuotedFrom"].push_back({{"@id", IriOf(evidence.source())}});
    json["evidence"].push_back(EvidenceJson(evidence));
  }
  for (const std::string& other : claim.supports()) {
    json["supports"].push_back(ClaimReference(record, other));
  }
  for (const std::string& other : claim.contradicts()) {
    json["contradicts"].push_back(ClaimReference(record, other));
  }
  AddText("method", claim.method(), json);
  return json;
}

}  // namespace

Json ClaimsJson(const Selection& selection, const std::string& record,
                const google::protobuf::RepeatedPtrField<Claim>& claims) {
  Json json = Json::array();
  for (const Claim& claim : claims) {
    json.push_back(ClaimJson(selection, record, claim));
  }
  return json;
}

Json ReferenceTo(const Selection& selection, const std::string& id_or_name) {
  if (selection.FindEntity(id_or_name) != nullptr) {
    return {{"@id", IriOf(id_or_name)}};
  }
  return {{"@type", "prov:Agent"}, {"name", id_or_name}};
}

}  // namespace annals::export_internal
