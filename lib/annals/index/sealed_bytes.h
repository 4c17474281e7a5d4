// Sealed bytes: arrays in one block that is checked and used where it lies.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_SEALED_BYTES_H_
#define ANNALS_INDEX_SEALED_BYTES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace annals {

// What is sealed: one kind of index or the other, or arrays of which only who
// wrote them knows what they are.
enum class SealedKind : uint32_t { kIntervals = 1, kSpans = 2, kArrays = 3 };

inline constexpr size_t kSealAlignment = 64;

// 64 bits of all bytes, in stripes of 64, of which every step is one to one: a
// change of one word is never lost. Eight lanes, so that a processor that
// multiplies once a cycle is never waited for: memory is. And sections, each
// with lanes of its own, so that two processors can take a half each.
class SealChecksum {
 public:
  static constexpr size_t kSectionBytes = size_t{1} << 20;

  // `size` is a multiple of 64.
  void Add(const void* bytes, size_t size);

  // Adds what `other` was given, which comes after all of this one's, whose
  // size is a multiple of kSectionBytes.
  void Append(const SealChecksum& other);

  uint64_t Value() const;

 private:
  using Lanes = std::array<uint64_t, 8>;
  static constexpr Lanes kFreshLanes = {1, 2, 3, 4, 5, 6, 7, 8};

  // Of bytes that lie in one section.
  void AddToSection(const char* bytes, size_t size);

  // What each section comes to that is complete.
  std::vector<uint64_t> sections_;
  // Of the section that is not.
  Lanes lanes_ = kFreshLanes;
  uint64_t size_ = 0;
};

using SealSink = absl::FunctionRef<absl::Status(std::string_view bytes)>;

// Gathers arrays of plain values under numbers, to be written together with a
// key and a checksum, and read where they lie:
//
//   SealWriter writer(SealedKind::kArrays, "store 7, revision 12");
//   writer.Add(0, absl::MakeConstSpan(rows));
//   absl::Status written = writer.Write(sink);
//   ...
//   auto reader = SealReader::Of(mapped_bytes, SealedKind::kArrays);
//   if (!reader.ok()) return reader.status();
//   absl::StatusOr<absl::Span<const Row>> rows = reader->Get<Row>(0);
//
// Most callers want SealIndex() and OpenSealedSpans() of sealed_index.h; this
// is for who keeps more than one index in a file. At most 256 arrays, and 4,096
// bytes of key. Writing takes two passes over all bytes, reading one. What the
// bytes are says docs/index.md. Threads: a plain value; who reads may do so
// from many.
class SealWriter {
 public:
  SealWriter(SealedKind kind, std::string_view key) : kind_(kind), key_(key) {}

  // An array that stays where it is until it is written ...
  template <typename T>
  void Add(uint32_t number, absl::Span<const T> array) {
    static_assert(std::is_trivially_copyable_v<T> &&
                  std::has_unique_object_representations_v<T>);
    arrays_.push_back(Array{number, static_cast<uint32_t>(sizeof(T)),
                            array.size(),
                            reinterpret_cast<const char*>(array.data())});
  }
  // ... or that is kept here until then.
  template <typename T>
  void AddOwned(uint32_t number, std::vector<T> array) {
    auto owned = std::make_shared<const std::vector<T>>(std::move(array));
    Add(number, absl::MakeConstSpan(*owned));
    owned_.push_back(std::move(owned));
  }

  // Calls `write` with all bytes in order, some at a time. InvalidArgument for
  // too many arrays or a key that is too long; else whatever `write` returns,
  // with which it stops.
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
  std::vector<std::shared_ptr<const void>> owned_;
};

// Reads what a SealWriter wrote. Nothing is copied; what it returns lives as
// long as the bytes do, which start at a multiple of 8. The checksum tells what
// is damaged or cut; it does not tell what is forged, so whoever reads makes
// sure that no number leads outside an array.
class SealReader {
 public:
  // Checks the head alone: what it is, which version, how long, and the key.
  // DataLoss if it is damaged or cut; FailedPrecondition if it is of another
  // version, or the bytes of a machine with another order of them;
  // InvalidArgument if they do not start at a multiple of 8.
  static absl::StatusOr<SealReader> OfHead(std::string_view bytes);

  // The same, and the checksum of all, of much on two threads. InvalidArgument
  // for another kind.
  static absl::StatusOr<SealReader> Of(std::string_view bytes, SealedKind kind);

  std::string_view key() const { return key_; }

  // The array of this number; DataLoss if there is none of such elements.
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

// DataLoss that says what is wrong with sealed bytes.
absl::Status SealDamaged(std::string_view what);

}  // namespace annals

#endif  // ANNALS_INDEX_SEALED_BYTES_H_
