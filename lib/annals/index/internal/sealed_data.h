// The arrays of an IndexData, sealed and opened again.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_SEALED_DATA_H_
#define ANNALS_INDEX_INTERNAL_SEALED_DATA_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/rank_directory.h"
#include "annals/index/sealed_bytes.h"

namespace annals::index_internal {

// How many numbers of arrays an index takes, from its `base` on.
inline constexpr uint32_t kSealedArrays = 16;

// What is not an array in an IndexData.
struct SealedTier {
  uint32_t first;
  uint32_t last;
  uint32_t first_block;
  uint32_t zero;
  uint64_t reach;
  RankNode root;
};
struct SealedTotals {
  uint64_t size;
  RankNode end_root;
  RankNode start_root;
};

// `data` must live until the bytes are written.
void AddToSeal(const IndexData& data, uint32_t base, SealWriter& writer);

// An index that lies in the bytes that `reader` reads, which `owner` keeps. The
// checksum is checked already; this makes sure that no question reads outside
// the arrays, even of a forged one: one pass over all of them.
absl::StatusOr<std::shared_ptr<const IndexData>> OpenSealedData(
    const SealReader& reader, uint32_t base, std::shared_ptr<const void> owner);

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_SEALED_DATA_H_
