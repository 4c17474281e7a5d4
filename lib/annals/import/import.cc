// Importing: records out of files, whatever tool wrote them.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/import/import.h"

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/import/internal/formats.h"
#include "annals/import/internal/sniff.h"

namespace annals {
namespace {

using import_internal::Format;

absl::Status WrongKind(std::string_view file_name, std::string_view found) {
  return absl::InvalidArgumentError(
      absl::StrCat(AsAbsl(file_name), ": ", AsAbsl(found), "; want ",
                   import_internal::FormatsInWords()));
}

absl::StatusOr<const Format*> FormatFor(std::string_view file_name,
                                        std::string_view bytes,
                                        std::string_view name) {
  if (!name.empty()) {
    const Format* const format = import_internal::FormatNamed(name);
    if (format != nullptr) return format;
    return WrongKind(file_name,
                     absl::StrCat("unknown format \"", AsAbsl(name), "\""));
  }
  const Format* const format = import_internal::FormatOf(file_name, bytes);
  if (format != nullptr) return format;
  return WrongKind(file_name,
                   "neither its name nor its content is of a known format");
}

}  // namespace

std::vector<ImportFormat> ImportFormats() {
  std::vector<ImportFormat> formats;
  for (const Format& row : import_internal::Formats()) {
    ImportFormat& format = formats.emplace_back();
    format.name = std::string(row.name);
    for (const std::string_view extension : row.extensions) {
      if (!extension.empty()) format.extensions.emplace_back(extension);
    }
  }
  return formats;
}

absl::StatusOr<ReadResult> ReadRecords(std::string_view file_name,
                                       std::string_view bytes,
                                       std::string_view format) {
  if (bytes.size() > kImportBytesMax) {
    return absl::ResourceExhaustedError(
        absl::StrCat(AsAbsl(file_name), ": ", bytes.size(),
                     " bytes; want at most ", kImportBytesMax));
  }
  const std::string_view foreign = import_internal::ForeignKind(bytes);
  if (!foreign.empty()) return WrongKind(file_name, foreign);
  ANNALS_ASSIGN_OR_RETURN(const Format* const found,
                          FormatFor(file_name, bytes, format));
  return found->read(bytes);
}

}  // namespace annals
