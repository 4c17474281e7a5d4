// An IntervalIndex beside other libraries, in rounds that take turns.
//
//   interval_peers_bench --workloads=MIX,HEAVY,BOOKS --rows=1000000 --peers
//
// With 11 rounds this takes some three or four minutes, and ten million rows
// longer, most of it for building the peers. Without --peers only our own
// answers are measured, --rounds=3 gives a first look, and --parts=count,ids
// takes some of: count, ids, relations, terms, uncertain, change, seal. BOOKS
// has 2,312,602 rows, whatever --rows says.
//
// Each line is a question: the rows that a window finds on average, then for
// each that is asked, windows a second: lower quartile, median, upper quartile
// of the rounds. "ratio" is ours to the best peer, of each round. Before
// anything is measured, all are asked the same, and must agree.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "annals/index/changing_index.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/interval_snapshot.h"
#include "annals/index/matches.h"
#include "annals/index/row_set.h"
#include "annals/index/sealed_index.h"
#include "annals/index/term_index.h"
#include "annals/index/uncertain_index.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"
#include "tests/bench/interval_peers.h"
#include "tests/bench/interval_terms.h"
#include "tests/bench/interval_workloads.h"

namespace annals {
namespace {

using testing::Windows;
using R = AllenRelation;

struct Options {
  std::vector<std::string> workloads = {"MIX", "HEAVY", "BOOKS"};
  std::vector<std::string> parts = {"count",     "ids",    "relations", "terms",
                                    "uncertain", "change", "seal"};
  size_t rows = 1'000'000;
  size_t rounds = 11;
  bool peers = false;

  bool Asks(const std::string& part) const {
    return std::find(parts.begin(), parts.end(), part) != parts.end();
  }
};

// Who is asked, and how some windows are answered: the sum of rows found.
struct Asked {
  std::string who;
  std::function<size_t(absl::Span<const Interval>)> answer;
  bool is_peer = false;
  // Whether it must find as many rows as the first.
  bool is_same = true;
  // Whether its ratio to the best peer is told, as that of the first is.
  bool has_ratio = false;
};

// Seconds of the processor that this thread had: what others take from it does
// not count.
double Now() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         static_cast<double>(now.tv_nsec) / 1e9;
}

struct Quartiles {
  explicit Quartiles(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    lower = values[values.size() / 4];
    median = values[values.size() / 2];
    upper = values[values.size() * 3 / 4];
  }
  double lower;
  double median;
  double upper;
};

std::string Short(double value) {
  char text[32];
  if (value >= 1e6) {
    std::snprintf(text, sizeof(text), "%.2fM", value / 1e6);
  } else if (value >= 1e4) {
    std::snprintf(text, sizeof(text), "%.1fK", value / 1e3);
  } else {
    std::snprintf(text, sizeof(text), value < 10 ? "%.2f" : "%.1f", value);
  }
  return text;
}

void Print(const std::string& who, const Quartiles& quartiles) {
  std::printf("    %-22s %10s %10s %10s\n", who.c_str(),
              Short(quartiles.lower).c_str(), Short(quartiles.median).c_str(),
              Short(quartiles.upper).c_str());
  std::fflush(stdout);
}

// Windows that are answered together, as in a batch.
constexpr size_t kAtATime = 16;
// So many are answered before anything is measured.
constexpr size_t kChecked = 4;
// How long one is asked in one round, in seconds; at least one time.
constexpr double kRoundSeconds = 0.012;

class Comparison {
 public:
  Comparison(const std::string& title, size_t rounds)
      : title_(title), rounds_(rounds) {}

