// ResidentTerms say which puts bear a term, while more come.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/resident_terms.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/base/status_macros.h"
#include "annals/index/row_set.h"
#include "annals/store/term.h"

namespace annals::timeline_internal {
namespace {

using Run = ResidentTerms::Run;

std::shared_ptr<const Run> Merged(const Run& a, const Run& b) {
  auto merged = std::make_shared<Run>(a);
  for (const auto& [term, rows] : b.sets) {
    RowSet& set = merged->sets[term];
    set = set.IsEmpty() ? rows : set | rows;
  }
  merged->entities.insert(b.entities.begin(), b.entities.end());
  merged->size += b.size;
  return merged;
}

}  // namespace

absl::StatusOr<RowSet> ResidentTerms::View::Bearers(
    const std::vector<Term>& terms) const {
  RowSet all;
  const auto add = [&all](RowSet more) {
    all = all.IsEmpty() ? std::move(more) : all | more;
  };
  for (const Term& term : terms) {
    if (sealed_ != nullptr) {
      ANNALS_ASSIGN_OR_RETURN(RowSet found, sealed_->Bearers(term));
      if (!found.IsEmpty()) add(std::move(found));
    }
    for (const auto& run : runs_) {
      const auto found = run->sets.find(term);
      if (found != run->sets.end()) add(found->second);
    }
  }
  return all;
}

std::string ResidentTerms::View::EntityAt(uint32_t sequence) const {
  for (const auto& run : runs_) {
    const auto found = run->entities.find(sequence);
    if (found != run->entities.end()) return found->second;
  }
  return sealed_ == nullptr ? "" : sealed_->EntityAt(sequence);
}

std::vector<Term> ResidentTerms::View::AllTerms() const {
  std::vector<Term> terms;
  if (sealed_ != nullptr) terms = sealed_->AllTerms();
  for (const auto& run : runs_) {
    for (const auto& [term, rows] : run->sets) terms.push_back(term);
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

std::map<uint32_t, std::string> ResidentTerms::View::AllEntities() const {
  std::map<uint32_t, std::string> entities;
  if (sealed_ != nullptr) entities = sealed_->AllEntities();
  for (const auto& run : runs_) {
    entities.insert(run->entities.begin(), run->entities.end());
  }
  return entities;
}

void ResidentTerms::Add(const Term& term, std::vector<uint32_t> sequences) {
  added_.size += sequences.size();
  RowSet more = RowSet::Of(std::move(sequences));
  RowSet& set = added_.sets[term];
  set = set.IsEmpty() ? std::move(more) : set | more;
}

void ResidentTerms::AddEntity(uint32_t sequence, std::string id) {
  added_.entities.emplace(sequence, std::move(id));
  ++added_.size;
}

void ResidentTerms::Publish() {
  if (added_.size == 0) return;
  auto& runs = view_.runs_;
  runs.push_back(std::make_shared<const Run>(std::move(added_)));
  added_ = Run();
  while (runs.size() > 1 &&
         runs[runs.size() - 2]->size <= 2 * runs.back()->size) {
    std::shared_ptr<const Run> merged =
        Merged(*runs[runs.size() - 2], *runs.back());
    runs.resize(runs.size() - 2);
    runs.push_back(std::move(merged));
  }
}

}  // namespace annals::timeline_internal
