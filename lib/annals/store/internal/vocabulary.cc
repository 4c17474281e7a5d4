// A Vocabulary numbers the different words of many texts.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/vocabulary.h"

#include <algorithm>
#include <iterator>

namespace annals::store_internal {

// By the first bytes as far as they do, which spares looking the words up.
std::vector<uint32_t> Vocabulary::Sorted() const {
  std::vector<Slot> taken;
  taken.reserve(words_.size());
  std::copy_if(slots_.begin(), slots_.end(), std::back_inserter(taken),
               [](const Slot& slot) { return slot.number != kNone; });
  std::sort(taken.begin(), taken.end(), [this](const Slot& a, const Slot& b) {
    if (a.first != b.first) return a.first < b.first;
    return words_[a.number] < words_[b.number];
  });
  std::vector<uint32_t> numbers;
  numbers.reserve(taken.size());
  for (const Slot& slot : taken) numbers.push_back(slot.number);
  return numbers;
}

uint32_t Vocabulary::Add(Slot slot, std::string_view word, size_t index) {
  slot.number = static_cast<uint32_t>(words_.size());
  slots_[index] = slot;
  words_.emplace_back(word);
  if (words_.size() > slots_.size() / 2) Grow();
  return slot.number;
}

void Vocabulary::Grow() {
  std::vector<Slot> smaller(2 * slots_.size());
  smaller.swap(slots_);
  for (const Slot& slot : smaller) {
    if (slot.number == kNone) continue;
    size_t i = Hash(slot, words_[slot.number]) & mask();
    while (slots_[i].number != kNone) i = (i + 1) & mask();
    slots_[i] = slot;
  }
}

}  // namespace annals::store_internal
