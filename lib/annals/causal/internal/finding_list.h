// FindingList keeps findings up to a limit of each kind, and counts the others.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_FINDING_LIST_H_
#define ANNALS_CAUSAL_INTERNAL_FINDING_LIST_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "annals/causal/finding.h"

namespace annals::causal_internal {

class FindingList {
 public:
  explicit FindingList(size_t findings_max) : findings_max_(findings_max) {}

  // A new finding to fill in, until the next call; null if it is only counted.
  Finding* Add(FindingKind kind) {
    const auto of_kind = static_cast<size_t>(kind);
    ++counts_[of_kind];
    std::vector<Finding>& findings = findings_[of_kind];
    if (findings.size() >= findings_max_) return nullptr;
    findings.emplace_back().kind = kind;
    return &findings.back();
  }

  const std::array<int64_t, kFindingKindCount>& counts() const {
    return counts_;
  }

  std::vector<Finding> Take() {
    std::vector<Finding> all;
    for (std::vector<Finding>& findings : findings_) {
      for (Finding& finding : findings) all.push_back(std::move(finding));
      findings.clear();
    }
    return all;
  }

 private:
  size_t findings_max_;
  std::array<std::vector<Finding>, kFindingKindCount> findings_;
  std::array<int64_t, kFindingKindCount> counts_ = {};
};

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_FINDING_LIST_H_
