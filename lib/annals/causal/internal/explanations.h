// Explanations tell which records still stand when some are taken away.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_EXPLANATIONS_H_
#define ANNALS_CAUSAL_INTERNAL_EXPLANATIONS_H_

#include <cstddef>
#include <vector>

namespace annals::causal_internal {

// Holds if all records of one list stand, and one of the other (if there are
// any). Then it explains its effects. No list names a record twice.
struct Explanation {
  std::vector<size_t> all_of;
  std::vector<size_t> one_of;
  std::vector<size_t> effects;
};

// Records, numbered from 0, and what explains them, by the rules that
// causal/absence.h states. At first all records stand. Takes time in proportion
// to what the explanations name.
class Explanations {
 public:
  Explanations(size_t records, std::vector<Explanation> explanations);

  // Takes away the records below `absent`, and what falls with them. Once.
  void Remove(size_t absent);

  bool Stands(size_t record) const { return stands_[record]; }
  bool Holds(size_t explanation) const;

  // The explanations of a record, ascending.
  const std::vector<size_t>& Of(size_t record) const { return of_[record]; }

 private:
  // What stands of an explanation's two lists.
  struct Count {
    size_t all_of = 0;
    size_t one_of = 0;
  };

  void FindCircles();
  void StandAgain();
  void StandWhatIsExplained();
  void StandCircle(size_t circle);
  bool MayStand(size_t record) const;
  void Set(size_t record, bool stands);
  void Recount(size_t explanation, size_t Count::*list, bool stands);

  const std::vector<Explanation> explanations_;
  size_t absent_ = 0;
  // By record: its explanations, and those that it is needed for.
  std::vector<std::vector<size_t>> of_;
  std::vector<std::vector<size_t>> needed_by_all_of_;
  std::vector<std::vector<size_t>> needed_by_one_of_;

  std::vector<bool> stands_;
  std::vector<Count> counts_;
  // By record, how many of its explanations hold.
  std::vector<size_t> holding_;
  // Records that may have become explained, and that may no longer be.
  std::vector<size_t> open_;
  std::vector<size_t> falling_;

  // The records that only those of their own circle explain, circle by circle;
  // an arrow of explanation leads from none to an earlier one.
  std::vector<std::vector<size_t>> circles_;
};

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_EXPLANATIONS_H_
