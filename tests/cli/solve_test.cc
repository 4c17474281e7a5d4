// Tests of solve, check and the import of constraints, as commands.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "annals/time/instant.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/cli/command_test.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;
using Json = nlohmann::json;

constexpr char kHeader[] = "from,from_end,to,to_end,min,max\n";

class SolveTest : public CommandTest {
 protected:
  Ran ImportConstraints(const std::string& rows) const {
    return Run({"import", store_, Write("table", kHeader + rows), "--format",
                "constraints"});
  }
};

TEST_F(SolveTest, ATableOfConstraintsIsSolvedToTheTick) {
  const Ran imported = ImportConstraints(
      "origin,,a,start,10,20\na,end,b,start,PT5S,\norigin,,b,end,,3600\n");
  ASSERT_EQ(imported.code, 0) << imported.err;
  const Ran solved = Run({"solve", store_, "--output=json"});
  ASSERT_EQ(solved.code, 0) << solved.err;
  EXPECT_EQ(solved.out,
            R"({"id":"a","earliest_start":"1970-01-01T00:00:10Z",)"
            R"("latest_start":"1970-01-01T00:00:20Z",)"
            R"("earliest_end":"1970-01-01T00:00:10.000001Z",)"
            R"("latest_end":"1970-01-01T00:59:54.999999Z","tightened":true})"
            "\n"
            R"({"id":"b","earliest_start":"1970-01-01T00:00:15.000001Z",)"
            R"("latest_start":"1970-01-01T00:59:59.999999Z",)"
            R"("earliest_end":"1970-01-01T00:00:15.000002Z",)"
            R"("latest_end":"1970-01-01T01:00:00Z","tightened":true})"
            "\n");
}

TEST_F(SolveTest, AnEventThatIsThereKeepsItsDate) {
  const std::string war = Write(
      "war.jsonl",
      R"({"event": {"id": "war", "title": "War", "when": {"edtf": "1950"}}})");
  ASSERT_EQ(Run({"import", store_, war}).code, 0);
  const Ran imported = ImportConstraints("war,end,peace,start,P1Y,\n");
  ASSERT_EQ(imported.code, 0) << imported.err;
  EXPECT_THAT(imported.out, HasSubstr("2 added"));
  const std::vector<Json> lines =
      Run({"solve", store_, "--output=json"}).Lines();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]["id"], "peace");
  EXPECT_EQ(lines[0]["earliest_start"], "1951-01-01T00:00:00.000001Z");
  EXPECT_EQ(lines[0]["latest_start"], "+inf");
  EXPECT_EQ(lines[1]["tightened"], false);
  EXPECT_THAT(ImportConstraints("war,end,peace,start,P1Y,\n").out,
              HasSubstr("0 added, 0 changed, 1 unchanged"));
}

TEST_F(SolveTest, AnInconsistentTableExitsWith1AndTellsTheCycle) {
  ASSERT_EQ(ImportConstraints("a,end,b,start,0,\nb,end,a,start,0,\n").code, 0);
  const Ran solved = Run({"solve", store_, "--output=json"});
  EXPECT_EQ(solved.code, 1);
  const std::vector<Json> lines = solved.Lines();
  ASSERT_EQ(lines.size(), 1u);
  const Json& told = lines[0]["contradiction"];
  EXPECT_EQ(told["smallest"], true);
  EXPECT_EQ(told["steps"].size(), 4u);
  EXPECT_EQ(told["resolved_by"].size(), 2u);
  int64_t sum = 0;
  for (const Json& step : told["steps"]) {
    sum += step["at_most_microseconds"].get<int64_t>();
  }
  EXPECT_EQ(sum, -2);
  const Ran for_people = Run({"solve", store_});
  EXPECT_EQ(for_people.code, 1);
  EXPECT_THAT(for_people.out, HasSubstr("any one of these resolves it"));
}

TEST_F(SolveTest, ARowWhoseMinIsAboveItsMaxIsAContradiction) {
  ASSERT_EQ(ImportConstraints("a,start,b,start,10,5\n").code, 0);
  EXPECT_EQ(Run({"solve", store_}).code, 1);
  EXPECT_EQ(Run({"check", store_}).code, 1);
}

