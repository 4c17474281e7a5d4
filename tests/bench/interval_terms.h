// Time with a term, as published: what a RowSet is measured beside.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_BENCH_INTERVAL_TERMS_H_
#define ANNALS_TESTS_BENCH_INTERVAL_TERMS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "annals/index/interval.h"
#include "tests/bench/interval_workloads.h"

namespace annals::testing {

// A row, as an inverted file keeps it.
struct Posting {
  int64_t start;
  int64_t end;
  uint32_t id;
};

// An inverted file whose lists are sorted by start, which is the plain way: of
// the list, what may reach the window is looked at.
class TermLists {
 public:
  // Every interval bears one term.
  TermLists(const std::vector<Interval>& intervals,
            const std::vector<uint32_t>& terms, uint32_t terms_max)
      : lists_(terms_max), longest_(terms_max) {
    for (uint32_t id = 0; id < intervals.size(); ++id) {
      const Posting posting{intervals[id].start.code(),
                            intervals[id].end.code(), id};
      lists_[terms[id]].push_back(posting);
      int64_t& longest = longest_[terms[id]];
      longest = std::max(longest, posting.end - posting.start);
    }
    for (std::vector<Posting>& list : lists_) {
      std::sort(list.begin(), list.end(), StartsFirst);
    }
  }

  uint32_t* Find(uint32_t term, const Interval& window, uint32_t* out) const {
    const int64_t start = window.start.code();
    const std::vector<Posting>& list = lists_[term];
    auto at =
        std::lower_bound(list.begin(), list.end(),
                         Posting{start - longest_[term], 0, 0}, StartsFirst);
    for (; at != list.end() && at->start < window.end.code(); ++at) {
      *out = at->id;
      out += at->end > start ? 1 : 0;
    }
    return out;
  }

 private:
  static bool StartsFirst(const Posting& a, const Posting& b) {
    return a.start < b.start;
  }

  std::vector<std::vector<Posting>> lists_;
  std::vector<int64_t> longest_;
};

// The time-first way of irHINT (Bouros et al., 2025) in our own words: the
// divisions of a hierarchical index of intervals (HINT), each of which is an
// inverted file. On level l the domain has 2^l partitions; a row lies in at
// most two of each level, which together cover it. In the one in which it
// starts it is an original, in the others a replica, and a window takes
// replicas from its first partition only, so that each row is found once.
class TermDivisions {
 public:
  // Each of `kinds` says one term of every interval.
  TermDivisions(const std::vector<Interval>& intervals,
                const std::vector<std::vector<uint32_t>>& kinds, int bits)
      : bits_(bits) {
    for (int level = 0; level <= bits; ++level) {
      for (auto& divisions : levels_) {
        divisions.emplace_back(size_t{1} << level);
      }
    }
    for (uint32_t id = 0; id < intervals.size(); ++id) {
      for (const std::vector<uint32_t>& terms : kinds) {
        Assign(
            Posting{intervals[id].start.code(), intervals[id].end.code(), id},
            terms[id]);
      }
    }
    for (auto& divisions : levels_) {
      for (auto& level : divisions) {
        for (Division& division : level) division.Sort();
      }
    }
  }

  uint32_t* Find(uint32_t term, const Interval& window, uint32_t* out) const {
    ForEachDivision(window, [&](const Division& division, auto matches) {
      out = division.Find(term, matches, out);
    });
    return out;
  }

  // Rows that bear both.
  uint32_t* FindBoth(uint32_t a, uint32_t b, const Interval& window,
                     uint32_t* out) const {
    ForEachDivision(window, [&](const Division& division, auto matches) {
      out = division.FindBoth(a, b, matches, out);
    });
    return out;
  }

 private:
  enum Kind : size_t { kOriginals, kReplicas };

  struct TermPosting {
    uint32_t term;
    Posting posting;
  };

