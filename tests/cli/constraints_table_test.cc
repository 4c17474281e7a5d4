// Tables of constraints as people and programs write them: imported, solved,
// exported and imported again.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "annals/time/instant.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/cli/command_test.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

constexpr int64_t kSecond = 1'000'000;
constexpr int64_t kDay = 86'400 * kSecond;

// A bound as it is written, and the microseconds that it says: as a least and
// as a greatest distance.
struct Written {
  const char* text;
  int64_t least;
  int64_t most;
};

constexpr Written kBounds[] = {
    {"0", 0, 0},
    {"-0", 0, 0},
    {"3600", 3600 * kSecond, 3600 * kSecond},
    {"-7", -7 * kSecond, -7 * kSecond},
    {"+12", 12 * kSecond, 12 * kSecond},
    {"86399", kDay - kSecond, kDay - kSecond},
    {"PT0S", 0, 0},
    {"PT1H", 3600 * kSecond, 3600 * kSecond},
    {"-PT90M", -5400 * kSecond, -5400 * kSecond},
    {"P1D", kDay, kDay},
    {"-P1W", -7 * kDay, -7 * kDay},
    {"P1DT12H", 3 * kDay / 2, 3 * kDay / 2},
    {"PT0.000001S", 1, 1},
    {"-PT1.5S", -3 * kSecond / 2, -3 * kSecond / 2},
    {"P1M", 28 * kDay, 31 * kDay},
    {"P3M", 89 * kDay, 92 * kDay},
    {"-P1M", -31 * kDay, -28 * kDay},
    {"P1Y", 365 * kDay, 366 * kDay},
    {"-P1Y", -366 * kDay, -365 * kDay},
    {"P1Y6M", 546 * kDay, 550 * kDay},
};

// What may stand in a cell, and what it names.
struct Named {
  const char* cell;
  const char* id;
};
constexpr Named kEvents[] = {
    {"e1", "e1"}, {"\"e2\"", "e2"},     {" a.b ", "a.b"}, {"x:y", "x:y"},
    {"-7", "-7"}, {"Origin", "Origin"}, {"end", "end"},
};

// Distances that nothing bounds are nothing.
using Cell = std::optional<int64_t>;

// A random table, and what Floyd and Warshall make of it.
class MessyTable {
 public:
  explicit MessyTable(uint64_t seed) : random_(seed) {
    events_ = static_cast<int>(Draw(1, 6));
    const size_t size = static_cast<size_t>(2 * events_ + 1);
    least_ways_.assign(size, std::vector<Cell>(size));
    for (size_t i = 0; i < size; ++i) least_ways_[i][i] = 0;
    if (Draw(0, 2) == 0) text_ = "\xEF\xBB\xBF";
    Write(Draw(0, 3) == 0 ? "\"from\",\"from_end\",to,to_end, min,max"
                          : "from,from_end,to,to_end,min,max");
    for (int64_t rows = Draw(1, 3 * events_); rows > 0; --rows) AddRow();
    if (Draw(0, 3) == 0) text_.resize(text_.size() - 1);
    for (int event = 0; event < events_; ++event) {
      Limit(2 * event + 2, 2 * event + 1, -1);
    }
  }

  bool IsConsistent() {
    const size_t size = least_ways_.size();
    for (size_t k = 0; k < size; ++k) {
      for (size_t i = 0; i < size; ++i) {
        for (size_t j = 0; j < size; ++j) {
          if (!least_ways_[i][k] || !least_ways_[k][j]) continue;
          const int64_t sum = *least_ways_[i][k] + *least_ways_[k][j];
          if (!least_ways_[i][j] || sum < *least_ways_[i][j]) {
            least_ways_[i][j] = sum;
          }
        }
      }
      for (size_t i = 0; i < size; ++i) {
        if (*least_ways_[i][i] < 0) return false;
      }
    }
    return true;
  }

  // What solve must say, a line an event, by id.
  std::map<std::string, Json> Solution() const {
    std::map<std::string, Json> lines;
    for (const int event : mentioned_) {
      const auto start = static_cast<size_t>(2 * event + 1);
      Json line;
      line["id"] = kEvents[event].id;
      line["earliest_start"] = Earliest(least_ways_[start][0]);
      line["latest_start"] = Latest(least_ways_[0][start]);
      line["earliest_end"] = Earliest(least_ways_[start + 1][0]);
      line["latest_end"] = Latest(least_ways_[0][start + 1]);
      line["tightened"] =
          line["earliest_end"] != "-inf" || line["latest_start"] != "+inf";
      lines[kEvents[event].id] = line;
    }
    return lines;
  }

  const std::string& text() const { return text_; }

