// RandomLinks() draws causal links in a tangle, and Distances is a plain
// oracle.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_CAUSAL_RANDOM_LINKS_H_
#define ANNALS_TESTS_CAUSAL_RANDOM_LINKS_H_

#include <map>
#include <random>
#include <string>
#include <vector>

#include "annals/causal/graph.h"
#include "annals/record/build.h"

namespace annals {

inline std::string RandomEvent(std::mt19937& random) {
  return std::string(1, static_cast<char>('a' + random() % 7));
}

// Among the events a to g: with joint and alternative causes, some links that
// oppose or are not causal, some that are a cause or an effect of another, and
// claims of a few strengths.
inline std::vector<CausalLink> RandomLinks(std::mt19937& random) {
  std::vector<CausalLink> links;
  const auto end = [&](unsigned link) {
    const unsigned other = random() % 20;
    const bool is_link = random() % 10 == 0 && other != link;
    return is_link ? "l" + std::to_string(other) : RandomEvent(random);
  };
  const unsigned count = random() % 20 + 1;
  for (unsigned i = 0; i < count; ++i) {
    CausalLink link;
    link.set_id("l" + std::to_string(i));
    link.set_kind(random() % 4 == 0
                      ? static_cast<CausalLink::Kind>(random() % 15)
                      : CausalLink::CAUSE);
    for (unsigned n = random() % 3 + 1; n > 0; --n) link.add_causes(end(i));
    const std::string effect = end(i);
    bool is_loop = false;
    for (const std::string& cause : link.causes()) {
      is_loop = is_loop || cause == effect;
    }
    if (is_loop) continue;
    link.add_effects(effect);
    if (random() % 3 == 0) link.set_combination(CausalLink::ALTERNATIVE);
    if (random() % 2 == 0) {
      AddClaim(link, "1", {"somebody"})
          .set_certainty(static_cast<Claim::Certainty>(random() % 4));
    }
    links.push_back(link);
  }
  return links;
}

// How many promoting arrows lead from one record to another, at least one, by
// trying every one in between (Floyd and Warshall).
class Distances {
 public:
  static constexpr int kNone = 1'000'000;

  explicit Distances(const std::vector<CausalLink>& links) {
    for (const CausalLink& link : links) {
      if (SenseOf(link.kind()) != CausalSense::kPromotes) continue;
      for (const std::string& cause : link.causes()) {
        for (const std::string& effect : link.effects()) Add(cause, effect);
      }
    }
    Close();
  }
  Distances() = default;

  void Add(const std::string& from, const std::string& to) {
    distances_[from][to] = 1;
    distances_[to];
  }

  void Close() {
    for (const auto& [middle, unused] : distances_) {
      for (const auto& [from, unused_too] : distances_) {
        for (const auto& [to, more] : distances_) {
          const int by_way = Of(from, middle) + Of(middle, to);
          if (by_way < Of(from, to)) distances_[from][to] = by_way;
        }
      }
    }
  }

  int Of(const std::string& from, const std::string& to) const {
    const auto found = distances_.find(from);
    if (found == distances_.end()) return kNone;
    const auto distance = found->second.find(to);
    return distance == found->second.end() ? kNone : distance->second;
  }
  bool Reaches(const std::string& from, const std::string& to) const {
    return Of(from, to) < kNone;
  }

  std::vector<std::string> Records() const {
    std::vector<std::string> records;
    for (const auto& [id, unused] : distances_) records.push_back(id);
    return records;
  }

 private:
  std::map<std::string, std::map<std::string, int>> distances_;
};

}  // namespace annals

#endif  // ANNALS_TESTS_CAUSAL_RANDOM_LINKS_H_
