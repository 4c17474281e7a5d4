// Output: JSON lines for programs, plain text for people, files.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/output.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/string_view.h"
#include "annals/record/claims.h"
#include "annals/time/instant.h"

namespace annals::cli_internal {
namespace {

absl::Status CannotWrite(const std::string& path) {
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": cannot be written: ", std::strerror(errno)));
}

// `name` is what to call the file in an error.
absl::Status WriteBytes(const std::string& path, const std::string& name,
                        std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return file ? absl::OkStatus() : CannotWrite(name);
}

// Those of the file that was there, or what a new one gets.
std::filesystem::perms PermissionsFor(const std::filesystem::file_status& old) {
  if (std::filesystem::exists(old)) return old.permissions();
  const mode_t mask = umask(0);
  umask(mask);
  return static_cast<std::filesystem::perms>(0666 & ~mask);
}

std::string RangeInWords(Instant earliest, Instant latest) {
  if (earliest == latest) return earliest.ToString();
  return absl::StrCat(earliest.ToString(), " to ", latest.ToString());
}

}  // namespace

std::string SpanInWords(const Span& span) {
  return absl::StrCat(
      "starts ", RangeInWords(span.earliest_start, span.latest_start),
      ", ends ", RangeInWords(span.earliest_end, span.latest_end));
}

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
  AddClaimFields(StrongestClaim(claims), object);
}

void AddClaimFields(const Claim* claim, Json& object) {
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

const char* OutcomeName(Outcome::What what) {
  switch (what) {
    case Outcome::What::kAdded:
      return "added";
    case Outcome::What::kChanged:
      return "changed";
    case Outcome::What::kUnchanged:
      return "unchanged";
    case Outcome::What::kRetracted:
      return "retracted";
    case Outcome::What::kRestored:
      return "restored";
    case Outcome::What::kRedacted:
      return "redacted";
  }
  return "";
}

void PrintOutcomes(const AppendResult& result, const Session& session) {
  std::ostream& out = session.console.out;
  for (const Outcome& outcome : result.outcomes) {
    const char* const what = OutcomeName(outcome.what);
    if (session.WantsJson()) {
      PrintJson(
          out,
          {{"what", what}, {"id", outcome.id}, {"sequence", outcome.sequence}});
    } else {
      out << what << ' ' << outcome.id << " (revision " << outcome.sequence
          << ")\n";
    }
  }
}

std::string Counted(int64_t count, std::string_view noun) {
  return absl::StrCat(count, " ", AsAbsl(noun), count == 1 ? "" : "s");
}

absl::Status WriteFile(const std::string& path, std::string_view bytes) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const fs::path resolved = fs::weakly_canonical(path, ignored);
  const fs::path target = resolved.empty() ? fs::path(path) : resolved;
  const fs::file_status status = fs::status(target, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    return WriteBytes(path, path, bytes);
  }
  // Beside the target, so that it can be renamed into its place.
  std::string part = target.string() + ".XXXXXX";
  const int descriptor = mkstemp(part.data());
  if (descriptor < 0) return CannotWrite(path);
  close(descriptor);
  absl::Status written = WriteBytes(part, path, bytes);
  if (written.ok()) {
    fs::permissions(part, PermissionsFor(status), ignored);
    if (std::rename(part.c_str(), target.c_str()) == 0) return written;
    written = CannotWrite(path);
  }
  std::remove(part.c_str());
  return written;
}

}  // namespace annals::cli_internal
