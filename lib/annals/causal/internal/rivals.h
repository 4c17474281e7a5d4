// Rivals: dates and claims that cannot all be right, side by side.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_RIVALS_H_
#define ANNALS_CAUSAL_INTERNAL_RIVALS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "annals/causal/internal/finding_list.h"
#include "annals/causal/internal/id_table.h"
#include "annals/causal/internal/voices.h"
#include "annals/record/record.h"

namespace annals::causal_internal {

// Dates for one event that are compared, each with each.
inline constexpr size_t kRivalDatesMax = 100;

// Members of a date beyond which its hull is compared.
inline constexpr size_t kRivalMembersMax = 1000;

// Finds dates for the event that no time fits. InvalidArgument if one cannot be
// read.
absl::Status JudgeDates(const Event& event, const Voices& voices,
                        FindingList& findings);

// Gathers which claims stand against which, record by record.
class RivalClaims {
 public:
  // All claims of a record, and those of them that are chosen.
  void Add(const std::string& record, const Claims& all, const Voices& voices);

  // Tells the groups of claims that stand against one another, directly or by
  // others, and neither have fallen nor been left out. `was_heard` says whether
  // there is such a record.
  void Judge(absl::FunctionRef<bool(std::string_view)> was_heard,
             FindingList& findings);

 private:
  void Oppose(const std::string& a, const std::string& b);
  bool Stands(uint32_t claim,
              absl::FunctionRef<bool(std::string_view)> was_heard) const;

  IdTable names_;
  std::vector<std::pair<uint32_t, uint32_t>> pairs_;
  // Names of claims that do not count.
  absl::flat_hash_set<std::string> out_;
};

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_RIVALS_H_
