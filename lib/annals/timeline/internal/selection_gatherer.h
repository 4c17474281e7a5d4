// A SelectionGatherer adds to chosen events their links and what they name.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_SELECTION_GATHERER_H_
#define ANNALS_TIMELINE_INTERNAL_SELECTION_GATHERER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "annals/record/record.h"
#include "annals/store/store.h"
#include "annals/timeline/selection.h"

namespace annals::timeline_internal {

// For a selection as a whole, or for one page of it after the other. The store
// outlives it.
class SelectionGatherer {
 public:
  // `all`: the links that nobody asserts too.
  SelectionGatherer(Store& store, AsOf as_of, bool all)
      : store_(store), as_of_(as_of), all_(all) {}

  // Adds the links that touch one of selection.events and were not added
  // before, by id.
  absl::Status GatherLinks(Selection& selection);

  // Adds every record that events, links and constraints name and that is not
  // there.
  absl::Status GatherNamed(Selection& selection);

  // Forgets which ids nothing bears. (There are at most as many as were asked
  // for.)
  void ForgetWords() { words_.clear(); }
  int64_t words() const { return static_cast<int64_t>(words_.size()); }

 private:
  // Adds what each is, and what is needed to name it: for a link its ends. Ids
  // that nothing bears are words.
  absl::Status Gather(std::vector<Reference> open, Selection& selection);

  Store& store_;
  const AsOf as_of_;
  const bool all_;
  // Revisions of the links that were added.
  absl::flat_hash_set<int64_t> links_;
  absl::flat_hash_set<std::string> words_;
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_SELECTION_GATHERER_H_