TEST_F(SolveTest, ExplainGivesTheStepsOfEveryBound) {
  ASSERT_EQ(ImportConstraints("origin,,a,start,10,20\n").code, 0);
  const Ran explained =
      Run({"solve", store_, "--explain", "a", "--output=json"});
  ASSERT_EQ(explained.code, 0) << explained.err;
  const std::vector<Json> lines = explained.Lines();
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0]["bound"], "earliest_start");
  EXPECT_EQ(lines[0]["steps"][0]["reason"], "constraint");
  EXPECT_EQ(lines[0]["steps"][0]["to"], "origin");
  EXPECT_EQ(lines[2]["steps"].size(), 2u);
  EXPECT_EQ(lines[3]["steps"].size(), 0u);
  EXPECT_THAT(Run({"solve", store_, "--explain", "a"}).out,
              HasSubstr("a starts no earlier than 1970-01-01T00:00:10Z: "
                        "constraint constraint-"));
  EXPECT_EQ(Run({"solve", store_, "--explain", "nobody"}).code, 2);
}

TEST_F(SolveTest, ExplainOfAConstraintTellsWhatHangsOnIt) {
  const std::string records =
      Write("r.jsonl",
            R"({"event": {"id": "a", "title": "A", "when": {"edtf": "1990"}}}
{"event": {"id": "b", "title": "B"}}
{"constraint": {"id": "c", "relation": {"a": "a", "relations": ["BEFORE"], "b": "b"}}}
)");
  ASSERT_EQ(Run({"import", store_, records}).code, 0);
  const std::vector<Json> lines =
      Run({"solve", store_, "--explain", "c", "--output=json"}).Lines();
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0]["id"], "b");
  EXPECT_EQ(lines[0]["without"]["earliest_start"], "-inf");
}

TEST_F(SolveTest, WhatIfLeavesTheStoreAsItIs) {
  const std::string records =
      Write("r.jsonl",
            R"({"event": {"id": "a", "title": "A", "when": {"edtf": "1990"}}}
{"event": {"id": "b", "title": "B", "when": {"edtf": "1980"}}}
{"causal_link": {"id": "l", "causes": ["a"], "effects": ["b"]}}
)");
  ASSERT_EQ(Run({"import", store_, records}).code, 0);
  EXPECT_EQ(Run({"solve", store_}).code, 0);
  EXPECT_EQ(Run({"solve", store_, "--links"}).code, 1);
  EXPECT_EQ(Run({"solve", store_, "--links", "--without", "l"}).code, 0);
  const std::string later =
      Write("later.jsonl",
            R"({"event": {"id": "b", "title": "B", "when": {"edtf": "1991"}}}
)");
  const Ran solved =
      Run({"solve", store_, "--links", "--with", later, "--output=json"});
  EXPECT_EQ(solved.code, 0);
  EXPECT_EQ(solved.Lines()[1]["earliest_start"], "1991-01-01T00:00:00Z");
  EXPECT_EQ(Run({"solve", store_, "--links"}).code, 1);
}

TEST_F(SolveTest, WhatIfLeavesOutOnlyWhatIsThere) {
  ASSERT_EQ(ImportConstraints("origin,,a,start,10,20\n").code, 0);
  const std::string more =
      Write("more.jsonl", R"({"event": {"id": "new", "title": "N"}})");
  const std::vector<std::vector<std::string>> commands = {
      {"solve", store_},
      {"check", store_},
      {"find", store_, "--solved"},
      {"count", store_, "--solved"},
      {"histogram", store_, "--from=1970", "--until=1970", "--solved"},
      {"nearest", store_, "1969", "--solved"},
      {"coverage", store_, "--from=1970", "--until=1970", "--solved"},
      {"gaps", store_, "--from=1970", "--until=1970", "--solved"},
      {"join", store_, "--solved"}};
  for (std::vector<std::string> command : commands) {
    command.insert(command.end(), {"--without", "a"});
    EXPECT_EQ(Run(command).code, 0) << command[0];
    command.back() = "nope";
    const Ran ran = Run(command);
    EXPECT_EQ(ran.code, 2) << command[0];
    EXPECT_THAT(ran.err, HasSubstr("--without nope: no such record; want the "
                                   "id of one that is in the store"));
  }
  EXPECT_EQ(Run({"solve", store_, "--with", more, "--without", "new"}).code, 0);
  // As of what is asked for: before the first revision nothing is there.
  EXPECT_EQ(Run({"solve", store_, "--as-of", "0", "--without", "a"}).code, 2);
  EXPECT_EQ(
      Run({"find", store_, "--as-of", "0", "--solved", "--without", "a"}).code,
      2);
}