 private:
  int64_t Draw(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random_);
  }

  static std::string Earliest(const Cell& cell) {
    return cell ? Instant::FromMicroseconds(-*cell)->ToString() : "-inf";
  }
  static std::string Latest(const Cell& cell) {
    return cell ? Instant::FromMicroseconds(*cell)->ToString() : "+inf";
  }

  void Write(const std::string& line) {
    text_ += line;
    text_ += Draw(0, 1) == 0 ? "\r\n" : "\n";
    if (Draw(0, 9) == 0) text_ += "\n";
  }

  // Of some event, or the origin: 0, 2i+1, 2i+2.
  std::pair<int, std::string> DrawPoint(bool may_be_origin) {
    const auto point =
        static_cast<int>(Draw(may_be_origin ? 0 : 1, 2 * events_));
    if (point == 0) return {0, Draw(0, 2) == 0 ? "origin, " : "origin,"};
    const int event = (point - 1) / 2;
    if (std::find(mentioned_.begin(), mentioned_.end(), event) ==
        mentioned_.end()) {
      mentioned_.push_back(event);
    }
    return {point, std::string(kEvents[event].cell) +
                       (point % 2 == 1 ? ",start" : ",end")};
  }

  // Mostly between bounds that fit one another.
  void AddRow() {
    const auto [from, from_cells] = DrawPoint(true);
    const auto [to, to_cells] = DrawPoint(from != 0);
    constexpr auto kLast =
        static_cast<int64_t>(sizeof(kBounds) / sizeof(kBounds[0])) - 1;
    const Written* min = Draw(0, 3) > 0 ? &kBounds[Draw(0, kLast)] : nullptr;
    const Written* max = Draw(0, 2) == 0 ? &kBounds[Draw(0, kLast)] : nullptr;
    if (min && max && min->least > max->most && Draw(0, 9) > 0) max = nullptr;
    const std::string row = from_cells + "," + to_cells + "," +
                            (min ? min->text : "") + "," +
                            (max ? max->text : "");
    Write(row);
    if (Draw(0, 9) == 0) Write(row);
    if (max) Limit(from, to, max->most);
    if (min) Limit(to, from, -min->least);
  }

  void Limit(int from, int to, int64_t most) {
    Cell& cell =
        least_ways_[static_cast<size_t>(from)][static_cast<size_t>(to)];
    if (!cell || most < *cell) cell = most;
  }

  std::mt19937_64 random_;
  int events_ = 0;
  std::vector<int> mentioned_;
  std::vector<std::vector<Cell>> least_ways_;
  std::string text_;
};

class ConstraintsTableTest : public CommandTest {
 protected:
  Ran Import(const std::string& table) const {
    return Run({"import", store_, Write("table.csv", table), "--format",
                "constraints"});
  }

  // The bounds of each event, without whether they are tightened.
  static std::string BoundsOf(const Ran& solved) {
    std::string bounds;
    for (Json line : solved.Lines()) {
      line.erase("tightened");
      bounds += line.dump() + "\n";
    }
    return bounds;
  }

  // Exports, and imports what comes out into a new store.
  Ran SolvedAfterExport(const std::vector<std::string>& flags) const {
    std::vector<std::string> arguments = {
        "export", store_, "--format", "constraints", "-o", Path("out.csv")};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    const Ran exported = Run(arguments);
    EXPECT_EQ(exported.code, 0) << exported.err;
    const std::string copy = Path("copy.annals");
    std::filesystem::remove(copy);
    const Ran imported =
        Run({"import", copy, Path("out.csv"), "--format", "constraints"});
    EXPECT_EQ(imported.code, 0) << imported.err;
    return Run({"solve", copy, "--output=json"});
  }
};

TEST_F(ConstraintsTableTest, ComesBackWithTheBoundsOfFloydAndWarshall) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  int consistent = 0;
  for (int round = 0; round < 100; ++round) {
    MessyTable table(random());
    SCOPED_TRACE(table.text());
    store_ = Path(std::to_string(round) + ".annals");
    const Ran imported = Import(table.text());
    ASSERT_EQ(imported.code, 0) << imported.err;
    const Ran solved = Run({"solve", store_, "--output=json"});
    ASSERT_EQ(solved.code, table.IsConsistent() ? 0 : 1);
    if (solved.code == 1) {
      ASSERT_TRUE(solved.Lines().at(0).contains("contradiction"));
      ASSERT_EQ(Run({"check", store_}).code, 1);
      continue;
    }
    ++consistent;
    std::map<std::string, Json> lines;
    for (const Json& line : solved.Lines()) lines[line["id"]] = line;
    ASSERT_EQ(lines, table.Solution());
    ASSERT_EQ(SolvedAfterExport({"--strict"}).out, solved.out);
    ASSERT_THAT(Import(table.text()).out, HasSubstr("0 added, 0 changed"));
  }
  EXPECT_GT(consistent, 10);
}

