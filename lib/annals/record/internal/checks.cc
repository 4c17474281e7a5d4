// Checks of single fields, shared by the checks of whole messages.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/internal/checks.h"

#include <cstdint>
#include <cstring>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "annals/base/string_view.h"
#include "annals/record/utf8.h"
#include "google/protobuf/descriptor.h"

namespace annals::record_internal {
namespace {

// The control character (Unicode's category Cc) that begins `text`, whose
// first character is `length` bytes long; -1 if it is none. Those of two bytes
// are U+0080 to U+009F.
int ControlCharacterAt(std::string_view text, size_t length) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (length == 1) return first < 0x20 || first == 0x7F ? first : -1;
  const auto second = static_cast<unsigned char>(text[1]);
  return length == 2 && first == 0xC2 && second < 0xA0 ? second : -1;
}

bool IsAllowed(int control_character, Shape shape) {
  switch (control_character) {
    case '\n':
    case '\t':
      return shape != Shape::kLine;
    case '\r':
      return shape == Shape::kVerbatim;
    default:
      return false;
  }
}

bool IsPrintableAscii(char c) { return c >= 0x20 && c < 0x7F; }

// The same of the eight bytes at `text` together: none has the high bit, has it
// after one is added, or loses it when 0x20 is taken away.
bool ArePrintableAscii(const char* text) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  constexpr uint64_t kHighBits = 0x80 * kOnes;
  uint64_t bytes = 0;
  std::memcpy(&bytes, text, sizeof bytes);
  const uint64_t less = (bytes | kHighBits) - 0x20 * kOnes;
  return ((bytes | (bytes + kOnes) | ~less) & kHighBits) == 0;
}

// How many bytes at the start are printable ASCII, as far as that is seen
// quickly.
size_t PrintableAsciiLength(std::string_view text) {
  constexpr size_t kStep = sizeof(uint64_t);
  size_t done = 0;
  while (text.size() - done >= kStep && ArePrintableAscii(text.data() + done)) {
    done += kStep;
  }
  return done;
}

bool CheckCharacters(FaultList& faults, const Path& at, std::string_view text,
                     Shape shape) {
  for (size_t i = PrintableAsciiLength(text); i < text.size();) {
    if (IsPrintableAscii(text[i])) {
      ++i;
      continue;
    }
    const size_t length = Utf8CharacterLength(text.substr(i));
    if (length == 0) {
      faults.Add(at, absl::StrFormat("byte 0x%02x at offset %d; want UTF-8",
                                     static_cast<unsigned char>(text[i]), i));
      return false;
    }
    const int control = ControlCharacterAt(text.substr(i), length);
    if (control >= 0 && !IsAllowed(control, shape)) {
      faults.Add(
          at,
          absl::StrFormat(
              "control character U+%04X at offset %d; want %s", control, i,
              shape == Shape::kLine ? "one line of plain text" : "plain text"));
      return false;
    }
    i += length;
    i += PrintableAsciiLength(text.substr(i));
  }
  return true;
}

bool IsIdCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' ||
         c == '_' || c == '.' || c == ':';
}

bool CheckIdCharacters(FaultList& faults, const Path& at, std::string_view id,
                       bool allow_slash) {
  if (id.size() > kIdBytesMax) {
    faults.Add(at,
               absl::StrCat(id.size(), " bytes; want at most ", kIdBytesMax));
    return false;
  }
  for (size_t i = 0; i < id.size(); ++i) {
    if (IsIdCharacter(id[i]) || (allow_slash && id[i] == '/')) continue;
    faults.Add(at, absl::StrCat(Quoted(id), " at offset ", i,
                                "; want letters a-z A-Z, digits and - _ . :",
                                allow_slash ? " / only" : " only"));
    return false;
  }
  return true;
}

bool IsLanguageSubtag(const std::string& subtag) {
  if (subtag.empty() || subtag.size() > 8) return false;
  for (const char c : subtag) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

}  // namespace

bool CheckText(FaultList& faults, const Path& at, std::string_view text,
               Shape shape, size_t bytes_max) {
  if (text.size() > bytes_max) {
    faults.Add(at,
               absl::StrCat(text.size(), " bytes; want at most ", bytes_max));
    return false;
  }
  return CheckCharacters(faults, at, text, shape);
}

bool CheckLine(FaultList& faults, const Path& at, std::string_view text,
               size_t bytes_max) {
  return CheckText(faults, at, text, Shape::kLine, bytes_max);
}

