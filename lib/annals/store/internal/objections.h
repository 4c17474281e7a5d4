// Objections are what speaks against a batch, gathered before it is refused.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_OBJECTIONS_H_
#define ANNALS_STORE_INTERNAL_OBJECTIONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "annals/store/internal/prepared_batch.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// Faults can be mended by who wrote the batch, and are all told. A refusal is
// about the state of the store, and one is enough.
class Objections {
 public:
  // Begins with what is wrong with the records by themselves. `prepared` must
  // outlive this.
  explicit Objections(const PreparedBatch& prepared)
      : prepared_(prepared), faults_(prepared.faults) {}

  void AddFault(size_t change, std::string path, std::string message);

  // Of several refusals the first is told.
  void Refuse(absl::Status refusal);

  // OK if there is none. InvalidArgument for faults: its message names the
  // first twenty, and FaultsOf() gets all. Else the refusal.
  absl::Status ToStatus();

 private:
  const PreparedBatch& prepared_;
  std::vector<BatchFault> faults_;
  absl::Status refusal_;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_OBJECTIONS_H_
