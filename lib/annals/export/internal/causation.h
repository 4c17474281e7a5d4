// Causation: the one event that led to another, and the events tied together.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_CAUSATION_H_
#define ANNALS_EXPORT_INTERNAL_CAUSATION_H_

#include <map>
#include <set>
#include <string>

#include "annals/timeline/selection.h"

namespace annals::export_internal {

// For messages that name one cause and one group. Takes n log n time for n
// ends of links, and keeps their ids.
class Causation {
 public:
  Causation() = default;
  // With all of the selection's links.
  explicit Causation(const Selection& selection);

  void Add(const CausalLink& link);

  // The ids of what led to the event: the causes of asserted links that promote
  // it. Links that are causes themselves are among them.
  const std::set<std::string>& CausesOf(const std::string& id) const;

  // The least id of all that links tie to it, whichever way they point; nothing
  // if there are none.
  std::string GroupOf(const std::string& id) const;

 private:
  void Tie(const std::string& a, const std::string& b);
  std::string RootOf(const std::string& id) const;

  std::map<std::string, std::set<std::string>> causes_;
  // For each end of a link another one of its group with a lesser id, or
  // itself.
  mutable std::map<std::string, std::string> parent_;
};

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_CAUSATION_H_
