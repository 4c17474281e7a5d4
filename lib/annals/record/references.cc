// ReferencesOf(), BindingReferencesOf(): the ids that a record names.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/references.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/record/record.h"

namespace annals {
namespace {

using Strings = google::protobuf::RepeatedPtrField<std::string>;

constexpr uint8_t Bit(RecordKind kind) {
  return static_cast<uint8_t>(1u << static_cast<int>(kind));
}

constexpr uint8_t kEvents = Bit(RecordKind::kEvent);
constexpr uint8_t kEventsAndLinks = kEvents | Bit(RecordKind::kCausalLink);
constexpr uint8_t kWithClaims = kEventsAndLinks | Bit(RecordKind::kConstraint);
constexpr uint8_t kSources = Bit(RecordKind::kSource);
constexpr uint8_t kEntities = Bit(RecordKind::kEntity);
constexpr uint8_t kAny = kWithClaims | kSources | kEntities;

std::string Indexed(std::string_view path, std::string_view field, int index) {
  return absl::StrCat(AsAbsl(path), AsAbsl(field), "[", index, "]");
}

// Gathers the references of one record. Empty fields name nothing, and most are
// empty: a path is put together only where something is named.
class Collector {
 public:
  Collector(const std::string& own_id, bool takes_words)
      : own_id_(own_id), takes_words_(takes_words) {}

  void Add(std::string_view field, const std::string& id, uint8_t kinds) {
    if (id.empty()) return;
    references_.push_back({std::string(field), id, "", false, kinds});
  }

  // Of the element `index` of a list.
  void AddOf(std::string_view list, int index, std::string_view field,
             const std::string& id, uint8_t kinds) {
    if (id.empty()) return;
    references_.push_back(
        {absl::StrCat(AsAbsl(list), "[", index, "]", AsAbsl(field)), id, "",
         false, kinds});
  }

  void AddEach(std::string_view field, const Strings& ids, uint8_t kinds) {
    for (int i = 0; i < ids.size(); ++i) AddOf(field, i, "", ids[i], kinds);
  }

  void AddClaim(int index, const Claim& claim) {
    const std::string path = Indexed("", "claims", index);
    AddWords(path, ".holders", claim.holders(), kEntities);
    AddWords(path, ".conditions", claim.conditions(), kAny);
    for (int i = 0; i < claim.evidence_size(); ++i) {
      const std::string& source = claim.evidence(i).source();
      if (source.empty()) continue;
      AddOf(path + ".evidence", i, ".source", source, kSources);
    }
    AddClaimNames(path, ".supports", claim.supports());
    AddClaimNames(path, ".contradicts", claim.contradicts());
  }

  // Ids or words.
  void AddWords(std::string_view path, std::string_view field,
                const Strings& words, uint8_t kinds) {
    if (!takes_words_) return;
    for (int i = 0; i < words.size(); ++i) {
      if (words[i].empty()) continue;
      references_.push_back(
          {Indexed(path, field, i), words[i], "", true, kinds});
    }
  }

  std::vector<Reference> Take() { return std::move(references_); }

 private:
  // CLAIM or RECORD#CLAIM.
  void AddClaimNames(std::string_view path, std::string_view field,
                     const Strings& names) {
    for (int i = 0; i < names.size(); ++i) {
      const size_t hash = names[i].find('#');
      if (hash == std::string::npos) continue;
      std::string id = names[i].substr(0, hash);
      if (id == own_id_) continue;
      references_.push_back({Indexed(path, field, i), std::move(id),
                             names[i].substr(hash + 1), false, kWithClaims});
    }
  }

  const std::string& own_id_;
  // Whether what may be mere words is gathered too.
  const bool takes_words_;
  std::vector<Reference> references_;
};

void Collect(const Event& event, Collector& out) {
  for (int i = 0; i < event.participants_size(); ++i) {
    out.AddOf("participants", i, ".entity", event.participants(i).entity(),
              kEntities);
  }
  out.AddWords("", "places", event.places(), kEntities);
  out.Add("part_of", event.part_of(), kEvents);
  out.AddEach("about", event.about(), kAny);
  out.AddEach("same_as", event.same_as(), kEvents);
}

void Collect(const CausalLink& link, Collector& out) {
  out.AddEach("causes", link.causes(), kEventsAndLinks);
  out.AddEach("effects", link.effects(), kEventsAndLinks);
}

void Collect(const Constraint& constraint, Collector& out) {
  const Distance& distance = constraint.distance();
  out.Add("distance.from.event", distance.from().event(), kEvents);
  out.Add("distance.to.event", distance.to().event(), kEvents);
  out.Add("relation.a", constraint.relation().a(), kEvents);
  out.Add("relation.b", constraint.relation().b(), kEvents);
}

std::vector<Reference> Collect(const Record& record, bool takes_words) {
  Collector out(IdOf(record), takes_words);
  Collect(record.event(), out);
  Collect(record.causal_link(), out);
  Collect(record.constraint(), out);
  out.AddEach("derived_from", record.source().derived_from(), kSources);
  out.Add("part_of", record.entity().part_of(), kEntities);
  const auto& claims = ClaimsOf(record);
  for (int i = 0; i < claims.size(); ++i) {
    out.AddClaim(i, claims[i]);
  }
  return out.Take();
}

}  // namespace

std::vector<Reference> ReferencesOf(const Record& record) {
  return Collect(record, /*takes_words=*/true);
}

std::vector<Reference> BindingReferencesOf(const Record& record) {
  return Collect(record, /*takes_words=*/false);
}

}  // namespace annals
