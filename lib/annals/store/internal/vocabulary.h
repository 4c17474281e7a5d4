// A Vocabulary numbers the different words of many texts.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_VOCABULARY_H_
#define ANNALS_STORE_INTERNAL_VOCABULARY_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "absl/hash/hash.h"
#include "annals/base/string_view.h"

namespace annals::store_internal {

// Words are numbered from 0, as they first come:
//
//   Vocabulary vocabulary;
//   vocabulary.NumberOf("oil");   // 0
//   vocabulary.NumberOf("war");   // 1
//   vocabulary.NumberOf("oil");   // 0
//
// Most words have at most sixteen bytes, and those are compared as two
// integers, in a table that has nothing else. To make a text index is to ask
// for every word of every text, which is why this is inline, and takes half of
// the time that a flat_hash_map of strings takes. Its hash is Abseil's, which
// differs from one process to the next. It mixes once more after the last
// bytes: without that, words can be chosen that lie together whatever the seed,
// and the table, which goes from place to place, would take a time that is
// quadratic. Takes some 100 bytes for a word of usual length. Not thread-safe.
class Vocabulary {
 public:
  Vocabulary() : slots_(kSlotsMin) {}
  Vocabulary(const Vocabulary&) = delete;
  Vocabulary& operator=(const Vocabulary&) = delete;

  // Any bytes, also none. There must be fewer than 2^32 words of less than
  // 2^32 bytes.
  uint32_t NumberOf(std::string_view word) {
    const Slot wanted(word);
    for (size_t i = Hash(wanted, word) & mask();; i = (i + 1) & mask()) {
      const Slot& slot = slots_[i];
      if (slot.number == kNone) return Add(wanted, word, i);
      if (slot.HasSameHead(wanted) && IsSameRest(slot, word)) {
        return slot.number;
      }
    }
  }

  size_t size() const { return words_.size(); }

  // The word of that number. Lives as long as this.
  std::string_view operator[](uint32_t number) const { return words_[number]; }

  // All numbers, in the order of their words' bytes.
  std::vector<uint32_t> Sorted() const;

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  static constexpr size_t kSlotsMin = 1'024;
  static constexpr size_t kPartBytes = sizeof(uint64_t);
  static constexpr size_t kHeadBytes = 2 * kPartBytes;

  // The first bytes of a word as numbers, which are ordered as the bytes are.
  // Zeros stand for those that it does not have.
  struct Slot {
    Slot() = default;
    explicit Slot(std::string_view word)
        : first(Part(word)),
          second(word.size() > kPartBytes ? Part(word.substr(kPartBytes)) : 0),
          size(static_cast<uint32_t>(word.size())) {}

    bool HasSameHead(const Slot& other) const {
      return first == other.first && second == other.second &&
             size == other.size;
    }

    uint64_t first = 0;
    uint64_t second = 0;
    uint32_t size = 0;
    uint32_t number = kNone;
  };

  static uint64_t Byte(std::string_view bytes, size_t index) {
    const auto byte = static_cast<unsigned char>(bytes[index]);
    return uint64_t{byte} << (8 * (kPartBytes - 1 - index));
  }

  static uint64_t Four(std::string_view bytes, size_t index) {
    return Byte(bytes, index) | Byte(bytes, index + 1) |
           Byte(bytes, index + 2) | Byte(bytes, index + 3);
  }

  // The first eight, the first of them in the highest bits. Where there are
  // fewer, some are read twice, which spares a loop.
  static uint64_t Part(std::string_view bytes) {
    const size_t size = bytes.size();
    if (size >= kPartBytes) return Four(bytes, 0) | Four(bytes, 4);
    if (size >= 4) return Four(bytes, 0) | Four(bytes, size - 4);
    if (size == 0) return 0;
    return Byte(bytes, 0) | Byte(bytes, size / 2) | Byte(bytes, size - 1);
  }

  static size_t Hash(const Slot& slot, std::string_view word) {
    if (word.size() > kHeadBytes) return absl::HashOf(AsAbsl(word));
    return absl::HashOf(slot.first, slot.second, slot.size);
  }

  bool IsSameRest(const Slot& slot, std::string_view word) const {
    return word.size() <= kHeadBytes || words_[slot.number] == word;
  }

  size_t mask() const { return slots_.size() - 1; }

  // Adds a word that is not there, whose place is at `index`.
  uint32_t Add(Slot slot, std::string_view word, size_t index);
  void Grow();

  // A power of two, of which at most half are taken.
  std::vector<Slot> slots_;
  // By their numbers.
  std::deque<std::string> words_;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_VOCABULARY_H_
