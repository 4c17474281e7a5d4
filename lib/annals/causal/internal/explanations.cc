// Explanations tell which records still stand when some are taken away.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/explanations.h"

#include <utility>

#include "annals/causal/internal/components.h"

namespace annals::causal_internal {

Explanations::Explanations(size_t records,
                           std::vector<Explanation> explanations)
    : explanations_(std::move(explanations)),
      of_(records),
      needed_by_all_of_(records),
      needed_by_one_of_(records) {
  for (size_t i = 0; i < explanations_.size(); ++i) {
    const Explanation& each = explanations_[i];
    for (const size_t effect : each.effects) of_[effect].push_back(i);
    for (const size_t cause : each.all_of)
      needed_by_all_of_[cause].push_back(i);
    for (const size_t cause : each.one_of)
      needed_by_one_of_[cause].push_back(i);
  }
  FindCircles();
}

bool Explanations::Holds(size_t explanation) const {
  const Explanation& wanted = explanations_[explanation];
  const Count& count = counts_[explanation];
  return count.all_of == wanted.all_of.size() &&
         (count.one_of > 0 || wanted.one_of.empty());
}

// What no chain of reasons reaches from the given records, in the order in
// which the components explain one another: each is reached with what was found
// before it.
void Explanations::FindCircles() {
  Arrows arrows;
  for (const Explanation& each : explanations_) {
    for (const size_t effect : each.effects) {
      for (const size_t cause : each.all_of) arrows.Add(cause, effect);
      for (const size_t cause : each.one_of) arrows.Add(cause, effect);
    }
  }
  StandAgain();
  for (const std::vector<size_t>& members :
       ComponentsOf(of_.size(), arrows).Members()) {
    std::vector<size_t> circle;
    for (const size_t member : members) {
      if (!stands_[member]) circle.push_back(member);
    }
    if (circle.empty()) continue;
    for (const size_t member : circle) Set(member, true);
    StandWhatIsExplained();
    circles_.push_back(std::move(circle));
  }
}

void Explanations::Remove(size_t absent) {
  absent_ = absent;
  StandAgain();
  for (size_t i = 0; i < circles_.size(); ++i) StandCircle(i);
}

// From nothing to what given records explain.
void Explanations::StandAgain() {
  stands_.assign(of_.size(), false);
  holding_.assign(of_.size(), 0);
  counts_.assign(explanations_.size(), {});
  for (size_t i = 0; i < explanations_.size(); ++i) {
    if (!Holds(i)) continue;  // It needs nothing.
    for (const size_t effect : explanations_[i].effects) ++holding_[effect];
  }
  for (size_t record = 0; record < of_.size(); ++record) {
    open_.push_back(record);
  }
  StandWhatIsExplained();
}

void Explanations::StandWhatIsExplained() {
  while (!open_.empty()) {
    const size_t record = open_.back();
    open_.pop_back();
    const bool is_explained = holding_[record] > 0 || of_[record].empty();
    if (is_explained && MayStand(record)) Set(record, true);
  }
}

bool Explanations::MayStand(size_t record) const {
  return record >= absent_ && !stands_[record];
}

// Those of the circle that explain one another: all of them, less, one by one,
// those that none of the rest explains. Nothing else hangs on them yet.
void Explanations::StandCircle(size_t circle) {
  falling_.clear();
  for (const size_t member : circles_[circle]) {
    if (!MayStand(member)) continue;
    Set(member, true);
    falling_.push_back(member);
  }
  while (!falling_.empty()) {
    const size_t member = falling_.back();
    falling_.pop_back();
    if (stands_[member] && holding_[member] == 0) Set(member, false);
  }
  StandWhatIsExplained();
}

void Explanations::Set(size_t record, bool stands) {
  stands_[record] = stands;
  for (const size_t each : needed_by_all_of_[record]) {
    Recount(each, &Count::all_of, stands);
  }
  for (const size_t each : needed_by_one_of_[record]) {
    Recount(each, &Count::one_of, stands);
  }
}

void Explanations::Recount(size_t explanation, size_t Count::*list,
                           bool stands) {
  const bool held = Holds(explanation);
  counts_[explanation].*list += stands ? 1 : static_cast<size_t>(-1);
  const bool holds = Holds(explanation);
  if (held == holds) return;
  for (const size_t effect : explanations_[explanation].effects) {
    holding_[effect] += holds ? 1 : static_cast<size_t>(-1);
    (holds ? open_ : falling_).push_back(effect);
  }
}

}  // namespace annals::causal_internal
