// JsonTree: one JSON value with the line of each of its parts.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/internal/json_tree.h"

#include "absl/strings/str_cat.h"
#include "annals/record/utf8.h"

namespace annals::record_internal {

std::string Describe(const JsonNode& node) {
  switch (node.kind) {
    case JsonNode::Kind::kNull:
      return "null";
    case JsonNode::Kind::kBool:
      return node.integer != 0 ? "true" : "false";
    case JsonNode::Kind::kInteger:
      return absl::StrCat("the number ", node.integer);
    case JsonNode::Kind::kUnsigned:
    case JsonNode::Kind::kNumber:
      return absl::StrCat("the number ", node.number);
    case JsonNode::Kind::kString:
      return Quoted(node.text);
    case JsonNode::Kind::kObject:
      return "an object";
    case JsonNode::Kind::kArray:
      return "a list";
  }
  return "";
}

void JsonTree::Add(JsonNode node) {
  node.end = nodes_.size() + 1;
  nodes_.push_back(std::move(node));
}

void JsonTree::Open(JsonNode node) {
  open_.push_back(nodes_.size());
  Add(std::move(node));
}

void JsonTree::Close() {
  nodes_[open_.back()].end = nodes_.size();
  open_.pop_back();
}

std::vector<size_t> JsonTree::ChildrenOf(size_t index) const {
  std::vector<size_t> children;
  for (size_t i = index + 1; i < nodes_[index].end; i = nodes_[i].end) {
    children.push_back(i);
  }
  return children;
}

void JsonTree::Clear() {
  nodes_.clear();
  open_.clear();
}

}  // namespace annals::record_internal
