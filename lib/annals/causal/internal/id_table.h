// IdTable: numbers for ids, so that a graph of a million records stays small.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_ID_TABLE_H_
#define ANNALS_CAUSAL_INTERNAL_ID_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace annals::causal_internal {

// Numbers from 0 in the order in which ids are first seen. About 60 bytes an
// id, and its text.
class IdTable {
 public:
  uint32_t NumberOf(std::string_view id);
  std::optional<uint32_t> Find(std::string_view id) const;
  // Lives as long as the table.
  std::string_view IdOf(uint32_t number) const { return ids_[number]; }
  size_t size() const { return ids_.size(); }

 private:
  std::string_view Keep(std::string_view id);

  // Texts one after the other; they never move.
  std::vector<std::unique_ptr<char[]>> blocks_;
  // Of the last block: where the next text goes, and the room for it.
  char* end_ = nullptr;
  size_t room_ = 0;
  std::vector<std::string_view> ids_;
  absl::flat_hash_map<absl::string_view, uint32_t> numbers_;
};

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_ID_TABLE_H_