TEST_F(SolveTest, WhatIfTakesTheLastOfTwoRecordsWithOneId) {
  ASSERT_EQ(ImportConstraints("origin,,a,start,10,20\n").code, 0);
  const std::string twice = Write(
      "twice.jsonl",
      R"({"event": {"id": "new", "title": "N", "when": {"edtf": "1999"}}})"
      "\n"
      R"({"event": {"id": "new", "title": "N", "when": {"edtf": "2001"}}})"
      "\n");
  const std::vector<Json> lines =
      Run({"solve", store_, "--with", twice, "--output=json"}).Lines();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1]["earliest_start"], "2001-01-01T00:00:00Z");
}

TEST_F(SolveTest, WhatIfTakesATableAndExplainsWhatOnlyItSays) {
  ASSERT_EQ(ImportConstraints("origin,,a,start,10,20\n").code, 0);
  const std::string what_if =
      Write("what_if.csv", std::string(kHeader) + "a,end,new,start,5,\n");
  const std::string rule =
      Write("rule.jsonl",
            R"({"constraint": {"id": "rule", "distance": {"from": {"instant": )"
            R"("1970-01-01"}, "to": {"event": "a", "side": "START"}, )"
            R"("max": "PT15S"}}})");
  const Ran solved = Run(
      {"solve", store_, "--with", what_if, "--with", rule, "--output=json"});
  ASSERT_EQ(solved.code, 0) << solved.err;
  ASSERT_EQ(solved.Lines().size(), 2u);
  EXPECT_EQ(solved.Lines()[0]["latest_start"], "1970-01-01T00:00:15Z");
  EXPECT_EQ(solved.Lines()[1]["id"], "new");
  const Ran of_rule = Run(
      {"solve", store_, "--with", rule, "--explain", "rule", "--output=json"});
  ASSERT_EQ(of_rule.code, 0) << of_rule.err;
  ASSERT_EQ(of_rule.Lines().size(), 1u);
  EXPECT_EQ(of_rule.Lines()[0]["without"]["latest_start"],
            "1970-01-01T00:00:20Z");
  const Ran of_event = Run({"solve", store_, "--with", what_if, "--explain",
                            "new", "--output=json"});
  ASSERT_EQ(of_event.code, 0) << of_event.err;
  EXPECT_THAT(std::string(of_event.Lines()[0]["steps"][0]["record"]),
              HasSubstr("constraint-"));
  EXPECT_EQ(Run({"solve", store_, "--explain", "rule"}).code, 2);
}

