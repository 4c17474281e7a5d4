// What a file is, by its first bytes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/import/internal/sniff.h"

#include <algorithm>
#include <cstddef>

namespace annals::import_internal {
namespace {

using namespace std::string_view_literals;

constexpr size_t kBytesLookedAt = 4096;
constexpr std::string_view kBlanks = " \t\r\n";

struct Signature {
  std::string_view bytes;
  std::string_view kind;
};

constexpr Signature kSignatures[] = {
    {"\x89PNG"sv, "a PNG picture"},
    {"\xFF\xD8\xFF"sv, "a JPEG picture"},
    {"GIF8"sv, "a GIF picture"},
    {"%PDF"sv, "a PDF document"},
    {"PK\x03\x04"sv, "a ZIP archive (or an office document)"},
    {"\x1F\x8B"sv, "a gzip archive"},
    {"\x28\xB5\x2F\xFD"sv, "a Zstandard archive"},
    {"SQLite format 3\0"sv, "a SQLite data base (a store, perhaps)"},
    {"\x7F"
     "ELF"sv,
     "a program"},
    {"\xFF\xFE"sv, "UTF-16 text"},
    {"\xFE\xFF"sv, "UTF-16 text"},
    {"<?xml"sv, "an XML document"},
    {"<!DOCTYPE"sv, "an HTML document"},
    {"<html"sv, "an HTML document"},
};

bool StartsWith(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

std::string_view WithoutByteOrderMark(std::string_view text) {
  return StartsWith(text, "\xEF\xBB\xBF") ? text.substr(3) : text;
}

std::string_view SkipBlanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(kBlanks), text.size()));
}

std::string_view WithoutTrailingBlanks(std::string_view text) {
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

// The text before and after the first line feed.
std::string_view FirstLine(std::string_view text) {
  return text.substr(0, text.find('\n'));
}
std::string_view AfterFirstLine(std::string_view text) {
  return text.substr(std::min(FirstLine(text).size() + 1, text.size()));
}

std::string_view Content(std::string_view bytes) {
  return SkipBlanks(WithoutByteOrderMark(bytes));
}

bool IsJsonLinesContent(std::string_view content) {
  const std::string_view line = WithoutTrailingBlanks(FirstLine(content));
  return StartsWith(line, "{") && line.back() == '}' &&
         StartsWith(SkipBlanks(AfterFirstLine(content)), "{");
}

}  // namespace

std::string_view ForeignKind(std::string_view bytes) {
  const std::string_view content = Content(bytes);
  if (content.empty()) return bytes.empty() ? "empty" : "blank";
  for (const Signature& signature : kSignatures) {
    if (StartsWith(content, signature.bytes)) return signature.kind;
  }
  const std::string_view head = bytes.substr(0, kBytesLookedAt);
  return head.find('\0') != std::string_view::npos ? "binary data" : "";
}

bool IsTextFormat(std::string_view bytes) {
  std::string_view content = Content(bytes);
  while (StartsWith(content, "#")) {
    content = SkipBlanks(AfterFirstLine(content));
  }
  if (!StartsWith(content, "records")) return false;
  const std::string_view rest = SkipBlanks(content.substr(7));
  return !rest.empty() &&
         std::string_view("{<:[").find(rest[0]) != std::string_view::npos;
}

bool IsJson(std::string_view bytes) {
  const std::string_view content = Content(bytes);
  return (StartsWith(content, "{") || StartsWith(content, "[")) &&
         !IsJsonLinesContent(content);
}

bool IsJsonLines(std::string_view bytes) {
  return IsJsonLinesContent(Content(bytes));
}

}  // namespace annals::import_internal