  void Run(const std::vector<Asked>& all,
           const std::vector<Interval>& windows) {
    const size_t found = CheckAll(all, windows);
    std::printf("%s (%.1f rows a window)\n", title_.c_str(),
                static_cast<double>(found) / kChecked);
    std::vector<std::vector<double>> rates(all.size());
    for (size_t round = 0; round < rounds_; ++round) {
      // Each is the first of a round at some time.
      for (size_t i = 0; i < all.size(); ++i) {
        const size_t who = (i + round) % all.size();
        rates[who].push_back(Rate(all[who], windows, round));
      }
    }
    for (size_t i = 0; i < all.size(); ++i) {
      Print(all[i].who, Quartiles(rates[i]));
    }
    PrintRatios(all, rates);
  }

 private:
  size_t CheckAll(const std::vector<Asked>& all,
                  const std::vector<Interval>& windows) const {
    const auto some = absl::MakeConstSpan(windows).first(kChecked);
    const size_t found = all.front().answer(some);
    for (const Asked& asked : all) {
      if (!asked.is_same || asked.answer(some) == found) continue;
      std::fprintf(stderr, "%s: %s finds other rows than %s\n", title_.c_str(),
                   asked.who.c_str(), all.front().who.c_str());
      std::exit(1);
    }
    return found;
  }

  static double Rate(const Asked& asked, const std::vector<Interval>& windows,
                     size_t round) {
    size_t next = round * 1597 * kAtATime % (windows.size() - kAtATime);
    size_t answered = 0;
    size_t sum = 0;
    const double begin = Now();
    double end = begin;
    // What is slow answers one window at a time; and since reading the clock
    // may take a microsecond, it is read a few dozen times in a round.
    size_t size = 1;
    size_t calls = 1;
    do {
      for (size_t call = 0; call < calls; ++call) {
        sum += asked.answer(absl::MakeConstSpan(windows).subspan(next, size));
        answered += size;
        next = (next + size) % (windows.size() - kAtATime);
      }
      const double now = Now();
      if (now - end < kRoundSeconds / 32) {
        calls *= size == kAtATime ? 2 : 1;
        size = kAtATime;
      }
      end = now;
    } while (end - begin < kRoundSeconds);
    sink_ += sum;
    return static_cast<double>(answered) / (end - begin);
  }

  void PrintRatios(const std::vector<Asked>& all,
                   const std::vector<std::vector<double>>& rates) const {
    for (size_t who = 0; who < all.size(); ++who) {
      if (who > 0 && !all[who].has_ratio) continue;
      std::vector<double> ratios;
      for (size_t round = 0; round < rounds_; ++round) {
        double best = 0;
        for (size_t i = 0; i < all.size(); ++i) {
          if (all[i].is_peer) best = std::max(best, rates[i][round]);
        }
        if (best > 0) ratios.push_back(rates[who][round] / best);
      }
      if (ratios.empty()) return;
      Print(who == 0 ? "ratio" : "ratio, " + all[who].who, Quartiles(ratios));
    }
  }

  static inline volatile size_t sink_ = 0;
  std::string title_;
  size_t rounds_;
};

// One window after the other.
template <typename One>
Asked OneByOne(const std::string& who, One one, bool is_peer = false) {
  return Asked{who,
               [one](absl::Span<const Interval> windows) {
                 size_t sum = 0;
                 for (const Interval& window : windows) sum += one(window);
                 return sum;
               },
               is_peer};
}

class Bench {
 public:
  Bench(std::string name, std::vector<Interval> intervals,
        const Options& options)
      : options_(options),
        name_(std::move(name)),
        intervals_(std::move(intervals)),
        out_(intervals_.size() + 64) {
    std::printf("== %s, %zu rows\n", name_.c_str(), intervals_.size());
    Build("build, rows/s", [&] { index_ = *IntervalIndex::Build(intervals_); });
    std::printf("    bytes a row beside its bounds %.1f\n",
                static_cast<double>(index_.bytes()) /
                        static_cast<double>(intervals_.size()) -
                    16);
  }

