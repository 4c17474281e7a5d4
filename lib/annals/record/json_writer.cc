// A JsonWriter appends JSON to a buffer, value by value, without a tree.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/json_writer.h"

#include <cstddef>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "annals/record/utf8.h"
#include "nlohmann/json.hpp"

namespace annals {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101;
constexpr uint64_t kHighs = 0x8080808080808080;

// Of eight bytes at once: a high bit where a byte is 0. The lowest is right;
// above it there may be false ones.
constexpr uint64_t Zeros(uint64_t bytes) {
  return (bytes - kOnes) & ~bytes & kHighs;
}

bool IsPlain(char c) {
  return static_cast<unsigned char>(c - 0x20) < 0x60 && c != '"' && c != '\\';
}

// How many bytes from the start are ASCII that stands as it is.
size_t PlainLength(std::string_view text) {
  size_t length = 0;
  while (text.size() - length >= sizeof(uint64_t)) {
    uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + length, sizeof(bytes));
    const uint64_t special =
        (bytes & kHighs) | ((bytes - kOnes * 0x20) & ~bytes & kHighs) |
        Zeros(bytes ^ (kOnes * '"')) | Zeros(bytes ^ (kOnes * '\\'));
    if (special != 0) break;
    length += sizeof(bytes);
  }
  while (length < text.size() && IsPlain(text[length])) ++length;
  return length;
}

void AppendEscaped(char c, std::string& out) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\b':
      out += "\\b";
      break;
    case '\t':
      out += "\\t";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\f':
      out += "\\f";
      break;
    case '\r':
      out += "\\r";
      break;
    default:
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[c & 0xF];
  }
}

bool NeedsEscape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

// Of text that is UTF-8.
void AppendWithEscapes(std::string_view text, std::string& out) {
  while (!text.empty()) {
    size_t plain = PlainLength(text);
    while (plain < text.size() && !NeedsEscape(text[plain])) ++plain;
    out.append(text, 0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return;
    AppendEscaped(text.front(), out);
    text.remove_prefix(1);
  }
}

}  // namespace

void AppendJsonString(std::string_view text, std::string& out) {
  const size_t plain = PlainLength(text);
  if (plain < text.size() && Utf8PrefixLength(text) != text.size()) {
    // Rare, and the library that reads JSON here knows how to mend it.
    using Json = nlohmann::json;
    out += Json(std::string(text))
               .dump(-1, ' ', false, Json::error_handler_t::replace);
    return;
  }
  out += '"';
  out.append(text, 0, plain);
  AppendWithEscapes(text.substr(plain), out);
  out += '"';
}

void AppendJsonNumber(double value, std::string& out) {
  out += nlohmann::json(value).dump();
}

void JsonWriter::Key(std::string_view key) {
  Separate();
  constexpr size_t kShortKey = 32;
  const std::string_view after(indent_ < 0 ? "\":" : "\": ");
  if (key.size() <= kShortKey) {
    char text[kShortKey + 4];
    text[0] = '"';
    std::memcpy(text + 1, key.data(), key.size());
    std::memcpy(text + 1 + key.size(), after.data(), after.size());
    out_.append(text, 1 + key.size() + after.size());
  } else {
    out_ += '"';
    out_.append(key);
    out_.append(after);
  }
  is_after_key_ = true;
}

void JsonWriter::String(std::string_view text) {
  Separate();
  AppendJsonString(text, out_);
}

void JsonWriter::Int(int64_t value) {
  Separate();
  absl::StrAppend(&out_, value);
}

void JsonWriter::Double(double value) {
  Separate();
  AppendJsonNumber(value, out_);
}

void JsonWriter::Raw(std::string_view json) {
  Separate();
  out_.append(json);
}

void JsonWriter::Begin(char bracket) {
  Separate();
  out_ += bracket;
  ++level_;
  ++open_;
  is_empty_ = true;
}

void JsonWriter::End(char bracket) {
  --level_;
  --open_;
  if (!is_empty_) NewLine();
  out_ += bracket;
  is_empty_ = false;
}

void JsonWriter::Separate() {
  if (is_after_key_) {
    is_after_key_ = false;
    return;
  }
  if (!is_empty_) out_ += ',';
  is_empty_ = false;
  if (open_ > 0) NewLine();
}

void JsonWriter::NewLine() {
  if (indent_ < 0) return;
  out_ += '\n';
  out_.append(static_cast<size_t>(level_ * indent_), ' ');
}

}  // namespace annals
