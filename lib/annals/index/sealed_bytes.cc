// Sealed bytes: a head, a table of arrays, the arrays.
//
//   head      64 bytes: see SealHead
//   key       of the length that the head says, and zeros to a multiple of 64
//   table     an Entry for each array, and zeros to a multiple of 64
//   arrays    each at a multiple of 64, and zeros after it
//
// All numbers are little-endian. The checksum is that of all bytes, with its
// own field as zero.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/sealed_bytes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <future>
#include <string>
#include <string_view>

#include "absl/base/config.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "annals/base/beside.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"

namespace annals {
namespace {

constexpr std::array<char, 8> kMagic = {'a', 'n', 'n', 'a', 'l', 's', 'i', 'x'};
constexpr uint32_t kVersion = 7;
constexpr uint32_t kByteOrder = 0x01020304;
constexpr uint32_t kKeyBytesMax = 4096;
constexpr uint32_t kArraysMax = 256;

struct SealHead {
  std::array<char, 8> magic;
  uint32_t byte_order;
  uint32_t version;
  uint32_t kind;
  uint32_t key_bytes;
  uint32_t arrays;
  uint32_t zero;
  uint64_t bytes;
  uint64_t checksum;
  std::array<uint64_t, 2> zeros;
};
static_assert(sizeof(SealHead) == kSealAlignment);

struct Entry {
  uint32_t number;
  uint32_t element_size;
  uint64_t offset;
  uint64_t count;
};

size_t Aligned(size_t size) {
  return (size + kSealAlignment - 1) / kSealAlignment * kSealAlignment;
}

void Pad(std::string& bytes) { bytes.resize(Aligned(bytes.size())); }

template <typename T>
void Append(const T& value, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

template <typename T>
T ReadAt(std::string_view bytes, size_t offset) {
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof(value));
  return value;
}

uint64_t RotatedLeft(uint64_t x, int by) { return x << by | x >> (64 - by); }

constexpr uint64_t kOdd = 0x9e3779b185ebca87;

uint64_t Step(uint64_t lane, uint64_t word) {
  return RotatedLeft(lane ^ word, 29) * kOdd;
}

// The words, one after the other, onto `value`.
template <typename Words>
uint64_t Folded(uint64_t value, const Words& words) {
  for (const uint64_t word : words) value = Step(value, word);
  return value;
}

// From so many bytes on a second thread takes half of them.
constexpr size_t kAloneBytesMax = 4 * SealChecksum::kSectionBytes;

uint64_t ChecksumOf(std::string_view bytes) {
  SealHead head = ReadAt<SealHead>(bytes, 0);
  head.checksum = 0;
  SealChecksum checksum;
  checksum.Add(&head, sizeof(head));
  const auto add = [bytes](size_t from, size_t to, SealChecksum& sum) {
    sum.Add(bytes.data() + from, to - from);
  };
  if (bytes.size() <= kAloneBytesMax) {
    add(sizeof(head), bytes.size(), checksum);
    return checksum.Value();
  }
  const size_t middle = bytes.size() / 2 / SealChecksum::kSectionBytes *
                        SealChecksum::kSectionBytes;
  SealChecksum rest;
  const std::future<void> added =
      RunBeside([&] { add(middle, bytes.size(), rest); });
  add(sizeof(head), middle, checksum);
  added.wait();
  checksum.Append(rest);
  return checksum.Value();
}

absl::Status CheckHead(const SealHead& head, std::string_view bytes) {
  if (head.magic != kMagic) return SealDamaged("no sealed index");
  if (head.byte_order != kByteOrder) {
    return absl::FailedPreconditionError(
        "sealed index: bytes of another order; want one of this machine");
  }
  if (head.version != kVersion) {
    return absl::FailedPreconditionError(
        absl::StrCat("sealed index: version ", head.version, "; want ",
                     kVersion, ": build it anew"));
  }
  if (head.bytes != bytes.size() || bytes.size() % kSealAlignment != 0) {
    return SealDamaged(absl::StrCat(bytes.size(), " bytes, want ", head.bytes));
  }
  if (head.key_bytes > kKeyBytesMax || head.arrays > kArraysMax ||
      sizeof(SealHead) + Aligned(head.key_bytes) +
              Aligned(head.arrays * sizeof(Entry)) >
          bytes.size()) {
    return SealDamaged("a head that is longer than the whole");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status SealDamaged(std::string_view what) {
  return absl::DataLossError(absl::StrCat("sealed index: ", AsAbsl(what)));
}

void SealChecksum::Add(const void* bytes, size_t size) {
  const char* at = static_cast<const char*>(bytes);
  while (size > 0) {
    const size_t part = std::min(size, kSectionBytes - size_ % kSectionBytes);
    AddToSection(at, part);
    at += part;
    size -= part;
  }
}

void SealChecksum::AddToSection(const char* bytes, size_t size) {
  Lanes lanes = lanes_;
  for (const char* const end = bytes + size; bytes < end;
       bytes += sizeof(lanes)) {
    Lanes words;
    std::memcpy(words.data(), bytes, sizeof(words));
    for (size_t i = 0; i < 8; ++i) lanes[i] = Step(lanes[i], words[i]);
  }
  lanes_ = lanes;
  size_ += size;
  if (size_ % kSectionBytes != 0) return;
  sections_.push_back(Folded(kSectionBytes, lanes_));
  lanes_ = kFreshLanes;
}

void SealChecksum::Append(const SealChecksum& other) {
  sections_.insert(sections_.end(), other.sections_.begin(),
                   other.sections_.end());
  lanes_ = other.lanes_;
  size_ += other.size_;
}

uint64_t SealChecksum::Value() const {
  return Folded(Folded(size_, lanes_), sections_);
}

std::string SealWriter::Head() const {
  SealHead head{};
  head.magic = kMagic;
  head.byte_order = kByteOrder;
  head.version = kVersion;
  head.kind = static_cast<uint32_t>(kind_);
  head.key_bytes = static_cast<uint32_t>(key_.size());
  head.arrays = static_cast<uint32_t>(arrays_.size());
  size_t offset = sizeof(head) + Aligned(key_.size()) +
                  Aligned(arrays_.size() * sizeof(Entry));
  std::string rest = key_;
  Pad(rest);
  for (const Array& array : arrays_) {
    Append(Entry{array.number, array.element_size, offset, array.count}, rest);
    offset += Aligned(array.size());
  }
  Pad(rest);
  head.bytes = offset;
  std::string bytes;
  Append(head, bytes);
  return bytes + rest;
}

template <typename Function>
absl::Status SealWriter::ForEachPart(Function f) const {
  for (const Array& array : arrays_) {
    const size_t whole = array.size() / kSealAlignment * kSealAlignment;
    ANNALS_RETURN_IF_ERROR(f(std::string_view(array.data, whole)));
    std::string rest(array.data + whole, array.size() - whole);
    Pad(rest);
    ANNALS_RETURN_IF_ERROR(f(rest));
  }
  return absl::OkStatus();
}

absl::Status SealWriter::Write(SealSink write) const {
  if (key_.size() > kKeyBytesMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("sealed index: a key of ", key_.size(),
                     " bytes; want at most ", kKeyBytesMax));
  }
  if (arrays_.size() > kArraysMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("sealed index: ", arrays_.size(), " arrays; want at most ",
                     kArraysMax));
  }
  std::string head = Head();
  SealChecksum checksum;
  checksum.Add(head.data(), head.size());
  ANNALS_RETURN_IF_ERROR(ForEachPart([&](std::string_view part) {
    checksum.Add(part.data(), part.size());
    return absl::OkStatus();
  }));
  const uint64_t value = checksum.Value();
  std::memcpy(head.data() + offsetof(SealHead, checksum), &value,
              sizeof(value));
  ANNALS_RETURN_IF_ERROR(write(head));
  return ForEachPart([&](std::string_view part) { return write(part); });
}

absl::StatusOr<SealReader> SealReader::OfHead(std::string_view bytes) {
  if (reinterpret_cast<uintptr_t>(bytes.data()) % alignof(uint64_t) != 0) {
    return absl::InvalidArgumentError(
        "sealed index: bytes at an odd address; want a multiple of 8");
  }
  if (bytes.size() < sizeof(SealHead))
    return SealDamaged("cut within its head");
  const auto head = ReadAt<SealHead>(bytes, 0);
  ANNALS_RETURN_IF_ERROR(CheckHead(head, bytes));
  SealReader reader;
  reader.bytes_ = bytes;
  reader.key_ = bytes.substr(sizeof(SealHead), head.key_bytes);
  reader.kind_ = static_cast<SealedKind>(head.kind);
  reader.arrays_ = head.arrays;
  reader.checksum_ = head.checksum;
  return reader;
}

absl::StatusOr<SealReader> SealReader::Of(std::string_view bytes,
                                          SealedKind kind) {
  ANNALS_ASSIGN_OR_RETURN(SealReader reader, OfHead(bytes));
  if (ChecksumOf(bytes) != reader.checksum_) {
    return SealDamaged("its checksum does not fit its bytes");
  }
  if (reader.kind_ != kind) {
    return absl::InvalidArgumentError(
        "sealed index: an index of another kind of rows");
  }
  return reader;
}

absl::StatusOr<std::string_view> SealReader::Find(uint32_t number,
                                                  size_t element_size) const {
  const size_t table = sizeof(SealHead) + Aligned(key_.size());
  for (uint32_t i = 0; i < arrays_; ++i) {
    const auto entry = ReadAt<Entry>(bytes_, table + i * sizeof(Entry));
    if (entry.number != number) continue;
    const bool is_within =
        entry.element_size == element_size &&
        entry.offset % kSealAlignment == 0 && entry.offset <= bytes_.size() &&
        entry.count <= (bytes_.size() - entry.offset) / element_size;
    if (!is_within) break;
    return bytes_.substr(entry.offset, entry.count * element_size);
  }
  return SealDamaged(absl::StrCat("array ", number, " is not in it"));
}

}  // namespace annals
