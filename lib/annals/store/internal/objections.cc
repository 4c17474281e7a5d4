// Objections are what speaks against a batch, gathered before it is refused.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/objections.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/cord.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "annals/record/utf8.h"

namespace annals {
namespace store_internal {
namespace {

constexpr char kPayloadUrl[] = "annals/batch-faults";

// A message that is longer is not read.
constexpr size_t kFaultsShownMax = 20;

// One line of the payload: change, path and message, separated by tabs.
std::string ToLine(const BatchFault& fault) {
  return absl::StrCat(fault.change, "\t", absl::CEscape(fault.fault.path), "\t",
                      absl::CEscape(fault.fault.message));
}

std::optional<BatchFault> FromLine(const std::string& line) {
  const std::vector<std::string> parts = absl::StrSplit(line, '\t');
  BatchFault fault;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &fault.change) ||
      !absl::CUnescape(parts[1], &fault.fault.path) ||
      !absl::CUnescape(parts[2], &fault.fault.message)) {
    return std::nullopt;
  }
  return fault;
}

// `record "oil": when.edtf: month 13 at column 6; want 01-12`
std::string InWords(const BatchFault& fault, const std::string& id) {
  const std::string where = id.empty() ? absl::StrCat("change ", fault.change)
                                       : absl::StrCat("record ", Quoted(id));
  const char* const colon = fault.fault.path.empty() ? "" : ": ";
  return absl::StrCat(where, colon, fault.fault.path, ": ",
                      fault.fault.message);
}

std::string Message(const std::vector<BatchFault>& faults,
                    const PreparedBatch& batch) {
  std::vector<std::string> shown;
  const size_t count = std::min(faults.size(), kFaultsShownMax);
  for (size_t i = 0; i < count; ++i) {
    shown.push_back(InWords(faults[i], batch.changes[faults[i].change].id));
  }
  if (faults.size() == 1) return shown[0];
  if (faults.size() > count) {
    shown.push_back(absl::StrCat("and ", faults.size() - count, " more"));
  }
  return absl::StrCat(faults.size(), " faults: ", absl::StrJoin(shown, "; "));
}

}  // namespace

void Objections::AddFault(size_t change, std::string path,
                          std::string message) {
  faults_.push_back({change, {std::move(path), std::move(message)}});
}

void Objections::Refuse(absl::Status refusal) {
  refusal_.Update(std::move(refusal));
}

absl::Status Objections::ToStatus() {
  if (faults_.empty()) return refusal_;
  absl::c_stable_sort(faults_, [](const BatchFault& a, const BatchFault& b) {
    return a.change < b.change;
  });
  absl::Status status = absl::InvalidArgumentError(Message(faults_, prepared_));
  std::vector<std::string> lines;
  lines.reserve(faults_.size());
  for (const BatchFault& fault : faults_) lines.push_back(ToLine(fault));
  status.SetPayload(kPayloadUrl, absl::Cord(absl::StrJoin(lines, "\n")));
  return status;
}

}  // namespace store_internal

std::vector<BatchFault> FaultsOf(const absl::Status& status) {
  std::vector<BatchFault> faults;
  const auto payload = status.GetPayload(store_internal::kPayloadUrl);
  if (!payload.has_value()) return faults;
  const std::vector<std::string> lines =
      absl::StrSplit(std::string(*payload), '\n');
  for (const std::string& line : lines) {
    std::optional<BatchFault> fault = store_internal::FromLine(line);
    if (fault.has_value()) faults.push_back(*std::move(fault));
  }
  return faults;
}

}  // namespace annals
