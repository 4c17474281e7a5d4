// A ClaimWriter tells who says what, and whose claims stand against whose.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/claim_writer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/voices.h"
#include "annals/record/claims.h"

namespace annals::chronology_internal {
namespace {

// A claim as another names it.
struct ClaimName {
  std::string record;
  std::string claim;

  std::string Whole() const { return absl::StrCat(record, "#", claim); }
};

// "CLAIM" is one of the same record.
ClaimName NameIn(const std::string& record, const std::string& name) {
  const size_t hash = name.find('#');
  if (hash == std::string::npos) return {record, name};
  return {name.substr(0, hash), name.substr(hash + 1)};
}

// Neither settled against it nor replaced.
bool Stands(const Claim& claim) {
  switch (claim.status()) {
    case Claim::REJECTED:
    case Claim::SUPERSEDED:
    case Claim::DID_NOT_COME_TRUE:
      return false;
    default:
      return true;
  }
}

bool GivesAnotherDate(const Event& event, const Claim& claim) {
  return Stands(claim) && claim.has_when() && !claim.when().edtf().empty() &&
         claim.when().edtf() != event.when().edtf();
}

}  // namespace

ClaimWriter::ClaimWriter(const Selection& selection,
                         const PointerBook& pointers, int quote_length_max)
    : selection_(selection),
      pointers_(pointers),
      notes_(selection, quote_length_max) {
  for (const Answer& answer : selection.events) {
    Index(answer.event.id(), answer.event.claims());
  }
  for (const CausalLink& link : selection.links) {
    Index(link.id(), link.claims());
  }
  for (const Constraint& constraint : selection.constraints) {
    Index(constraint.id(), constraint.claims());
  }
}

void ClaimWriter::Index(const std::string& record, const Claims& claims) {
  for (const Claim& claim : claims) {
    claims_by_name_.emplace(ClaimName{record, claim.id()}.Whole(), &claim);
    for (const std::string& name : claim.supports()) {
      speakers_[NameIn(record, name).Whole()].push_back(
          {record, &claim, false});
    }
    for (const std::string& name : claim.contradicts()) {
      speakers_[NameIn(record, name).Whole()].push_back({record, &claim, true});
    }
  }
}

const Claim* ClaimWriter::FindClaim(const std::string& record,
                                    std::string_view claim) const {
  const auto held =
      claims_by_name_.find(ClaimName{record, std::string(claim)}.Whole());
  if (held != claims_by_name_.end()) return held->second;
  const auto named = selection_.named.find(record);
  if (named == selection_.named.end()) return nullptr;
  const Claims& claims = ClaimsOf(named->second);
  const auto found =
      std::find_if(claims.begin(), claims.end(),
                   [claim](const Claim& one) { return one.id() == claim; });
  return found == claims.end() ? nullptr : &*found;
}

const std::vector<ClaimWriter::Speaker>& ClaimWriter::SpeakersOf(
    const std::string& record, const Claim& claim) const {
  static const auto* const none = new std::vector<Speaker>();
  const auto found = speakers_.find(absl::StrCat(record, "#", claim.id()));
  return found == speakers_.end() ? *none : found->second;
}

bool ClaimWriter::IsContradicted(const std::string& record,
                                 const Claim& claim) const {
  if (!Stands(claim)) return false;
  for (const std::string& name : claim.contradicts()) {
    const ClaimName other = NameIn(record, name);
    const Claim* rival = FindClaim(other.record, other.claim);
    if (rival == nullptr || Stands(*rival)) return true;
  }
  const std::vector<Speaker>& speakers = SpeakersOf(record, claim);
  return std::any_of(speakers.begin(), speakers.end(), [](const Speaker& one) {
    return one.contradicts && Stands(*one.claim);
  });
}

bool ClaimWriter::IsDisputed(const Event& event) const {
  bool affirmed = false;
  bool denied = false;
  for (const Claim& claim : event.claims()) {
    if (claim.status() == Claim::DISPUTED || GivesAnotherDate(event, claim) ||
        IsContradicted(event.id(), claim)) {
      return true;
    }
    affirmed = affirmed || IsAsserted(claim);
    denied = denied || (claim.negated() && claim.status() <= Claim::ACCEPTED);
  }
  return affirmed && denied;
}

std::vector<std::string> ClaimWriter::RecordsSpeakingOf(
    const Event& event) const {
  std::set<std::string> records;
  for (const Claim& claim : event.claims()) {
    for (const Speaker& speaker : SpeakersOf(event.id(), claim)) {
      if (speaker.record != event.id()) records.insert(speaker.record);
    }
  }
  return {records.begin(), records.end()};
}

Bearing ClaimWriter::BearingOn(const std::string& here,
                               const std::string& record,
                               std::string_view claim,
                               const char* words) const {
  Bearing bearing;
  bearing.words = words;
  const Claim* found = FindClaim(record, claim);
  bearing.holder = found == nullptr
                       ? absl::StrCat("claim ", AsAbsl(claim))
                       : HoldersInWords(*found, [this](std::string_view id) {
                           return pointers_.NameOf(id);
                         });
  if (record != here) bearing.of = pointers_.PointTo(record);
  return bearing;
}

std::vector<Bearing> ClaimWriter::BearingsOf(const std::string& record,
                                             const Claim& claim) const {
  std::vector<Bearing> bearings;
  std::set<std::string> named;
  const auto add = [&](const ClaimName& other, const char* words) {
    if (!named.insert(absl::StrCat(words[0] == 'c' ? "-" : "+", other.Whole()))
             .second) {
      return;
    }
    bearings.push_back(BearingOn(record, other.record, other.claim, words));
  };
  for (const std::string& name : claim.supports()) {
    add(NameIn(record, name), "bearing out");
  }
  for (const std::string& name : claim.contradicts()) {
    add(NameIn(record, name), "contradicting");
  }
  for (const Speaker& speaker : SpeakersOf(record, claim)) {
    add({speaker.record, speaker.claim->id()},
        speaker.contradicts ? "contradicted by" : "borne out by");
  }
  return bearings;
}

// Sources first, then holders and the rest; not the claim's own record.
std::vector<std::string> ClaimWriter::RecordsNamedBy(const std::string& record,
                                                     const Claim& claim) const {
  std::vector<std::string> ids;
  for (const Evidence& evidence : claim.evidence()) {
    ids.push_back(evidence.source());
  }
  ids.insert(ids.end(), claim.holders().begin(), claim.holders().end());
  ids.insert(ids.end(), claim.conditions().begin(), claim.conditions().end());
  for (const auto* names : {&claim.supports(), &claim.contradicts()}) {
    for (const std::string& name : *names) {
      ids.push_back(NameIn(record, name).record);
    }
  }
  for (const Speaker& speaker : SpeakersOf(record, claim)) {
    ids.push_back(speaker.record);
  }
  ids.erase(std::remove(ids.begin(), ids.end(), record), ids.end());
  return ids;
}

absl::StatusOr<std::vector<Voice>> ClaimWriter::VoicesOf(
    const std::string& record, const Claims& claims, int entry) {
  std::vector<Voice> voices;
  for (const Claim& claim : claims) {
    Voice voice;
    ANNALS_ASSIGN_OR_RETURN(voice.words,
                            ClaimInWords(claim, [this](std::string_view id) {
                              return pointers_.NameOf(id);
                            }));
    voice.denies = claim.negated();
    voice.claim = claim.id();
    for (const Evidence& evidence : claim.evidence()) {
      ANNALS_ASSIGN_OR_RETURN(const int note, notes_.Cite(evidence, entry));
      voice.notes.push_back(note);
    }
    voice.bearings = BearingsOf(record, claim);
    voice.records = RecordsNamedBy(record, claim);
    voices.push_back(std::move(voice));
  }
  return voices;
}

}  // namespace annals::chronology_internal