  // Rows by term.
  struct Division {
    void Sort() {
      std::stable_sort(rows.begin(), rows.end(),
                       [](const TermPosting& a, const TermPosting& b) {
                         return a.term < b.term;
                       });
      for (const TermPosting& row : rows) {
        if (terms.empty() || terms.back() != row.term) {
          terms.push_back(row.term);
          firsts.push_back(static_cast<uint32_t>(postings.size()));
        }
        postings.push_back(row.posting);
      }
      firsts.push_back(static_cast<uint32_t>(postings.size()));
      rows = {};
    }

    // The first and the last of a term.
    std::pair<uint32_t, uint32_t> RangeOf(uint32_t term) const {
      const auto at = std::lower_bound(terms.begin(), terms.end(), term);
      if (at == terms.end() || *at != term) return {0, 0};
      const auto t = static_cast<size_t>(at - terms.begin());
      return {firsts[t], firsts[t + 1]};
    }

    template <typename Predicate>
    uint32_t* Find(uint32_t term, Predicate matches, uint32_t* out) const {
      const auto [first, last] = RangeOf(term);
      for (uint32_t i = first; i < last; ++i) {
        *out = postings[i].id;
        out += matches(postings[i]) ? 1 : 0;
      }
      return out;
    }

    // Those of a term are in order of their ids.
    template <typename Predicate>
    uint32_t* FindBoth(uint32_t a, uint32_t b, Predicate matches,
                       uint32_t* out) const {
      auto [i, a_last] = RangeOf(a);
      auto [k, b_last] = RangeOf(b);
      while (i < a_last && k < b_last) {
        const uint32_t a_id = postings[i].id;
        const uint32_t b_id = postings[k].id;
        *out = a_id;
        out += a_id == b_id && matches(postings[i]) ? 1 : 0;
        i += a_id <= b_id ? 1 : 0;
        k += b_id <= a_id ? 1 : 0;
      }
      return out;
    }

    std::vector<TermPosting> rows;  // until sorted
    std::vector<uint32_t> terms;
    std::vector<uint32_t> firsts;
    std::vector<Posting> postings;
  };

  // Calls f(division, matches) for each that the window takes rows from, and
  // matches(row) says which of them.
  template <typename Function>
  void ForEachDivision(const Interval& window, Function f) const {
    const int64_t start = window.start.code();
    const int64_t end = window.end.code();
    size_t first = PartitionOf(start);
    size_t last = PartitionOf(end - 1);
    for (auto level = static_cast<size_t>(bits_) + 1; level-- > 0;) {
      f(levels_[kReplicas][level][first],
        [&](const Posting& row) { return row.end > start; });
      for (size_t i = first; i <= last; ++i) {
        const Division& division = levels_[kOriginals][level][i];
        // Only rows of the outermost partitions may miss the window.
        if (i != first && i != last) {
          f(division, [](const Posting&) { return true; });
        } else {
          f(division, [&](const Posting& row) {
            return (row.end > start) & (row.start < end);
          });
        }
      }
      first /= 2;
      last /= 2;
    }
  }

  // On the lowest level.
  size_t PartitionOf(int64_t code) const {
    const int64_t width = kDomain >> bits_;
    return std::min<size_t>(static_cast<size_t>(code / width),
                            (size_t{1} << bits_) - 1);
  }

  void Assign(const Posting& posting, uint32_t term) {
    size_t first = PartitionOf(posting.start);
    size_t last = PartitionOf(posting.end - 1);
    bool is_original = true;
    const auto add = [&](size_t level, size_t partition, bool original) {
      levels_[original ? kOriginals : kReplicas][level][partition]
          .rows.push_back(TermPosting{term, posting});
    };
    // Whichever end is no whole partition of the level above stays on this one.
    for (auto level = static_cast<size_t>(bits_);; --level) {
      if (first == last) return add(level, first, is_original);
      if (first % 2 == 1) {
        add(level, first++, is_original);
        is_original = false;
      }
      // Some partition before it has the start.
      if (last % 2 == 0) add(level, last--, false);
      if (first > last) return;
      first /= 2;
      last /= 2;
    }
  }

  int bits_;
  // Of each kind, the divisions of each level.
  std::array<std::vector<std::vector<Division>>, 2> levels_;
};

}  // namespace annals::testing

#endif  // ANNALS_TESTS_BENCH_INTERVAL_TERMS_H_
