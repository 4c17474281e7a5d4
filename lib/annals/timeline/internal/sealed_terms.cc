// SealedTerms say which puts bear a term, from where they lie in a file.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/sealed_terms.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/base/status_macros.h"
#include "annals/index/row_set.h"
#include "annals/index/sealed_bytes.h"
#include "annals/store/term.h"

namespace annals::timeline_internal {
namespace {

bool IsWithin(uint64_t at, uint32_t size, size_t whole) {
  return at <= whole && size <= whole - at;
}

absl::Status CheckSize(size_t size) {
  if (size <= std::numeric_limits<uint32_t>::max()) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      "resident: a term that takes more than 4 GB; want less, or no file");
}

std::vector<char> CharsOf(const std::string& bytes) {
  return std::vector<char>(bytes.begin(), bytes.end());
}

}  // namespace

absl::StatusOr<std::shared_ptr<const SealedTerms>> SealedTerms::Open(
    const SealReader& reader, std::shared_ptr<const void> owner) {
  auto terms = std::make_shared<SealedTerms>();
  ANNALS_ASSIGN_OR_RETURN(terms->terms_, reader.Get<TermEntry>(kTerms));
  ANNALS_ASSIGN_OR_RETURN(terms->entities_, reader.Get<EntityEntry>(kEntities));
  ANNALS_ASSIGN_OR_RETURN(terms->texts_, reader.Get<char>(kTexts));
  ANNALS_ASSIGN_OR_RETURN(terms->sets_, reader.Get<char>(kSets));
  if (!terms->AreWithin()) return SealDamaged("a term that is not there");
  terms->owner_ = std::move(owner);
  return std::shared_ptr<const SealedTerms>(std::move(terms));
}

bool SealedTerms::AreWithin() const {
  bool is_right = true;
  for (const TermEntry& entry : terms_) {
    is_right &= IsWithin(entry.text_at, entry.text_size, texts_.size()) &&
                IsWithin(entry.set_at, entry.set_size, sets_.size());
  }
  for (const EntityEntry& entry : entities_) {
    is_right &= IsWithin(entry.text_at, entry.text_size, texts_.size());
  }
  return is_right;
}

absl::StatusOr<RowSet> SealedTerms::Bearers(const Term& term) const {
  const auto field = static_cast<uint32_t>(term.field);
  const auto at = std::partition_point(
      terms_.begin(), terms_.end(), [&](const TermEntry& entry) {
        return entry.field != field
                   ? entry.field < field
                   : TextAt(entry.text_at, entry.text_size) < term.text;
      });
  if (at == terms_.end() || at->field != field ||
      TextAt(at->text_at, at->text_size) != term.text) {
    return RowSet();
  }
  return RowSet::FromBytes(std::string_view(sets_.data(), sets_.size())
                               .substr(at->set_at, at->set_size));
}

std::string SealedTerms::EntityAt(uint32_t sequence) const {
  const auto at = std::partition_point(
      entities_.begin(), entities_.end(),
      [&](const EntityEntry& entry) { return entry.sequence < sequence; });
  if (at == entities_.end() || at->sequence != sequence) return "";
  return std::string(TextAt(at->text_at, at->text_size));
}

std::vector<Term> SealedTerms::AllTerms() const {
  std::vector<Term> terms;
  terms.reserve(terms_.size());
  for (const TermEntry& entry : terms_) {
    terms.push_back({static_cast<TermField>(entry.field),
                     std::string(TextAt(entry.text_at, entry.text_size))});
  }
  return terms;
}

std::map<uint32_t, std::string> SealedTerms::AllEntities() const {
  std::map<uint32_t, std::string> entities;
  for (const EntityEntry& entry : entities_) {
    entities.emplace(entry.sequence,
                     std::string(TextAt(entry.text_at, entry.text_size)));
  }
  return entities;
}

absl::Status SealedTermsBuilder::AddTerm(const Term& term,
                                         const RowSet& bearers) {
  SealedTerms::TermEntry entry{};
  entry.text_at = texts_.size();
  entry.set_at = sets_.size();
  texts_ += term.text;
  bearers.AppendTo(sets_);
  ANNALS_RETURN_IF_ERROR(CheckSize(term.text.size()));
  ANNALS_RETURN_IF_ERROR(CheckSize(sets_.size() - entry.set_at));
  entry.text_size = static_cast<uint32_t>(term.text.size());
  entry.set_size = static_cast<uint32_t>(sets_.size() - entry.set_at);
  entry.field = static_cast<uint32_t>(term.field);
  terms_.push_back(entry);
  return absl::OkStatus();
}

absl::Status SealedTermsBuilder::AddEntity(uint32_t sequence,
                                           std::string_view id) {
  ANNALS_RETURN_IF_ERROR(CheckSize(id.size()));
  entities_.push_back(
      {texts_.size(), static_cast<uint32_t>(id.size()), sequence});
  texts_ += id;
  return absl::OkStatus();
}

void SealedTermsBuilder::AddTo(SealWriter& writer) && {
  writer.AddOwned(SealedTerms::kTerms, std::move(terms_));
  writer.AddOwned(SealedTerms::kTexts, CharsOf(texts_));
  writer.AddOwned(SealedTerms::kSets, CharsOf(sets_));
  writer.AddOwned(SealedTerms::kEntities, std::move(entities_));
}

}  // namespace annals::timeline_internal