//        10      20
// a:     ????????|          starts between 10 and 20, lasts 5
// b:          no date; starts 5 to 7 after a ends
TEST_F(SolveTest, BetweenTwoEventsItTellsRelationsAndDistances) {
  ASSERT_EQ(ImportConstraints("origin,,a,start,10,20\na,start,a,end,5,5\n"
                              "a,end,b,start,5,7\n")
                .code,
            0);
  const Ran ran =
      Run({"solve", store_, "--between", "a", "b", "--output=json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  ASSERT_EQ(ran.Lines().size(), 1u);
  const Json told = ran.Lines()[0];
  EXPECT_EQ(told["possible"], Json({"before"}));
  EXPECT_EQ(told["certain"], "before");
  ASSERT_EQ(told["distances"].size(), 4u);
  EXPECT_EQ(told["distances"][0]["at_least_microseconds"], 10'000'000);
  EXPECT_EQ(told["distances"][0]["at_most_microseconds"], 12'000'000);
  EXPECT_EQ(told["distances"][2]["from"], "end");
  EXPECT_EQ(told["distances"][2]["to"], "start");
  EXPECT_EQ(told["distances"][3]["at_most_microseconds"], nullptr);
  EXPECT_THAT(Run({"solve", store_, "--between", "a", "b"}).out,
              HasSubstr("b starts at least 5 seconds after, at most 7 seconds "
                        "after a ends"));
  EXPECT_EQ(Run({"solve", store_, "--between", "a", "c"}).code, 2);
  EXPECT_EQ(Run({"solve", store_, "--between", "a"}).code, 2);
}

TEST_F(SolveTest, FindCountHistogramAndNearestTakeSolvedBounds) {
  ASSERT_EQ(
      ImportConstraints("origin,,a,start,10,20\norigin,,a,end,,30\n").code, 0);
  const std::vector<std::string> when = {"--intersects", "1970-01-01",
                                         "--output=json"};
  const auto run = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), when.begin(), when.end());
    return Run(arguments);
  };
  EXPECT_EQ(run({"find", store_}).Lines().size(), 0u);
  const Ran found = run({"find", store_, "--solved"});
  ASSERT_EQ(found.Lines().size(), 1u) << found.err;
  EXPECT_EQ(found.Lines()[0]["certainty"], "certain");
  EXPECT_EQ(found.Lines()[0]["tightened"], true);
  EXPECT_EQ(found.Lines()[0]["edtf"], nullptr);
  EXPECT_EQ(found.Lines()[0]["latest_end"], "1970-01-01T00:00:30Z");
  EXPECT_EQ(run({"count", store_, "--solved"}).Lines()[0]["certain"], 1);
  EXPECT_EQ(run({"histogram", store_, "--solved"}).Lines().size(), 1u);
  const Ran nearest =
      Run({"nearest", store_, "1969", "--solved", "--output=json"});
  ASSERT_EQ(nearest.Lines().size(), 1u) << nearest.err;
  EXPECT_EQ(nearest.Lines()[0]["tightened"], true);
  EXPECT_THAT(Run({"find", store_, "--solved"}).out,
              HasSubstr("derived: starts 1970-01-01T00:00:10Z to"));
  EXPECT_EQ(Run({"find", store_, "--links"}).code, 2);
}

TEST_F(SolveTest, FindSolvedNamesTheRecordsOfAContradiction) {
  ASSERT_EQ(ImportConstraints("a,end,b,start,0,\nb,end,a,start,0,\n").code, 0);
  const Ran found = Run({"find", store_, "--solved"});
  EXPECT_EQ(found.code, 2);
  EXPECT_THAT(found.err, HasSubstr("contradict one another"));
  EXPECT_THAT(found.err, HasSubstr("\"constraint-"));
}

TEST_F(SolveTest, CheckTellsContradictionsApart) {
  ASSERT_EQ(ImportConstraints("a,end,b,start,0,\nb,end,a,start,0,\n"
                              "c,start,d,start,5,\nc,start,d,start,,4\n")
                .code,
            0);
  const Ran checked = Run({"check", store_, "--output=json"});
  EXPECT_EQ(checked.code, 1);
  EXPECT_EQ(checked.Lines().size(), 2u);
  EXPECT_THAT(checked.err, HasSubstr("2 contradictions of order"));
}

TEST_F(SolveTest, CheckOfAConsistentStoreExitsWith0) {
  ASSERT_EQ(ImportConstraints("a,end,b,start,0,\n").code, 0);
  const Ran checked = Run({"check", store_});
  EXPECT_EQ(checked.code, 0);
  EXPECT_EQ(checked.out, "");
}

// A table of constraints, and what Floyd and Warshall make of it, in
// microseconds.
class Table {
 public:
  explicit Table(int events)
      : events_(events),
        distances_(static_cast<size_t>(2 * events + 1),
                   Row(static_cast<size_t>(2 * events + 1))) {
    for (size_t i = 0; i < distances_.size(); ++i) distances_[i][i] = 0;
    for (int i = 0; i < events; ++i) Limit(2 * i + 2, 2 * i + 1, -1);
  }

