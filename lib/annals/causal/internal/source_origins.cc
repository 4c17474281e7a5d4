// SourceOrigins tells whether two sources go back to one original.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/source_origins.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>
#include <utility>

#include "annals/causal/internal/circles.h"
#include "annals/causal/internal/union_find.h"

namespace annals::causal_internal {
namespace {

bool AreDisjoint(const std::vector<uint32_t>& a,
                 const std::vector<uint32_t>& b) {
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) return false;
    ++(a[i] < b[j] ? i : j);
  }
  return true;
}

}  // namespace

void SourceOrigins::Add(const Source& source) {
  const uint32_t number = ids_.NumberOf(source.id());
  for (const std::string& id : source.derived_from()) {
    derivations_.push_back({number, ids_.NumberOf(id)});
  }
}

void SourceOrigins::Finish(FindingList& findings) {
  const Digraph graph(ids_.size(), derivations_);
  component_of_ = graph.Components();
  for (std::vector<std::string>& circle :
       CirclesOf(graph, component_of_, ids_)) {
    Finding* const finding = findings.Add(FindingKind::kCircleOfSources);
    if (finding != nullptr) finding->records = std::move(circle);
  }
  FindOrigins(graph);
  FindFamilies();
}

// Components come after those that they derive from.
void SourceOrigins::FindOrigins(const Digraph& graph) {
  const auto by_component = NodesByComponent(component_of_);
  components_.resize(by_component.size());
  for (uint32_t number = 0; number < components_.size(); ++number) {
    Component& component = components_[number];
    for (const uint32_t node : by_component[number]) {
      for (const uint32_t from : graph.Successors(node)) {
        if (component_of_[from] != number) {
          TakeOrigins(components_[component_of_[from]], component);
        }
      }
    }
    if (component.origins.empty()) component.origins = {number};
  }
}

void SourceOrigins::TakeOrigins(const Component& from, Component& to) {
  std::vector<uint32_t> both;
  std::set_union(from.origins.begin(), from.origins.end(), to.origins.begin(),
                 to.origins.end(), std::back_inserter(both));
  to.is_cut = to.is_cut || from.is_cut || both.size() > kOriginsMax;
  if (both.size() > kOriginsMax) both.resize(kOriginsMax);
  to.origins = std::move(both);
}

void SourceOrigins::FindFamilies() {
  UnionFind families(components_.size());
  for (const Edge& edge : derivations_) {
    families.Unite(component_of_[edge.from], component_of_[edge.to]);
  }
  for (uint32_t number = 0; number < components_.size(); ++number) {
    components_[number].family = families.Find(number);
  }
}

bool SourceOrigins::AreIndependent(std::string_view a,
                                   std::string_view b) const {
  if (a == b) return false;
  const std::optional<uint32_t> number_a = ids_.Find(a);
  const std::optional<uint32_t> number_b = ids_.Find(b);
  if (!number_a.has_value() || !number_b.has_value()) return true;
  const Component& of_a = components_[component_of_[*number_a]];
  const Component& of_b = components_[component_of_[*number_b]];
  if (of_a.is_cut || of_b.is_cut) return of_a.family != of_b.family;
  return AreDisjoint(of_a.origins, of_b.origins);
}

}  // namespace annals::causal_internal
