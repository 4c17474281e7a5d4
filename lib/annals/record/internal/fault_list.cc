// Path and FaultList: where a check stands, and what it found.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/internal/fault_list.h"

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/record/limits.h"

namespace annals::record_internal {

std::string Path::ToString() const {
  if (parent_ == nullptr) return "";
  std::string text = parent_->ToString();
  absl::StrAppend(&text, text.empty() ? "" : ".", AsAbsl(name_));
  if (index_ >= 0) absl::StrAppend(&text, "[", index_, "]");
  return text;
}

void FaultList::Add(const Path& at, std::string message) {
  if (faults_.size() > kFaultsMax) return;
  if (faults_.size() == kFaultsMax) {
    faults_.push_back({"", "more faults than are listed"});
    return;
  }
  faults_.push_back({at.ToString(), std::move(message)});
}

}  // namespace annals::record_internal
