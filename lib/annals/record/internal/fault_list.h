// Path and FaultList: where a check stands, and what it found.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_FAULT_LIST_H_
#define ANNALS_RECORD_INTERNAL_FAULT_LIST_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annals/record/validate.h"

namespace annals::record_internal {

// A field of a record. It is a link to its parent and costs nothing until it
// is written out, which happens only when something is wrong:
//
//   const Path record;
//   const Path claim = record.Item("claims", 0);
//   claim.Field("id").ToString();  // "claims[0].id"
//
// A path must not outlive its parent, nor the name that it was given.
class Path {
 public:
  // The record as a whole.
  Path() = default;

  Path Field(std::string_view name) const { return Path(this, name, -1); }
  Path Item(std::string_view name, int index) const {
    return Path(this, name, index);
  }

  std::string ToString() const;

 private:
  Path(const Path* parent, std::string_view name, int index)
      : parent_(parent), name_(name), index_(index) {}

  const Path* parent_ = nullptr;
  std::string_view name_;
  int index_ = -1;
};

// Gathers faults, at most kFaultsMax of them.
class FaultList {
 public:
  void Add(const Path& at, std::string message);

  bool empty() const { return faults_.empty(); }
  std::vector<Fault> Take() { return std::move(faults_); }

 private:
  std::vector<Fault> faults_;
};

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_FAULT_LIST_H_
