// An OrderBook notes why each entry stands after the one before it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_ORDER_BOOK_H_
#define ANNALS_CHRONOLOGY_INTERNAL_ORDER_BOOK_H_

#include <map>
#include <utility>
#include <vector>

#include "annals/chronology/chronology.h"
#include "annals/chronology/internal/event_order.h"

namespace annals::chronology_internal {

class OrderBook {
 public:
  // The entry of this number stands after the one before it by this rule. In
  // the order of numbers.
  void Note(OrderRule rule, int entry);

  // A line for each rule that decided anything, the best first.
  std::vector<OrderNote> Lines() const;

 private:
  // Runs of entries, the first and the last, that all stand by the same rule.
  std::map<OrderRule, std::vector<std::pair<int, int>>> runs_;
};

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_ORDER_BOOK_H_
