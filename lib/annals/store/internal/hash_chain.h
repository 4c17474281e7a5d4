// The hash chain: what ties each revision to all those before it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_HASH_CHAIN_H_
#define ANNALS_STORE_INTERNAL_HASH_CHAIN_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "annals/record/record.h"

namespace annals::store_internal {

inline constexpr size_t kHashBytes = 32;
inline constexpr size_t kSaltBytes = 16;

// What the first revision has in the place of its predecessor's hash.
std::string ZeroHash();

// So many salts of random bytes, one after the other; asking for many at once
// is cheaper. Unavailable if the system has no randomness to give.
absl::StatusOr<std::string> RandomSalts(size_t count);

// SHA-256(salt, content).
std::string ContentHash(std::string_view salt, std::string_view content);
std::string ContentHash(const Revision& revision);

// The fields of a revision that are neither content nor hashes, byte for byte
// as docs/format.md lays them out. Frozen.
std::string HashedHeader(const Revision& revision);

// SHA-256(previous_hash, header, content_hash).
std::string ChainHash(const Revision& revision);

// What is wrong with the hashes of a revision, as words for a message; empty
// if it agrees with itself. One whose content was redacted is judged by its
// chain hash alone.
std::string HashFault(const Revision& revision);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_HASH_CHAIN_H_
