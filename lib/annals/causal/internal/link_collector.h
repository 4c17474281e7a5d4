// LinkCollector: gathers the links that an answer needs, each once.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_LINK_COLLECTOR_H_
#define ANNALS_CAUSAL_INTERNAL_LINK_COLLECTOR_H_

#include <cstddef>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "annals/record/record.h"

namespace annals::causal_internal {

// Both vectors must outlive it.
class LinkCollector {
 public:
  LinkCollector(const std::vector<CausalLink>& all,
                std::vector<CausalLink>& gathered)
      : all_(all), gathered_(gathered) {}

  // The place in `gathered` of the link all[index], adding it if need be.
  size_t IndexOf(size_t index) {
    const auto [place, is_new] = places_.emplace(index, gathered_.size());
    if (is_new) gathered_.push_back(all_[index]);
    return place->second;
  }

 private:
  const std::vector<CausalLink>& all_;
  std::vector<CausalLink>& gathered_;
  absl::flat_hash_map<size_t, size_t> places_;
};

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_LINK_COLLECTOR_H_
