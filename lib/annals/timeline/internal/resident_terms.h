// ResidentTerms say which puts bear a term, while more come.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_RESIDENT_TERMS_H_
#define ANNALS_TIMELINE_INTERNAL_RESIDENT_TERMS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "annals/index/row_set.h"
#include "annals/store/term.h"
#include "annals/timeline/internal/sealed_terms.h"

namespace annals::timeline_internal {

// The rows of a set are sequence numbers. A put bears what it bears for good,
// so nothing is ever taken out of a set: whether a put is live is asked of its
// row.
//
// How: what is published together becomes a run, which never changes; a run
// that is not twice as long as the next is merged with it. So there are some
// twenty at most, and readers have a list of them. What was loaded from a file
// stands before them and is never merged.
class ResidentTerms {
 public:
  struct Run {
    absl::flat_hash_map<Term, RowSet> sets;
    // Ids of entities by sequence number.
    absl::flat_hash_map<uint32_t, std::string> entities;
    // How many rows all the sets have.
    size_t size = 0;
  };

  class View {
   public:
    // The puts that bear any of the terms. DataLoss only for what lies in a
    // file that somebody forged.
    absl::StatusOr<RowSet> Bearers(const std::vector<Term>& terms) const;
    // The id of the entity that this put says; empty if it says none.
    std::string EntityAt(uint32_t sequence) const;

    // Every term, once, ascending; and all that says an entity, with its id.
    std::vector<Term> AllTerms() const;
    std::map<uint32_t, std::string> AllEntities() const;

   private:
    friend class ResidentTerms;
    std::vector<std::shared_ptr<const Run>> runs_;
    // Null if nothing was loaded.
    std::shared_ptr<const SealedTerms> sealed_;
  };

  // Begins with these.
  void Load(std::shared_ptr<const SealedTerms> sealed) {
    view_.sealed_ = std::move(sealed);
  }

  // These puts bear the term.
  void Add(const Term& term, std::vector<uint32_t> sequences);
  void AddEntity(uint32_t sequence, std::string id);

  // From now on view() shows what was added.
  void Publish();

  const View& view() const { return view_; }

 private:
  Run added_;
  View view_;
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_RESIDENT_TERMS_H_
