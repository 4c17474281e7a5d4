// LocatedFaultList: the faults of a file, at most kFaultsMax of them.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_LOCATED_FAULTS_H_
#define ANNALS_RECORD_INTERNAL_LOCATED_FAULTS_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "annals/record/limits.h"
#include "annals/record/read.h"

namespace annals::record_internal {

// Adds to a vector that must outlive it.
class LocatedFaultList {
 public:
  explicit LocatedFaultList(std::vector<LocatedFault>& faults)
      : faults_(faults) {}

  void Add(int line, std::string path, std::string message) {
    ++count_;
    if (faults_.size() > kFaultsMax) return;
    if (faults_.size() == kFaultsMax) {
      path.clear();
      message = "more faults from here on than are listed";
    }
    faults_.push_back({line, {std::move(path), std::move(message)}});
  }

  // True if no more are listed: a message need not be made then.
  bool IsFull() const { return faults_.size() > kFaultsMax; }

  // How many were added, listed or not.
  size_t count() const { return count_; }

 private:
  std::vector<LocatedFault>& faults_;
  size_t count_ = 0;
};

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_LOCATED_FAULTS_H_
