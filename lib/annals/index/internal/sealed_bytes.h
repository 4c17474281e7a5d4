// Sealed bytes: arrays in one block that is checked and used where it lies.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_SEALED_BYTES_H_
#define ANNALS_INDEX_INTERNAL_SEALED_BYTES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace annals::index_internal {

// What is sealed: one kind of index, or the other.
enum class SealedKind : uint32_t { kIntervals = 1, kSpans = 2 };

inline constexpr size_t kSealAlignment = 64;

// 64 bits of all bytes, in stripes of 32, of which every step is one to one: a
// change of one word is never lost.
class SealChecksum {
 public:
  // `size` is a multiple of 32.
  void Add(const void* bytes, size_t size);
  uint64_t Value() const;

 private:
  std::array<uint64_t, 4> lanes_ = {1, 2, 3, 4};
  uint64_t size_ = 0;
};

using SealSink = absl::FunctionRef<absl::Status(std::string_view bytes)>;

// Gathers arrays by number, which stay where they are until they are written.
class SealWriter {
 public:
  SealWriter(SealedKind kind, std::string_view key) : kind_(kind), key_(key) {}

  template <typename T>
  void Add(uint32_t number, absl::Span<const T> array) {
    static_assert(std::is_trivially_copyable_v<T> &&
                  std::has_unique_object_representations_v<T>);
    arrays_.push_back(Array{number, static_cast<uint32_t>(sizeof(T)),
                            array.size(),
                            reinterpret_cast<const char*>(array.data())});
  }

  // Calls `write` with all bytes in order, some at a time.
  absl::Status Write(SealSink write) const;

 private:
  struct Array {
    uint32_t number;
    uint32_t element_size;
    uint64_t count;
    const char* data;

    size_t size() const { return element_size * count; }
  };

  std::string Head() const;
  // Calls f(bytes) for the parts of each array, whole stripes each.
  template <typename Function>
  absl::Status ForEachPart(Function f) const;

  SealedKind kind_;
  std::string key_;
  std::vector<Array> arrays_;
};

// Reads what a SealWriter wrote. Nothing is copied; what it returns lives as
// long as the bytes do.
class SealReader {
 public:
  // Checks the head alone: what it is, which version, how long, and the key.
  // DataLoss if it is damaged or cut; FailedPrecondition if it is of another
  // version, or the bytes of a machine with another order of them.
  static absl::StatusOr<SealReader> OfHead(std::string_view bytes);

  // The same, and the checksum of all.
  static absl::StatusOr<SealReader> Of(std::string_view bytes, SealedKind kind);

  std::string_view key() const { return key_; }

  template <typename T>
  absl::StatusOr<absl::Span<const T>> Get(uint32_t number) const {
    absl::StatusOr<std::string_view> bytes = Find(number, sizeof(T));
    if (!bytes.ok()) return bytes.status();
    return absl::MakeConstSpan(reinterpret_cast<const T*>(bytes->data()),
                               bytes->size() / sizeof(T));
  }

 private:
  absl::StatusOr<std::string_view> Find(uint32_t number,
                                        size_t element_size) const;

  std::string_view bytes_;
  std::string_view key_;
  SealedKind kind_{};
  uint32_t arrays_ = 0;
  uint64_t checksum_ = 0;
};

absl::Status SealDamaged(std::string_view what);

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_SEALED_BYTES_H_
