// Sealed indexes are kept as bytes, in a file, and used without being rebuilt.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_SEALED_INDEX_H_
#define ANNALS_INDEX_SEALED_INDEX_H_

#include <cstdint>
#include <memory>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/index/interval_index.h"
#include "annals/index/sealed_bytes.h"
#include "annals/index/uncertain_index.h"

namespace annals {

// An index is derived, and can be rebuilt; but a million rows take a tenth of a
// second to build, and a hundredth to open:
//
//   std::string bytes;  // or a file
//   absl::Status sealed = SealIndex(index, key, [&](std::string_view part) {
//     bytes.append(part);
//     return absl::OkStatus();
//   });
//   absl::StatusOr<IntervalIndex> opened =
//       OpenSealedIntervals(mapped_bytes, key, mapping);
//
// `key` says what it was built from (the store, its last revision, the version
// of the rules of time), in bytes that mean nothing here: an index that was
// sealed with another key is stale, and is refused. A page on what the bytes
// are is docs/index.md.
//
// What is opened lies in the bytes themselves, which are read as pages of a
// mapped file are: nothing is copied. They must start at a multiple of 8, stay
// what they are, and live as long as `owner`, which the index keeps.
//
// Opening checks a checksum of all, and that no question can be led outside the
// bytes: two passes over them. So what is damaged, cut or forged is refused,
// and never a crash; of what is damaged or cut, never a wrong answer. To ask
// first whether a file is worth mapping, SealedKey() reads its head alone.
//
// Errors: DataLoss for what is damaged; FailedPrecondition for another version
// of the format, another byte order, or another key; InvalidArgument for
// the other kind of index, for a key of more than 4,096 bytes, and for bytes
// that do not start at a multiple of 8; and whatever
// `write` returns, with which it stops.
//
// Threads: all functions may be called at once.
absl::Status SealIndex(const IntervalIndex& index, std::string_view key,
                       SealSink write);
absl::Status SealIndex(const UncertainIndex& index, std::string_view key,
                       SealSink write);

absl::StatusOr<IntervalIndex> OpenSealedIntervals(
    std::string_view bytes, std::string_view key,
    std::shared_ptr<const void> owner);
absl::StatusOr<UncertainIndex> OpenSealedSpans(
    std::string_view bytes, std::string_view key,
    std::shared_ptr<const void> owner);

// An index of spans among other arrays of one file: under 64 numbers from
// `base` on, a multiple of 64.
//
//   SealWriter writer(SealedKind::kArrays, key);
//   AddSpansToSeal(plain, kSealedSpansArrays, writer);
//   AddSpansToSeal(others, 2 * kSealedSpansArrays, writer);
//
// What SealReader::Of() has read is checked as
// above.
inline constexpr uint32_t kSealedSpansArrays = 64;
void AddSpansToSeal(const UncertainIndex& index, uint32_t base,
                    SealWriter& writer);
absl::StatusOr<UncertainIndex> OpenSpansOf(const SealReader& reader,
                                           uint32_t base,
                                           std::shared_ptr<const void> owner);

// With which key it was sealed. Says nothing of whether the rest is whole.
absl::StatusOr<std::string_view> SealedKey(std::string_view bytes);

}  // namespace annals

#endif  // ANNALS_INDEX_SEALED_INDEX_H_
