// Buckets put numbered items into numbered buckets.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_BUCKETS_H_
#define ANNALS_CAUSAL_INTERNAL_BUCKETS_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"

namespace annals::causal_internal {

// With the arrows of a graph as items and the nodes that they start at as
// buckets, a bucket lists a node's arrows. Two arrays, whatever the number of
// buckets.
class Buckets {
 public:
  Buckets() = default;

  // Item i is put into bucket_of[i], which is below `buckets`.
  Buckets(size_t buckets, const std::vector<size_t>& bucket_of)
      : begins_(buckets + 1), items_(bucket_of.size()) {
    for (const size_t bucket : bucket_of) ++begins_[bucket + 1];
    for (size_t i = 1; i <= buckets; ++i) begins_[i] += begins_[i - 1];
    std::vector<size_t> next(begins_.begin(), begins_.end() - 1);
    for (size_t i = 0; i < bucket_of.size(); ++i) {
      items_[next[bucket_of[i]]++] = i;
    }
  }

  // Ascending.
  absl::Span<const size_t> operator[](size_t bucket) const {
    return absl::MakeConstSpan(items_).subspan(
        begins_[bucket], begins_[bucket + 1] - begins_[bucket]);
  }

 private:
  std::vector<size_t> begins_;
  std::vector<size_t> items_;
};

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_BUCKETS_H_
