// The arrays of an IndexData, sealed and opened again.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_SEALED_DATA_H_
#define ANNALS_INDEX_INTERNAL_SEALED_DATA_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/rank_directory.h"
#include "annals/index/internal/sealed_bytes.h"

namespace annals::index_internal {

// How many numbers of arrays an index takes, from its `base` on.
inline constexpr uint32_t kSealedArrays = 16;

// What is not an array in an IndexData.
struct SealedTier {
  uint32_t first;
  uint32_t last;
  uint32_t first_block;
  uint32_t zero;
  RankNode root;
};
struct SealedTotals {
  uint64_t size;
  RankNode end_root;
};

// The arrays live as long as `data`; `tiers` and `totals`, which are written
// here, until the bytes are.
struct SealedParts {
  std::vector<SealedTier> tiers;
  std::vector<SealedTotals> totals;
};
void AddToSeal(const IndexData& data, uint32_t base, SealedParts& parts,
               SealWriter& writer);

// An index that lies in the bytes that `reader` reads, which `owner` keeps. The
// checksum is checked already; this makes sure that no question reads outside
// the arrays, even of a forged one: one pass over all of them.
absl::StatusOr<std::shared_ptr<const IndexData>> OpenSealedData(
    const SealReader& reader, uint32_t base, std::shared_ptr<const void> owner);

// DataLoss unless the directory narrows every search in `keys`, which ascend,
// as one that RankDirectoryBuilder made of them; `is_visited` marks the nodes
// that some directory uses, each of which belongs to one.
absl::Status CheckDirectory(const RankDirectory& directory,
                            absl::Span<const uint32_t> slots,
                            absl::Span<const RankNode> nodes,
                            absl::FunctionRef<uint64_t(uint32_t)> key_of,
                            absl::Span<const uint16_t> briefs,
                            std::vector<bool>& is_visited);

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_SEALED_DATA_H_
