// Validation: every fault of a record, each with its field path.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/validate.h"

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/record/internal/fault_list.h"
#include "annals/record/internal/validators.h"
#include "annals/record/limits.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

using record_internal::FaultList;
using record_internal::Path;

void CheckRecord(FaultList& faults, const Record& record) {
  const Path at;
  switch (record.record_case()) {
    case Record::kEvent:
      return CheckEvent(faults, at, record.event());
    case Record::kCausalLink:
      return CheckLink(faults, at, record.causal_link());
    case Record::kConstraint:
      return CheckConstraint(faults, at, record.constraint());
    case Record::kSource:
      return CheckSource(faults, at, record.source());
    case Record::kEntity:
      return CheckEntity(faults, at, record.entity());
    case Record::RECORD_NOT_SET:
      faults.Add(at,
                 "nothing in it; want an event, causal_link, constraint, "
                 "source or entity");
  }
}

// `event "oil"`, or `event` if it has no id.
std::string NameOf(const Record& record) {
  const auto kind = KindOf(record);
  std::string name(kind ? RecordKindName(*kind) : "record");
  if (!IdOf(record).empty()) {
    absl::StrAppend(&name, " ", Quoted(IdOf(record)));
  }
  return name;
}

std::string InWords(const Fault& fault) {
  return fault.path.empty() ? fault.message
                            : absl::StrCat(fault.path, ": ", fault.message);
}

}  // namespace

std::vector<Fault> Validate(const Record& record) {
  FaultList faults;
  const size_t size = record.ByteSizeLong();
  if (size > kRecordBytesMax) {
    faults.Add(Path(),
               absl::StrCat(size, " bytes; want at most ", kRecordBytesMax));
  } else {
    CheckRecord(faults, record);
  }
  return faults.Take();
}

absl::Status CheckValid(const Record& record) {
  const std::vector<Fault> faults = Validate(record);
  if (faults.empty()) return absl::OkStatus();
  std::string message = NameOf(record);
  if (faults.size() == 1) {
    absl::StrAppend(&message, ": ", InWords(faults[0]));
  } else {
    absl::StrAppend(&message, " has ", faults.size(), " faults:");
    for (const Fault& fault : faults) {
      absl::StrAppend(&message, "\n  ", InWords(fault));
    }
  }
  return absl::InvalidArgumentError(message);
}

}  // namespace annals