  void Run() {
    if (options_.peers) BuildPeers();
    for (int64_t extent : {0, 1, 10, 100, 1000}) {
      if (options_.Asks("count")) Count(extent);
      if (options_.Asks("ids")) Ids(extent);
    }
    if (options_.Asks("relations")) Relations();
    if (options_.Asks("terms")) AskTerms();
    if (options_.Asks("uncertain")) Uncertain();
    if (options_.Asks("change")) Change();
    if (options_.Asks("seal")) Seal();
  }

 private:
  template <typename Make>
  void Build(const char* what, Make make) const {
    const double begin = Now();
    make();
    std::printf("    %-22s %10s\n", what,
                Short(static_cast<double>(intervals_.size()) / (Now() - begin))
                    .c_str());
    std::fflush(stdout);
  }

  void BuildPeers() {
#ifdef ANNALS_HAS_BOOST
    Build("Boost R-tree",
          [&] { boost_ = std::make_unique<testing::BoostRTree>(intervals_); });
    // Each row is added to every stretch that it covers, which is too long for
    // the workloads with long rows.
    if (name_ == "MIX" && intervals_.size() <= 1'000'000) {
      Build("Boost interval map", [&] {
        map_ = std::make_unique<testing::BoostIntervalMap>(intervals_);
      });
    }
#endif
    // Inserting takes a minute for a few million.
    if (intervals_.size() <= 3'000'000) {
      Build("SQLite R*Tree", [&] {
        sqlite_ = std::make_unique<testing::SqliteRTree>(intervals_);
      });
    }
  }

  std::string Title(const std::string& question, int64_t extent) const {
    return name_ + " " + question + ", windows of " +
           (extent == 0 ? "a point"
                        : std::to_string(static_cast<double>(extent) / 100)
                                  .substr(0, 5) +
                              "%");
  }

  void Compare(const std::string& title, const std::vector<Asked>& all,
               const std::vector<Interval>& windows) const {
    Comparison(title, options_.rounds).Run(all, windows);
  }

  void Count(int64_t extent) {
    std::vector<Asked> all = {OneByOne(
        "count", [&](const Interval& window) { return index_.Count(window); })};
    all.push_back(
        Asked{"count in batches", [&](absl::Span<const Interval> windows) {
                size_t sum = 0;
                for (uint32_t count : index_.CountEach(windows)) {
                  sum += count;
                }
                return sum;
              }});
#ifdef ANNALS_HAS_BOOST
    if (boost_ != nullptr) {
      all.push_back(OneByOne(
          "Boost R-tree",
          [&](const Interval& window) { return boost_->Count(window); }, true));
    }
    if (map_ != nullptr && extent == 0) {
      all.push_back(OneByOne(
          "Boost interval map",
          [&](const Interval& window) { return map_->CountAt(window); }, true));
    }
#endif
    if (sqlite_ != nullptr) {
      all.push_back(OneByOne(
          "SQLite R*Tree",
          [&](const Interval& window) { return sqlite_->Count(window); },
          true));
    }
    Compare(Title("count", extent), all, Windows(extent));
  }

  void Ids(int64_t extent) {
    uint32_t* const out = out_.data();
    std::vector<Asked> all = {OneByOne("ids", [&, out](const Interval& window) {
      return static_cast<size_t>(index_.Find(window).CopyIds(out) - out);
    })};
    all.push_back(OneByOne("rows", [&, out](const Interval& window) {
      return static_cast<size_t>(index_.Find(window).CopyRows(out) - out);
    }));
    all.push_back(
        Asked{"rows in batches", [&, out](absl::Span<const Interval> windows) {
                size_t sum = 0;
                index_.FindEach(windows, [&](size_t, const Matches& matches) {
                  sum += static_cast<size_t>(matches.CopyRows(out) - out);
                });
                return sum;
              }});
#ifdef ANNALS_HAS_BOOST
    if (boost_ != nullptr) {
      all.push_back(OneByOne(
          "Boost R-tree",
          [&, out](const Interval& window) { return boost_->Ids(window, out); },
          true));
    }
#endif
    if (sqlite_ != nullptr) {
      all.push_back(OneByOne(
          "SQLite R*Tree",
          [&, out](const Interval& window) {
            return sqlite_->Ids(window, out);
          },
          true));
    }
    Compare(Title("ids", extent), all, Windows(extent));
    // A view is less work: it does not go through what it found.
    Compare(Title("view", extent),
            {OneByOne("view",
                      [&](const Interval& window) {
                        return index_.Find(window).CountMax();
                      })},
            Windows(extent));
  }

