// SealedTerms say which puts bear a term, from where they lie in a file.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_SEALED_TERMS_H_
#define ANNALS_TIMELINE_INTERNAL_SEALED_TERMS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/index/row_set.h"
#include "annals/index/sealed_bytes.h"
#include "annals/store/term.h"

namespace annals::timeline_internal {

// A sorted table of the terms, and one of the entities, which are searched
// where they lie: a term costs some twenty steps, and a copy of its set.
// Immutable, and so safe in any thread.
class SealedTerms {
 public:
  // Numbers of arrays, and what they hold. Frozen: they are in files.
  static constexpr uint32_t kTerms = 3;
  static constexpr uint32_t kTexts = 4;
  static constexpr uint32_t kSets = 5;
  static constexpr uint32_t kEntities = 6;
  struct TermEntry {
    // Where its text begins in kTexts, and its RowSet in kSets.
    uint64_t text_at;
    uint64_t set_at;
    uint32_t text_size;
    uint32_t set_size;
    uint32_t field;
    uint32_t zero;
  };
  struct EntityEntry {
    uint64_t text_at;
    uint32_t text_size;
    uint32_t sequence;
  };

  // What `reader` reads, which `owner` keeps. DataLoss if an entry leads
  // outside its array.
  static absl::StatusOr<std::shared_ptr<const SealedTerms>> Open(
      const SealReader& reader, std::shared_ptr<const void> owner);

  // The puts that bear the term. DataLoss if that is forged.
  absl::StatusOr<RowSet> Bearers(const Term& term) const;
  // The id of the entity that this put says; empty if it says none.
  std::string EntityAt(uint32_t sequence) const;

  std::vector<Term> AllTerms() const;
  std::map<uint32_t, std::string> AllEntities() const;

 private:
  std::string_view TextAt(uint64_t at, uint32_t size) const {
    return std::string_view(texts_.data(), texts_.size()).substr(at, size);
  }
  bool AreWithin() const;

  absl::Span<const TermEntry> terms_;
  absl::Span<const EntityEntry> entities_;
  absl::Span<const char> texts_;
  absl::Span<const char> sets_;
  std::shared_ptr<const void> owner_;
};

// Gathers what SealedTerms read: terms ascending, and entities.
class SealedTermsBuilder {
 public:
  // ResourceExhausted for a text or a set of more than 32 bits.
  absl::Status AddTerm(const Term& term, const RowSet& bearers);
  absl::Status AddEntity(uint32_t sequence, std::string_view id);

  void AddTo(SealWriter& writer) &&;

 private:
  std::vector<SealedTerms::TermEntry> terms_;
  std::vector<SealedTerms::EntityEntry> entities_;
  std::string texts_;
  std::string sets_;
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_SEALED_TERMS_H_
