// Fates: what is to become of each record that a batch touches.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_FATES_H_
#define ANNALS_STORE_INTERNAL_FATES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/naming.h"
#include "annals/store/internal/objections.h"
#include "annals/store/internal/prepared_batch.h"
#include "annals/store/internal/record_index.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// What is to become of one record.
struct Fate {
  std::string id;
  // The change that decides it; none for what cascaded.
  std::optional<size_t> change;
  // Null if the record is retracted or redacted. It lives in the PreparedBatch,
  // or, if it restores, among the Fates' restored().
  const PreparedChange* put = nullptr;
  // Of a retraction: retract whatever names the record too.
  bool cascade = false;
  RecordKind kind = RecordKind::kEvent;
  Outcome::What what = Outcome::What::kAdded;
  // The record has no revision before the batch.
  bool is_first = false;
  // The revision that is live before the batch; 0 if there is none.
  int64_t sequence = 0;
  // What the record named until now; sorted.
  std::vector<Name> names_before;
};

// Decides the fates one change at a time, then those of what is retracted with
// them. Reads only.
class Fates {
 public:
  // All three must outlive this.
  Fates(Database& database, const PreparedBatch& prepared,
        Objections& objections)
      : database_(database), prepared_(prepared), objections_(objections) {}

  // Decides everything. An error is the store's; what the batch is to blame
  // for becomes an objection.
  absl::Status Decide();

  // First those of the changes, in their order, then what cascaded.
  const std::vector<Fate>& all() const { return fates_; }

  // The index of the fate that each change has part in, in the order of the
  // changes. Two changes may say the same and share it.
  const std::vector<size_t>& of_changes() const { return of_changes_; }

  // The puts that restorations come to. Whoever keeps a fate's `put` keeps
  // these.
  using Restored = std::vector<std::unique_ptr<PreparedChange>>;
  Restored TakeRestored() { return std::move(restored_); }

  // Null for a record that the batch does not touch.
  const Fate* Find(const std::string& id) const;

  // The records that name this one and that the batch does not touch.
  absl::StatusOr<std::vector<std::string>> UntouchedNamersOf(
      const std::string& id) const;

 private:
  absl::Status DecideChange(size_t change);
  void DecideAgain(size_t change, const Fate& first);
  absl::Status DecideBy(const PreparedChange& change,
                        const std::optional<Head>& head, Fate& fate);
  absl::Status DecidePut(const std::optional<Head>& head, Fate& fate);
  absl::Status DecideAddition(const std::optional<Head>& head, Fate& fate);
  absl::Status DecideRestoration(const PreparedChange& change,
                                 const std::optional<Head>& head, Fate& fate);
  absl::StatusOr<std::optional<Revision>> FindWhatToRestore(
      const PreparedChange& change, const std::optional<Head>& head);
  absl::Status DecideRedaction(const std::optional<Head>& head, Fate& fate);
  absl::Status DecideRetraction(const std::optional<Head>& head, Fate& fate);
  absl::Status Cascade();
  absl::Status CascadeTo(const std::string& id);
  absl::Status ReadNames(const Head& live, Fate& fate) const;
  size_t Add(Fate fate);

  Database& database_;
  const PreparedBatch& prepared_;
  Objections& objections_;
  std::vector<Fate> fates_;
  std::vector<size_t> of_changes_;
  Restored restored_;
  absl::flat_hash_map<std::string, size_t> by_id_;
};

// "an event", "a source".
std::string WithArticle(RecordKind kind);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_FATES_H_