  // The windows of which the overlap returns as many rows as `rows`.
  std::vector<Interval> WindowsThatFind(double rows) const {
    int64_t low = 0;
    int64_t high = 9000;
    while (low < high) {
      const int64_t middle = (low + high) / 2;
      std::vector<Interval> windows = Windows(middle);
      windows.resize(2000);
      double sum = 0;
      for (uint32_t count : index_.CountEach(windows)) sum += count;
      if (sum / 2000 < rows) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Windows(low);
  }

  // Each relation to a window of 1%, and the overlap that returns as many rows.
  void Relations() {
    const std::vector<Interval> windows = Windows(100);
    uint32_t* const out = out_.data();
    for (int i = 0; i < kAllenRelationCount; ++i) {
      const auto relation = static_cast<R>(i);
      double rows = 0;
      for (size_t w = 0; w < 200; ++w) {
        rows += static_cast<double>(index_.Count({relation}, windows[w])) / 200;
      }
      const std::string name(AllenRelationName(relation));
      Compare(
          name_ + " " + name + ", windows of 1%",
          {OneByOne(name,
                    [&, out](const Interval& window) {
                      return static_cast<size_t>(
                          index_.Find({relation}, window).CopyRows(out) - out);
                    })},
          windows);
      Compare(name_ + " overlap of as many rows",
              {OneByOne("overlap",
                        [&, out](const Interval& window) {
                          return static_cast<size_t>(
                              index_.Find(window).CopyRows(out) - out);
                        })},
              WindowsThatFind(rows));
    }
  }

  static constexpr uint32_t kTerms = 100;
  static constexpr uint32_t kMoreTerms = 10;

  // Every row bears one of a hundred terms, and one of ten more.
  struct Terms {
    std::vector<std::vector<uint32_t>> kinds;
    // All of it by rows of the index of all.
    std::vector<RowSet> sets;
    // Of the hundred.
    TermIndex index;
    // Of each of the hundred: by the caller's ids, and by those rows.
    std::vector<IntervalIndex> own;
    std::vector<IntervalIndex> own_rows;
  };

  Terms MakeTerms() const {
    testing::Random random(3);
    Terms terms;
    terms.kinds.resize(2, std::vector<uint32_t>(intervals_.size()));
    std::vector<std::vector<uint32_t>> ids(kTerms + kMoreTerms);
    for (uint32_t id = 0; id < intervals_.size(); ++id) {
      terms.kinds[0][id] = static_cast<uint32_t>(random() % kTerms);
      terms.kinds[1][id] =
          kTerms + static_cast<uint32_t>(random() % kMoreTerms);
      ids[terms.kinds[0][id]].push_back(id);
      ids[terms.kinds[1][id]].push_back(id);
    }
    terms.sets = RowSet::OfEach(index_, ids);
    terms.index =
        *TermIndex::Build(intervals_, absl::MakeConstSpan(ids).first(kTerms));
    std::printf("    bytes a row of an index of terms, with bounds %.1f\n",
                static_cast<double>(terms.index.bytes()) /
                    static_cast<double>(intervals_.size()));
    for (uint32_t term = 0; term < kTerms; ++term) {
      std::vector<Interval> intervals;
      for (uint32_t id : ids[term]) intervals.push_back(intervals_[id]);
      terms.own.push_back(*IntervalIndex::Build(intervals, ids[term]));
      const std::vector<uint32_t> rows = terms.sets[term].Rows();
      intervals.clear();
      for (uint32_t row : rows) intervals.push_back(index_.interval(row));
      terms.own_rows.push_back(*IntervalIndex::Build(intervals, rows));
    }
    return terms;
  }

  // Windows that ask for another term each, so that no list is at hand only
  // because it was asked for just now; for the same again and again; and for
  // another two.
  void AskTerms() {
    const Terms terms = MakeTerms();
    const testing::TermLists lists(intervals_, terms.kinds[0], kTerms);
    // How many levels are best depends on the windows.
    std::vector<std::unique_ptr<testing::TermDivisions>> divisions;
    for (int bits : {4, 7, 10}) {
      divisions.push_back(std::make_unique<testing::TermDivisions>(
          intervals_, terms.kinds, bits));
    }
    const auto another = [](const Interval& window) {
      return static_cast<uint32_t>(window.start.code() / 1021 % kTerms);
    };
    const auto same = [](const Interval&) { return uint32_t{7}; };
    for (int64_t extent : {0, 1, 10, 100, 1000}) {
      AskOneTerm("and one term of a hundred", extent, terms, lists, divisions,
                 another);
      AskOneTerm("and one term, always the same", extent, terms, lists,
                 divisions, same);
      AskTwoTerms(extent, terms, divisions, another);
    }
  }

  using Divisions = std::vector<std::unique_ptr<testing::TermDivisions>>;

  // The same as one by one, sixteen at a time.
  template <typename Asks>
  Asked InBatches(const TermIndex& index, Asks asked) {
    uint32_t* const out = out_.data();
    Asked batches;
    batches.who = "in batches";
    batches.answer = [&index, asked, out](absl::Span<const Interval> windows) {
      std::vector<TermIndex::Question> questions;
      questions.reserve(windows.size());
      for (const Interval& window : windows) {
        questions.push_back({asked(window), window});
      }
      size_t found = 0;
      index.FindEach(questions, [&](size_t, const TermMatches& matches) {
        found += static_cast<size_t>(matches.CopyIds(out) - out);
      });
      return found;
    };
    batches.has_ratio = true;
    return batches;
  }

  template <typename Asks>
  void AskOneTerm(const std::string& title, int64_t extent, const Terms& terms,
                  const testing::TermLists& lists, const Divisions& divisions,
                  Asks asked) {
    uint32_t* const out = out_.data();
    const auto size = [out](const uint32_t* end) {
      return static_cast<size_t>(end - out);
    };
    std::vector<Asked> all = {
        OneByOne("an index of terms",
                 [&](const Interval& window) {
                   return size(
                       terms.index.Find(asked(window), window).CopyIds(out));
                 }),
        InBatches(terms.index, asked),
        OneByOne("an index of each term",
                 [&](const Interval& window) {
                   return size(
                       terms.own[asked(window)].Find(window).CopyIds(out));
                 }),
        OneByOne("row set and index",
                 [&](const Interval& window) {
                   return terms.sets[asked(window)].Find(index_, window).size();
                 }),
        OneByOne(
            "lists by start",
            [&](const Interval& window) {
              return size(lists.Find(asked(window), window, out));
            },
            true)};
    for (size_t i = 0; i < divisions.size(); ++i) {
      all.push_back(OneByOne(
          "divisions, " + std::to_string(4 + 3 * i) + " bits",
          [&, i](const Interval& window) {
            return size(divisions[i]->Find(asked(window), window, out));
          },
          true));
    }
    Compare(Title(title, extent), all, Windows(extent));
  }

  template <typename Asks>
  void AskTwoTerms(int64_t extent, const Terms& terms,
                   const Divisions& divisions, Asks asked) {
    uint32_t* const out = out_.data();
    const auto second = [&](const Interval& window) {
      return kTerms + asked(window) % kMoreTerms;
    };
    std::vector<Asked> all = {
        OneByOne("an index and a row set",
                 [&](const Interval& window) {
                   const RowSet& others = terms.sets[second(window)];
                   uint32_t* end = out;
                   const IntervalIndex& own = terms.own_rows[asked(window)];
                   own.Find(window).ForEachRow([&](uint32_t row) {
                     *end = index_.id(own.id(row));
                     end += others.Contains(own.id(row)) ? 1 : 0;
                   });
                   return static_cast<size_t>(end - out);
                 }),
        OneByOne("row sets and index", [&](const Interval& window) {
          return (terms.sets[asked(window)] & terms.sets[second(window)])
              .Find(index_, window)
              .size();
        })};
    for (size_t i = 0; i < divisions.size(); ++i) {
      all.push_back(OneByOne(
          "divisions, " + std::to_string(4 + 3 * i) + " bits",
          [&, i](const Interval& window) {
            return static_cast<size_t>(divisions[i]->FindBoth(asked(window),
                                                              second(window),
                                                              window, out) -
                                       out);
          },
          true));
    }
    Compare(Title("and two terms, of a hundred and of ten", extent), all,
            Windows(extent));
  }

  void Uncertain() {
    UncertainIndex index;
    Build("build, four bounds", [&] {
      index = *UncertainIndex::Build(testing::UncertainOf(intervals_));
    });
    std::printf("    bytes a row %.1f\n",
                static_cast<double>(index.bytes()) /
                    static_cast<double>(intervals_.size()));
    for (int64_t extent : {0, 1, 10, 100, 1000}) {
      AskUncertain(index, extent);
    }
  }

  // Each beside the plain overlap of the same outer bounds.
  void AskUncertain(const UncertainIndex& index, int64_t extent) {
    const std::vector<Interval> windows = Windows(extent);
    uint32_t* const out = out_.data();
    Asked plain = OneByOne(
        "plain overlap",
        [&, out](const Interval& window) {
          return static_cast<size_t>(index.outer().Find(window).CopyIds(out) -
                                     out);
        },
        true);
    plain.is_same = false;
    // What answers in vectors is held against what does.
    Asked as_vector = OneByOne(
        "plain overlap, a vector",
        [&](const Interval& window) {
          return index.outer().Find(window).Ids().size();
        },
        true);
    as_vector.is_same = false;
    const auto compare = [&](const std::string& who, auto one) {
      Compare(Title(who, extent), {OneByOne(who, one), plain}, windows);
    };
    compare("possible", [&, out](const Interval& window) {
      return static_cast<size_t>(index.Possible(window).CopyIds(out) - out);
    });
    compare("certain", [&, out](const Interval& window) {
      const UncertainIndex::CertainMatches certain = index.Certain(window);
      return static_cast<size_t>(
          certain.by_date.CopyIds(certain.by_core.CopyIds(out)) - out);
    });
    const auto by_set = [&](const std::string& who, AllenSet asked) {
      const auto both = [&, asked](const Interval& window) {
        const UncertainIndex::Answer answer =
            index.Find(asked, Span::Exactly(window.start, window.end));
        return answer.certain.size() + answer.possible.size();
      };
      Compare(Title("both, " + who, extent), {OneByOne(who, both), as_vector},
              windows);
    };
    by_set("intersects", AllenSet::Intersects());
    by_set("during", {R::kDuring});
    by_set("overlaps", {R::kOverlaps});
    by_set("contains", {R::kContains});
  }

  // Rows put one by one, published some at a time; then counts.
  void Change() {
    std::vector<Interval> in_order = intervals_;
    std::sort(
        in_order.begin(), in_order.end(),
        [](const Interval& a, const Interval& b) { return a.start < b.start; });
    for (const auto& [how, rows] :
         {std::make_pair("in order", &in_order),
          std::make_pair("in any order", &intervals_)}) {
      for (size_t together : {size_t{4096}, size_t{65'536}, rows->size()}) {
        Insert(how, *rows, together);
      }
    }
  }

  void Insert(const std::string& how, const std::vector<Interval>& rows,
              size_t together) {
    std::vector<double> rates;
    IntervalSnapshot snapshot;
    size_t runs = 0;
    for (size_t round = 0; round < std::min<size_t>(options_.rounds, 5);
         ++round) {
      ChangingIntervals index;
      const double begin = Now();
      for (uint32_t id = 0; id < rows.size(); ++id) {
        if (!index.Put(id, rows[id]).ok()) std::exit(1);
        const bool is_full = (id + 1) % together == 0;
        if ((is_full || id + 1 == rows.size()) && !index.Publish().ok()) {
          std::exit(1);
        }
      }
      rates.push_back(static_cast<double>(rows.size()) / (Now() - begin));
      snapshot = index.snapshot();
      runs = index.runs();
    }
    std::printf("%s put %s, %zu published together: %zu runs\n", name_.c_str(),
                how.c_str(), together, runs);
    Print("rows/s", Quartiles(rates));
    Compare(name_ + " count afterwards, windows of 1%",
            {OneByOne("snapshot",
                      [&](const Interval& window) {
                        return snapshot.Count(window);
                      })},
            Windows(100));
  }

  void Seal() const {
    std::string bytes;
    const double begin = Now();
    const absl::Status sealed =
        SealIndex(index_, "bench", [&](std::string_view part) {
          bytes.append(part);
          return absl::OkStatus();
        });
    const double middle = Now();
    const bool is_open = OpenSealedIntervals(bytes, "bench", nullptr).ok();
    std::printf("%s sealed: %.1f ms, opened: %.1f ms, %s\n", name_.c_str(),
                (middle - begin) * 1e3, (Now() - middle) * 1e3,
                sealed.ok() && is_open ? "whole" : "damaged");
  }

  const Options& options_;
  std::string name_;
  std::vector<Interval> intervals_;
  std::vector<uint32_t> out_;
  IntervalIndex index_;
#ifdef ANNALS_HAS_BOOST
  std::unique_ptr<testing::BoostRTree> boost_;
  std::unique_ptr<testing::BoostIntervalMap> map_;
#endif
  std::unique_ptr<testing::SqliteRTree> sqlite_;
};

Options OptionsOf(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    absl::string_view text = argv[i];
    bool is_known = true;
    if (absl::ConsumePrefix(&text, "--workloads=")) {
      options.workloads = absl::StrSplit(text, ',');
    } else if (absl::ConsumePrefix(&text, "--parts=")) {
      options.parts = absl::StrSplit(text, ',');
    } else if (absl::ConsumePrefix(&text, "--rows=")) {
      is_known = absl::SimpleAtoi(text, &options.rows) && options.rows > 0;
    } else if (absl::ConsumePrefix(&text, "--rounds=")) {
      is_known = absl::SimpleAtoi(text, &options.rounds) && options.rounds > 0;
    } else if (text == "--peers") {
      options.peers = true;
    } else {
      is_known = false;
    }
    if (is_known) continue;
    std::fprintf(stderr, "interval_peers_bench: what is %s?\n", argv[i]);
    std::exit(2);
  }
  return options;
}

void RunWorkload(const std::string& name, const Options& options) {
  if (name == "MIX") Bench(name, testing::Mix(options.rows), options).Run();
  if (name == "HEAVY") Bench(name, testing::Heavy(options.rows), options).Run();
  if (name == "BOOKS") Bench(name, testing::Books(2'312'602), options).Run();
}

}  // namespace
}  // namespace annals

int main(int argc, char** argv) {
  const annals::Options options = annals::OptionsOf(argc, argv);
  for (const std::string& name : options.workloads) {
    annals::RunWorkload(name, options);
  }
}
