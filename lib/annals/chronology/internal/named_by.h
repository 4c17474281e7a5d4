// IdsNamedBy(): what a line that is told of a record may hang on.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_NAMED_BY_H_
#define ANNALS_CHRONOLOGY_INTERNAL_NAMED_BY_H_

#include <set>
#include <string>
#include <vector>

#include "annals/record/record.h"

namespace annals::chronology_internal {

// The record's own id, then those that it names, each once.
inline std::vector<std::string> IdsNamedBy(const Record& record) {
  std::vector<std::string> ids = {IdOf(record)};
  std::set<std::string> seen = {IdOf(record)};
  for (const Reference& reference : ReferencesOf(record)) {
    if (seen.insert(reference.id).second) ids.push_back(reference.id);
  }
  return ids;
}

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_NAMED_BY_H_
