// CheckSource() and CheckEntity(): what evidence comes from, who takes part.
//
// SPDX-License-Identifier: Apache-2.0

#include "absl/strings/str_cat.h"
#include "annals/record/internal/checks.h"
#include "annals/record/internal/validators.h"
#include "annals/record/utf8.h"

namespace annals::record_internal {
namespace {

void CheckSha256(FaultList& faults, const Path& at, const std::string& digits) {
  if (digits.empty()) return;
  if (digits.size() == 64 &&
      digits.find_first_not_of("0123456789abcdef") == std::string::npos) {
    return;
  }
  faults.Add(at, absl::StrCat(Quoted(digits),
                              "; want 64 hexadecimal digits in lower case"));
}

// Written so that what is not a number fails too.
void CheckDegrees(FaultList& faults, const Path& at, bool is_set,
                  double degrees, int limit) {
  if (!is_set) {
    faults.Add(at, "missing");
  } else if (!(degrees >= -limit && degrees <= limit)) {
    faults.Add(at, absl::StrCat(degrees, "; want -", limit, " to ", limit,
                                " degrees"));
  }
}

void CheckNames(FaultList& faults, const Path& at, const Entity& entity) {
  if (entity.names().empty()) {
    faults.Add(at.Field("names"), "missing; want at least one name");
  }
  CheckCount(faults, at.Field("names"), entity.names_size());
  for (int i = 0; i < entity.names_size(); ++i) {
    const Path name = at.Item("names", i);
    CheckRequiredLine(faults, name.Field("text"), entity.names(i).text(),
                      kTitleBytesMax);
    CheckLanguage(faults, name.Field("language"), entity.names(i).language());
  }
}

}  // namespace

void CheckSource(FaultList& faults, const Path& at, const Source& source) {
  CheckId(faults, at.Field("id"), source.id());
  CheckRequiredLine(faults, at.Field("title"), source.title(), kTitleBytesMax);
  CheckLines(faults, at, "authors", source.authors());
  CheckLine(faults, at.Field("publisher"), source.publisher());
  CheckWhen(faults, at.Field("published"), source.published());
  CheckLine(faults, at.Field("url"), source.url());
  CheckLanguage(faults, at.Field("language"), source.language());
  CheckEnum(faults, at.Field("kind"), source.kind());
  CheckSha256(faults, at.Field("sha256"), source.sha256());
  CheckEnum(faults, at.Field("reliability"), source.reliability());
  CheckOtherIds(faults, at, "derived_from", source.derived_from(), source.id());
}

void CheckEntity(FaultList& faults, const Path& at, const Entity& entity) {
  CheckId(faults, at.Field("id"), entity.id());
  CheckNames(faults, at, entity);
  CheckEnum(faults, at.Field("kind"), entity.kind());
  CheckCount(faults, at.Field("external_ids"), entity.external_ids_size());
  for (int i = 0; i < entity.external_ids_size(); ++i) {
    CheckCode(faults, at.Item("external_ids", i), entity.external_ids(i));
  }
  if (!entity.part_of().empty()) {
    CheckOtherId(faults, at.Field("part_of"), entity.part_of(), entity.id());
  }
  if (!entity.has_coordinates()) return;
  const Path at_place = at.Field("coordinates");
  const Coordinates& place = entity.coordinates();
  CheckDegrees(faults, at_place.Field("latitude"), place.has_latitude(),
               place.latitude(), 90);
  CheckDegrees(faults, at_place.Field("longitude"), place.has_longitude(),
               place.longitude(), 180);
}

}  // namespace annals::record_internal