bool CheckRequiredLine(FaultList& faults, const Path& at, std::string_view text,
                       size_t bytes_max) {
  if (absl::StripAsciiWhitespace(AsAbsl(text)).empty()) {
    faults.Add(at, text.empty() ? "missing" : "blank; want words");
    return false;
  }
  return CheckLine(faults, at, text, bytes_max);
}

void CheckCount(FaultList& faults, const Path& at, int count) {
  if (count <= kListItemsMax) return;
  faults.Add(at, absl::StrCat(count, " items; want at most ", kListItemsMax));
}

void CheckLines(FaultList& faults, const Path& parent, std::string_view field,
                const Strings& lines) {
  CheckCount(faults, parent.Field(field), lines.size());
  for (int i = 0; i < lines.size(); ++i) {
    CheckRequiredLine(faults, parent.Item(field, i), lines[i]);
  }
}

bool CheckId(FaultList& faults, const Path& at, std::string_view id) {
  return CheckIdCharacters(faults, at, id, /*allow_slash=*/true);
}

bool CheckRequiredId(FaultList& faults, const Path& at, std::string_view id) {
  if (!id.empty()) return CheckId(faults, at, id);
  faults.Add(at, "missing; want a record's id");
  return false;
}

bool CheckClaimId(FaultList& faults, const Path& at, std::string_view id) {
  if (!id.empty()) {
    return CheckIdCharacters(faults, at, id, /*allow_slash=*/false);
  }
  faults.Add(at, "missing; want an id, unique in the record");
  return false;
}

void CheckOtherId(FaultList& faults, const Path& at, std::string_view id,
                  std::string_view own) {
  if (!CheckRequiredId(faults, at, id)) return;
  if (id == own) {
    faults.Add(at, absl::StrCat(Quoted(id), " is this record itself"));
  }
}

void CheckOtherIds(FaultList& faults, const Path& parent,
                   std::string_view field, const Strings& ids,
                   std::string_view own) {
  CheckCount(faults, parent.Field(field), ids.size());
  for (int i = 0; i < ids.size(); ++i) {
    CheckOtherId(faults, parent.Item(field, i), ids[i], own);
  }
}

void CheckRange(FaultList& faults, const Path& at, int value, int least,
                int greatest) {
  if (value >= least && value <= greatest) return;
  faults.Add(at, absl::StrCat(value, "; want ", least, " to ", greatest));
}

void CheckPositive(FaultList& faults, const Path& at, int value) {
  if (value < 1) faults.Add(at, absl::StrCat(value, "; want 1 or more"));
}

std::optional<Duration> CheckDuration(FaultList& faults, const Path& at,
                                      const std::string& text) {
  if (text.empty() || !CheckLine(faults, at, text, kDurationBytesMax)) {
    return std::nullopt;
  }
  absl::StatusOr<Duration> duration = Duration::Parse(text);
  if (duration.ok()) return *duration;
  faults.Add(at, std::string(duration.status().message()));
  return std::nullopt;
}

void CheckDurationBounds(FaultList& faults, const Path& parent,
                         std::string_view field_min, const std::string& min,
                         std::string_view field_max, const std::string& max) {
  const auto least = CheckDuration(faults, parent.Field(field_min), min);
  const auto greatest = CheckDuration(faults, parent.Field(field_max), max);
  if (!least || !greatest) return;
  if (least->microseconds_min <= greatest->microseconds_max) return;
  faults.Add(parent.Field(field_max),
             absl::StrCat(Quoted(max), " is less than ", AsAbsl(field_min), " ",
                          Quoted(min)));
}

void CheckLanguage(FaultList& faults, const Path& at, std::string_view tag) {
  if (tag.empty() || !CheckLine(faults, at, tag)) return;
  const std::vector<std::string> subtags = absl::StrSplit(AsAbsl(tag), '-');
  for (const std::string& subtag : subtags) {
    if (IsLanguageSubtag(subtag)) continue;
    faults.Add(at, absl::StrCat(Quoted(tag),
                                "; want a BCP 47 tag such as \"en\" or "
                                "\"ko-KP\""));
    return;
  }
}

void CheckEnumNumber(FaultList& faults, const Path& at,
                     const google::protobuf::EnumDescriptor* type, int number) {
  if (type->FindValueByNumber(number) != nullptr) return;
  faults.Add(at, absl::StrCat(number, " is no ", type->name(),
                              "; want a value that the schema names"));
}

}  // namespace annals::record_internal