TEST_F(ConstraintsTableTest, AnIdThatNoRecordMayHaveIsAFaultOfItsRow) {
  const Ran imported = Import(
      "from,from_end,to,to_end,min,max\n"
      "a,start,\"b, c\",end,1,\n");
  EXPECT_EQ(imported.code, 2);
  EXPECT_THAT(imported.err, HasSubstr(":2: "));
}

TEST_F(ConstraintsTableTest, ExportHasDatesDurationsAndOrders) {
  const std::string records = Write("r.jsonl", R"(
{"event": {"id": "war", "title": "War", "when": {"edtf": "1950/1953-07-27"}}}
{"event": {"id": "talks", "title": "Talks", "when": {"duration": "P2Y"}}}
{"event": {"id": "peace", "title": "Peace"}}
{"event": {"id": "rumour", "title": "Rumour"}}
{"constraint": {"id": "1", "relation": {"a": "talks", "relations": ["DURING"], "b": "war"}}}
{"constraint": {"id": "2", "distance": {"from": {"event": "war", "side": "END"}, "to": {"event": "peace", "side": "START"}, "min": "P1M", "max": "P1Y"}}}
{"constraint": {"id": "3", "distance": {"from": {"instant": "1954-01-01"}, "to": {"event": "peace", "side": "END"}, "max": "P1M"}}}
)");
  const Ran imported = Run({"import", store_, records});
  ASSERT_EQ(imported.code, 0) << imported.out << imported.err;
  const Ran solved = Run({"solve", store_, "--output=json"});
  ASSERT_EQ(solved.code, 0) << solved.out;
  const Ran again = SolvedAfterExport({"--strict"});
  EXPECT_EQ(BoundsOf(again), BoundsOf(solved));
  const Ran exported = Run({"export", store_, "--format", "constraints"});
  EXPECT_THAT(exported.out, HasSubstr("war,end,peace,start,P1M,P1Y\n"));
  EXPECT_THAT(exported.out, HasSubstr("talks,start,talks,end,P2Y,P2Y\n"));
  EXPECT_THAT(exported.out, HasSubstr("rumour,start,rumour,end,,\n"));
  EXPECT_THAT(exported.out, HasSubstr("war,start,talks,start,PT0.000001S,\n"));
}

TEST_F(ConstraintsTableTest, ExportSaysWhatATableCannotHold) {
  const std::string records = Write("r.jsonl", R"(
{"event": {"id": "a", "title": "A", "when": {"edtf": "[1901,1905]"}}}
{"event": {"id": "b", "title": "B", "when": {"edtf": "1903~"}}}
{"event": {"id": "origin", "title": "An unlucky id"}}
{"constraint": {"id": "1", "relation": {"a": "a", "relations": ["BEFORE", "AFTER"], "b": "b"}}}
{"constraint": {"id": "2", "distance": {"from": {"event": "a", "side": "END"}, "to": {"event": "b", "side": "START"}, "min": "P1D"}, "claims": [{"id": "1", "holders": ["Karl"]}]}}
)");
  const Ran imported = Run({"import", store_, records});
  ASSERT_EQ(imported.code, 0) << imported.out << imported.err;
  const Ran exported = Run({"export", store_, "--format", "constraints"});
  ASSERT_EQ(exported.code, 0) << exported.err;
  EXPECT_THAT(exported.err, HasSubstr("1 set of relations"));
  EXPECT_THAT(exported.err, HasSubstr("1 date without holes"));
  EXPECT_THAT(exported.err, HasSubstr("1 date without ?"));
  EXPECT_THAT(exported.err, HasSubstr("1 constraint without who says so"));
  EXPECT_THAT(exported.err, HasSubstr("1 event named origin left out"));
  EXPECT_THAT(exported.out, HasSubstr("a,end,b,start,P1D,\n"));
  EXPECT_EQ(Run({"export", store_, "--format", "constraints", "--strict"}).code,
            1);
}

TEST_F(ConstraintsTableTest, ExportLeavesOutWhatWasNotChosen) {
  ASSERT_EQ(Import("from,from_end,to,to_end,min,max\n"
                   "origin,,a,start,10,\na,end,b,start,5,\n")
                .code,
            0);
  const Ran exported = Run({"export", store_, "--format", "constraints",
                            "--order", "id", "--limit", "1"});
  EXPECT_THAT(exported.out, HasSubstr("origin,,a,start,PT10S,\n"));
  EXPECT_THAT(exported.out, Not(HasSubstr("b,start")));
}

}  // namespace
}  // namespace annals
