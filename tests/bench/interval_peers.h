// Peers of an IntervalIndex: other libraries, asked the same.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_BENCH_INTERVAL_PEERS_H_
#define ANNALS_TESTS_BENCH_INTERVAL_PEERS_H_

#include <cstddef>
#include <cstdint>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "annals/index/interval.h"
#include "sqlite3.h"

// Boost is wanted by this benchmark alone, which does without it.
#if __has_include("boost/geometry/index/rtree.hpp") && \
                  __has_include("boost/icl/interval_map.hpp")
#define ANNALS_HAS_BOOST 1
#include "boost/geometry/geometries/box.hpp"
#include "boost/geometry/geometries/point.hpp"
#include "boost/geometry/index/rtree.hpp"
#include "boost/icl/interval_map.hpp"
#include "boost/iterator/function_output_iterator.hpp"
#endif

namespace annals::testing {

#ifdef ANNALS_HAS_BOOST

// Boost's R-tree of boxes in one dimension, packed.
class BoostRTree {
 public:
  explicit BoostRTree(const std::vector<Interval>& intervals)
      : tree_(Values(intervals)) {}

  size_t Count(const Interval& window) const {
    size_t count = 0;
    Visit(window, [&](const Value&) { ++count; });
    return count;
  }

  size_t Ids(const Interval& window, uint32_t* out) const {
    uint32_t* const first = out;
    Visit(window, [&](const Value& value) { *out++ = value.second; });
    return static_cast<size_t>(out - first);
  }

 private:
  using Point =
      boost::geometry::model::point<int64_t, 1, boost::geometry::cs::cartesian>;
  using Box = boost::geometry::model::box<Point>;
  using Value = std::pair<Box, uint32_t>;

  // Boxes are closed.
  static Box BoxOf(const Interval& interval) {
    return Box(Point(interval.start.code()), Point(interval.end.code() - 1));
  }

  static std::vector<Value> Values(const std::vector<Interval>& intervals) {
    std::vector<Value> values;
    for (uint32_t id = 0; id < intervals.size(); ++id) {
      values.emplace_back(BoxOf(intervals[id]), id);
    }
    return values;
  }

  template <typename Function>
  void Visit(const Interval& window, Function f) const {
    tree_.query(boost::geometry::index::intersects(BoxOf(window)),
                boost::make_function_output_iterator(f));
  }

  boost::geometry::index::rtree<Value, boost::geometry::index::rstar<16>> tree_;
};

// Boost's interval map, which knows how many rows there are at an instant.
class BoostIntervalMap {
 public:
  explicit BoostIntervalMap(const std::vector<Interval>& intervals) {
    for (const Interval& interval : intervals) {
      map_ += std::make_pair(boost::icl::interval<int64_t>::right_open(
                                 interval.start.code(), interval.end.code()),
                             uint32_t{1});
    }
  }

  size_t CountAt(const Interval& window) const {
    const auto found = map_.find(window.start.code());
    return found == map_.end() ? 0 : found->second;
  }

 private:
  boost::icl::interval_map<int64_t, uint32_t> map_;
};

#endif  // ANNALS_HAS_BOOST

// SQLite's R*Tree. Its coordinates have 32 bits, rounded outwards, so the true
// ends are columns beside them.
class SqliteRTree {
 public:
  explicit SqliteRTree(const std::vector<Interval>& intervals) {
    sqlite3_open(":memory:", &database_);
    Run("CREATE VIRTUAL TABLE t USING rtree(id, low, high, +first, +last)");
    Run("BEGIN");
    sqlite3_stmt* insert = Prepare("INSERT INTO t VALUES (?1, ?2, ?3, ?2, ?3)");
    for (size_t id = 0; id < intervals.size(); ++id) {
      sqlite3_bind_int64(insert, 1, static_cast<int64_t>(id));
      sqlite3_bind_int64(insert, 2, intervals[id].start.code());
      sqlite3_bind_int64(insert, 3, intervals[id].end.code());
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    Run("COMMIT");
    count_ = Prepare(
        "SELECT count(*) FROM t "
        "WHERE low <= ?2 AND high >= ?1 AND first < ?2 AND last > ?1");
    find_ = Prepare(
        "SELECT id FROM t "
        "WHERE low <= ?2 AND high >= ?1 AND first < ?2 AND last > ?1");
  }
  SqliteRTree(const SqliteRTree&) = delete;
  SqliteRTree& operator=(const SqliteRTree&) = delete;
  ~SqliteRTree() {
    sqlite3_finalize(count_);
    sqlite3_finalize(find_);
    sqlite3_close(database_);
  }

  size_t Count(const Interval& window) const {
    Bind(count_, window);
    sqlite3_step(count_);
    const int64_t count = sqlite3_column_int64(count_, 0);
    sqlite3_reset(count_);
    return static_cast<size_t>(count);
  }

  size_t Ids(const Interval& window, uint32_t* out) const {
    uint32_t* const first = out;
    Bind(find_, window);
    while (sqlite3_step(find_) == SQLITE_ROW) {
      *out++ = static_cast<uint32_t>(sqlite3_column_int64(find_, 0));
    }
    sqlite3_reset(find_);
    return static_cast<size_t>(out - first);
  }

 private:
  void Run(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
      std::cerr << sqlite3_errmsg(database_) << '\n';
    }
  }
  sqlite3_stmt* Prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) !=
        SQLITE_OK) {
      std::cerr << sqlite3_errmsg(database_) << '\n';
    }
    return statement;
  }
  static void Bind(sqlite3_stmt* statement, const Interval& window) {
    sqlite3_bind_int64(statement, 1, window.start.code());
    sqlite3_bind_int64(statement, 2, window.end.code());
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* count_ = nullptr;
  sqlite3_stmt* find_ = nullptr;
};

}  // namespace annals::testing

#endif  // ANNALS_TESTS_BENCH_INTERVAL_PEERS_H_
