// JsonTree: one JSON value with the line of each of its parts.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_JSON_TREE_H_
#define ANNALS_RECORD_INTERNAL_JSON_TREE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace annals::record_internal {

struct JsonNode {
  enum class Kind {
    kNull,
    kBool,
    kInteger,   // `integer`
    kUnsigned,  // beyond int64; `number` is near it
    kNumber,    // with a fraction or an exponent; `number`
    kString,    // `text`
    kObject,
    kArray,
  };

  Kind kind = Kind::kNull;
  // From 1.
  int line = 0;
  // Its name in the object that it stands in.
  std::string key;
  std::string text;
  int64_t integer = 0;
  double number = 0;
  // One past its last descendant. Its first child, if it has one, follows it
  // directly; a child's `end` is where the next child stands.
  size_t end = 0;
};

// What was found, for a message: "a list", "the number 2013".
std::string Describe(const JsonNode& node);

// A value and all that is in it, in the order of the text. Built node by node:
// Add() a scalar, Open() an object or list and Close() it.
class JsonTree {
 public:
  bool empty() const { return nodes_.empty(); }
  size_t size() const { return nodes_.size(); }
  // Objects and lists that are still open.
  size_t depth() const { return open_.size(); }

  const JsonNode& root() const { return nodes_[0]; }
  const JsonNode& operator[](size_t index) const { return nodes_[index]; }

  void Add(JsonNode node);
  void Open(JsonNode node);
  void Close();
  // The innermost object or list that is open. Only if depth() > 0.
  const JsonNode& innermost() const { return nodes_[open_.back()]; }

  // The indexes of a node's children.
  std::vector<size_t> ChildrenOf(size_t index) const;

  void Clear();

 private:
  std::vector<JsonNode> nodes_;
  std::vector<size_t> open_;
};

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_JSON_TREE_H_
