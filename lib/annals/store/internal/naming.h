// Who names whom among the live records, so that nothing named is lost.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_NAMING_H_
#define ANNALS_STORE_INTERNAL_NAMING_H_

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"

namespace annals::store_internal {

// A record, or one of its claims, as another record names it.
struct Name {
  std::string id;
  // Empty: the record as a whole.
  std::string claim;

  friend bool operator==(const Name& a, const Name& b) {
    return a.id == b.id && a.claim == b.claim;
  }
  friend bool operator<(const Name& a, const Name& b) {
    return std::tie(a.id, a.claim) < std::tie(b.id, b.claim);
  }
};

// What the references name, sorted, each once.
std::vector<Name> NamesOf(const std::vector<Reference>& references);

// The table `naming`, derived from the log.

// Changes it for many records at once, in its own order: neighbours are then
// written together, where record after record would go from page to page.
class NamingWriter {
 public:
  // The database must outlive it.
  explicit NamingWriter(Database& database) : database_(database) {}

  // The record names what is in `after`; it named what is in `before`. Both are
  // sorted. Once for each record.
  void Replace(const std::string& by_id, const std::vector<Name>& before,
               const std::vector<Name>& after);

  // Brings what was gathered into the table's order. On any thread; Finish()
  // does it otherwise.
  void Sort();

  // Writes what was gathered.
  absl::Status Finish();

 private:
  // A name, and the record that names it.
  struct Row {
    bool operator<(const Row& other) const;

    std::string id;
    std::string claim;
    std::string by_id;
  };
  using Rows = std::vector<Row>;

  // Adds those of the names that are not among the others.
  static void AddDifference(const std::vector<Name>& names,
                            const std::vector<Name>& others,
                            const std::string& by_id, Rows& rows);

  absl::Status RunForEach(std::string_view sql, Rows& rows);

  Database& database_;
  Rows gone_;
  Rows new_;
};

// The ids of the records that name this one or a claim of it, each once.
absl::StatusOr<std::vector<std::string>> NamersOf(Database& database,
                                                  std::string_view id);

// A claim that a record names.
struct NamedClaim {
  std::string claim;
  std::string by_id;
};

// The claims of this record that others name.
absl::StatusOr<std::vector<NamedClaim>> NamedClaimsOf(Database& database,
                                                      std::string_view id);

// Makes the table again from the log. In a write transaction.
absl::Status RebuildNaming(Database& database);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_NAMING_H_
