// Output: JSON lines for programs, plain text for people, files.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <ostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/string_view.h"
#include "annals/record/claims.h"
#include "annals/time/instant.h"

namespace annals::cli_internal {
namespace {

// A C1 control character (U+0080 to U+009F) begins with this byte in UTF-8.
constexpr char kBeforeC1 = '\xC2';

bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool IsC1(char first, char second) {
  const auto byte = static_cast<unsigned char>(second);
  return first == kBeforeC1 && byte >= 0x80 && byte < 0xA0;
}

absl::Status CannotWrite(const std::string& path) {
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": cannot be written: ", std::strerror(errno)));
}

}  // namespace

void PrintJson(std::ostream& out, const Json& object) {
  out << object.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void AddBounds(const std::optional<Span>& span, Json& object) {
  const auto add = [&](const char* name, Instant Span::*bound) {
    object[name] =
        span.has_value() ? Json(((*span).*bound).ToString()) : Json(nullptr);
  };
  add("earliest_start", &Span::earliest_start);
  add("latest_start", &Span::latest_start);
  add("earliest_end", &Span::earliest_end);
  add("latest_end", &Span::latest_end);
}

void AddStrongestClaim(const google::protobuf::RepeatedPtrField<Claim>& claims,
                       Json& object) {
  const Claim* claim = StrongestClaim(claims);
  object["claim"] = claim == nullptr ? Json(nullptr) : Json(claim->id());
  if (claim == nullptr) {
    object["holder"] = object["modality"] = object["status"] = nullptr;
    object["negated"] = false;
    return;
  }
  const auto modality = claim->modality() == Claim::MODALITY_UNSPECIFIED
                            ? Claim::REALIS
                            : claim->modality();
  const auto status = claim->status() == Claim::STATUS_UNSPECIFIED
                          ? Claim::OPEN
                          : claim->status();
  object["holder"] = absl::StrJoin(claim->holders(), " > ");
  object["modality"] = Claim::Modality_Name(modality);
  object["status"] = Claim::Status_Name(status);
  object["negated"] = claim->negated();
}

std::string CommitTimeText(int64_t microseconds) {
  const auto instant = Instant::FromMicroseconds(microseconds);
  return instant.has_value() ? instant->ToString() : "";
}

std::string OneLine(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (i + 1 < text.size() && IsC1(text[i], text[i + 1])) {
      line += ' ';
      ++i;
    } else {
      line += IsControl(text[i]) ? ' ' : text[i];
    }
  }
  return line;
}

std::string Counted(int64_t count, std::string_view noun) {
  return absl::StrCat(count, " ", AsAbsl(noun), count == 1 ? "" : "s");
}

absl::Status WriteFile(const std::string& path, std::string_view bytes) {
  const std::string part = path + ".part";
  {
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) {
      const absl::Status status = CannotWrite(path);
      std::remove(part.c_str());
      return status;
    }
  }
  if (std::rename(part.c_str(), path.c_str()) == 0) return absl::OkStatus();
  const absl::Status status = CannotWrite(path);
  std::remove(part.c_str());
  return status;
}

}  // namespace annals::cli_internal