  // Points: 0 is the origin, 2i+1 and 2i+2 the ends of event i.
  void Add(int from, int to, std::optional<int64_t> min,
           std::optional<int64_t> max) {
    rows_ += NameOf(from) + "," + NameOf(to) + "," +
             (min ? std::to_string(*min) : "") + "," +
             (max ? std::to_string(*max) : "") + "\n";
    if (max) Limit(from, to, *max * 1'000'000);
    if (min) Limit(to, from, -*min * 1'000'000);
  }

  bool Solve() {
    const size_t size = distances_.size();
    for (size_t k = 0; k < size; ++k) {
      for (size_t i = 0; i < size; ++i) {
        for (size_t j = 0; j < size; ++j) {
          if (!distances_[i][k] || !distances_[k][j]) continue;
          Limit(static_cast<int>(i), static_cast<int>(j),
                *distances_[i][k] + *distances_[k][j]);
        }
      }
      if (*distances_[k][k] < 0) return false;
    }
    return true;
  }

  std::string Latest(int point) const {
    const auto& cell = distances_[0][static_cast<size_t>(point)];
    return cell ? Instant::FromMicroseconds(*cell)->ToString() : "+inf";
  }
  std::string Earliest(int point) const {
    const auto& cell = distances_[static_cast<size_t>(point)][0];
    return cell ? Instant::FromMicroseconds(-*cell)->ToString() : "-inf";
  }

  const std::string& rows() const { return rows_; }
  int events() const { return events_; }

 private:
  using Row = std::vector<std::optional<int64_t>>;

  static std::string NameOf(int point) {
    if (point == 0) return "origin,";
    return "e" + std::to_string((point - 1) / 2) +
           (point % 2 == 1 ? ",start" : ",end");
  }

  void Limit(int from, int to, int64_t most) {
    auto& cell = distances_[static_cast<size_t>(from)][static_cast<size_t>(to)];
    if (!cell || most < *cell) cell = most;
  }

  int events_;
  std::vector<Row> distances_;
  std::string rows_;
};

Table RandomTable(std::mt19937_64& random) {
  const auto draw = [&](int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random);
  };
  Table table(static_cast<int>(draw(1, 8)));
  const int points = 2 * table.events() + 1;
  for (int i = 0; i < table.events(); ++i) {
    table.Add(2 * i + 1, 2 * i + 2, draw(-5, 5), {});
  }
  for (int64_t i = draw(0, 2 * table.events()); i > 0; --i) {
    const auto from = static_cast<int>(draw(0, points - 1));
    const auto to = static_cast<int>(draw(1, points - 1));
    const int64_t min = draw(-200'000, 100'000);
    const int64_t max = min + draw(0, 300'000);
    if (draw(0, 2) == 0) {
      table.Add(from, to, min, std::nullopt);
    } else {
      table.Add(from, to, min, max);
    }
  }
  return table;
}

TEST_F(SolveTest, TablesComeBackWithTheBoundsOfFloydAndWarshall) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 40; ++round) {
    Table table = RandomTable(random);
    store_ = Path(std::to_string(round) + ".annals");
    ASSERT_EQ(ImportConstraints(table.rows()).code, 0) << table.rows();
    const Ran solved = Run({"solve", store_, "--output=json"});
    ASSERT_EQ(solved.code, table.Solve() ? 0 : 1) << table.rows();
    if (solved.code == 1) continue;
    const std::vector<Json> lines = solved.Lines();
    ASSERT_EQ(lines.size(), static_cast<size_t>(table.events()));
    for (int i = 0; i < table.events(); ++i) {
      const Json& line = lines[static_cast<size_t>(i)];
      ASSERT_EQ(line["id"], "e" + std::to_string(i));
      ASSERT_EQ(line["earliest_start"], table.Earliest(2 * i + 1));
      ASSERT_EQ(line["latest_start"], table.Latest(2 * i + 1));
      ASSERT_EQ(line["earliest_end"], table.Earliest(2 * i + 2));
      ASSERT_EQ(line["latest_end"], table.Latest(2 * i + 2));
    }
  }
}

}  // namespace
}  // namespace annals
