// ScanJson(): strict JSON in one pass, cut into the trees of its records.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/internal/json_scan.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "annals/base/string_view.h"
#include "annals/record/utf8.h"
#include "nlohmann/json.hpp"

namespace annals::record_internal {
namespace {

using Kind = JsonNode::Kind;

// Of a key in the text that names no field, what a message shows.
constexpr size_t kKeyBytesMax = 60;

// The place of the byte that was read last. A token ends with that byte, save
// a number, which ends where the byte after it says so; both are in one line.
struct Place {
  int line = 1;
  int column = 0;
  bool is_after_line_feed = false;

  void Advance(char c) {
    if (is_after_line_feed) {
      ++line;
      column = 0;
    }
    ++column;
    is_after_line_feed = c == '\n';
  }
};

// Feeds the parser and keeps the place: its events do not carry one.
class TrackedIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  TrackedIterator(const char* at, Place* place) : at_(at), place_(place) {}

  reference operator*() const { return *at_; }
  TrackedIterator& operator++() {
    place_->Advance(*at_++);
    return *this;
  }
  TrackedIterator operator++(int) {
    TrackedIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const TrackedIterator& a, const TrackedIterator& b) {
    return a.at_ == b.at_;
  }
  friend bool operator!=(const TrackedIterator& a, const TrackedIterator& b) {
    return !(a == b);
  }

 private:
  const char* at_;
  Place* place_;
};

// What nlohmann says, without its preamble ("[json.exception.parse_error.101]
// parse error at line 1, column 9: syntax error while parsing value - ") and
// what it had read so far, which may be the rest of the file, or no text.
std::string InOurWords(std::string message, const std::string& last_read) {
  const size_t dash = message.find(" - ");
  if (dash != std::string::npos) message.erase(0, dash + 3);
  const std::string quoted = absl::StrCat("; last read: '", last_read, "'");
  const size_t at = message.find(quoted);
  if (at != std::string::npos) message.erase(at, quoted.size());
  message = absl::StrReplaceAll(
      message, {{"unexpected ", "found "}, {"; expected ", "; want "}});
  if (message == "found '{'; want end of input") {
    message += " (one record a line is JSON Lines, format jsonl)";
  }
  return message;
}

// Receives nlohmann's events; each returns false to stop.
class Handler {
 public:
  using number_integer_t = int64_t;
  using number_unsigned_t = uint64_t;
  using number_float_t = double;
  using string_t = std::string;
  using binary_t = nlohmann::json::binary_t;

  Handler(const Place& place, const JsonScanOptions& options,
          LocatedFaultList& faults,
          absl::FunctionRef<void(const JsonTree&)> visit)
      : place_(place),
        may_be_list_(options.may_be_list),
        faults_(faults),
        visit_(visit) {}

  bool null() { return Add(Node(Kind::kNull)); }
  bool boolean(bool value) {
    JsonNode node = Node(Kind::kBool);
    node.integer = value ? 1 : 0;
    return Add(std::move(node));
  }
  bool number_integer(int64_t value) {
    JsonNode node = Node(Kind::kInteger);
    node.integer = value;
    return Add(std::move(node));
  }
  bool number_unsigned(uint64_t value) {
    if (value <= static_cast<uint64_t>(std::numeric_limits<int64_t>::max())) {
      return number_integer(static_cast<int64_t>(value));
    }
    JsonNode node = Node(Kind::kUnsigned);
    node.number = static_cast<double>(value);
    return Add(std::move(node));
  }
  bool number_float(double value, const std::string& /*text*/) {
    JsonNode node = Node(Kind::kNumber);
    node.number = value;
    return Add(std::move(node));
  }
  bool string(std::string& value) {
    JsonNode node = Node(Kind::kString);
    node.text = std::move(value);
    return Add(std::move(node));
  }
  // JSON has none.
  bool binary(binary_t& /*value*/) { return false; }

  bool key(std::string& value) {
    key_ = std::move(value);
    return true;
  }

  bool start_object(size_t /*count*/) { return Open(Node(Kind::kObject)); }
  bool end_object() { return Close(); }

  bool start_array(size_t /*count*/) {
    if (!IsListOfRecords()) return Open(Node(Kind::kArray));
    if (list_was_read_) {
      faults_.Add(place_.line, "records", "given twice; want it once");
      return false;
    }
    is_in_list_ = true;
    list_was_read_ = true;
    return true;
  }
  bool end_array() {
    if (!is_in_list_ || record_.depth() > 0) return Close();
    is_in_list_ = false;
    return true;
  }

  bool parse_error(size_t /*position*/, const std::string& last_read,
                   const nlohmann::json::exception& error) {
    faults_.Add(place_.line, "",
                absl::StrCat("column ", place_.column, ": ",
                             InOurWords(error.what(), last_read)));
    return false;
  }

  // After the last event, if all went well. What stands outside the list of
  // records is a record itself, unless there is such a list.
  void Finish() {
    if (!list_was_read_) return visit_(document_);
    if (document_.empty()) return;
    for (const size_t child : document_.ChildrenOf(0)) {
      const std::string& name = document_[child].key;
      faults_.Add(document_[child].line, Printable(name, kKeyBytesMax),
                  "beside a list of records; want records alone");
    }
  }

 private:
  JsonNode Node(Kind kind) {
    JsonNode node;
    node.kind = kind;
    node.line = place_.line;
    node.key = std::move(key_);
    key_.clear();
    return node;
  }

  JsonTree& tree() { return is_in_list_ ? record_ : document_; }

  // An array that is the whole document, or its field "records".
  bool IsListOfRecords() const {
    if (!may_be_list_ || is_in_list_) return false;
    if (document_.empty()) return !list_was_read_;
    return document_.depth() == 1 && key_ == "records" &&
           document_.innermost().kind == Kind::kObject;
  }

  bool HasRoom() {
    if (tree().size() < kJsonNodesMax) return true;
    faults_.Add(
        place_.line, "",
        absl::StrCat("more than ", kJsonNodesMax, " values in one record"));
    return false;
  }

  bool Add(JsonNode node) {
    if (!HasRoom()) return false;
    tree().Add(std::move(node));
    VisitIfComplete();
    return true;
  }

  bool Open(JsonNode node) {
    if (!HasRoom()) return false;
    if (tree().depth() >= kJsonDepthMax) {
      faults_.Add(place_.line, "",
                  absl::StrCat("column ", place_.column, ": nested more than ",
                               kJsonDepthMax, " deep"));
      return false;
    }
    tree().Open(std::move(node));
    return true;
  }

  bool Close() {
    tree().Close();
    VisitIfComplete();
    return true;
  }

  void VisitIfComplete() {
    if (!is_in_list_ || record_.depth() > 0) return;
    visit_(record_);
    record_.Clear();
  }

  const Place& place_;
  const bool may_be_list_;
  LocatedFaultList& faults_;
  absl::FunctionRef<void(const JsonTree&)> visit_;
  std::string key_;
  JsonTree document_;
  JsonTree record_;
  bool is_in_list_ = false;
  bool list_was_read_ = false;
};

}  // namespace

void ScanJson(std::string_view text, const JsonScanOptions& options,
              LocatedFaultList& faults,
              absl::FunctionRef<void(const JsonTree&)> visit) {
  Place place;
  place.line = options.first_line;
  Handler handler(place, options, faults, visit);
  const char* const end = text.data() + text.size();
  if (nlohmann::json::sax_parse(TrackedIterator(text.data(), &place),
                                TrackedIterator(end, &place), &handler)) {
    handler.Finish();
  }
}

}  // namespace annals::record_internal
