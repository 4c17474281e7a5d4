// Lanes: the fewest rows on which stretches of time do not overlap.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_LANES_H_
#define ANNALS_EXPORT_INTERNAL_LANES_H_

#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace annals::export_internal {

// Gives each stretch the lane that has been free for longest, or a new one.
// Stretches come in the order of their begin; one may begin as another on its
// lane ends. That no fewer lanes would do is a theorem on interval graphs: a
// new one is opened only where that many stretches overlap. Each takes log n
// time for n lanes.
class Lanes {
 public:
  // The lane, from 0, of a stretch from `begin` to `end`.
  int Place(uint64_t begin, uint64_t end) {
    int lane = static_cast<int>(ends_.size());
    if (!ends_.empty() && ends_.top().first <= begin) {
      lane = ends_.top().second;
      ends_.pop();
    }
    ends_.emplace(end, lane);
    return lane;
  }

 private:
  using End = std::pair<uint64_t, int>;
  std::priority_queue<End, std::vector<End>, std::greater<>> ends_;
};

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_LANES_H_
