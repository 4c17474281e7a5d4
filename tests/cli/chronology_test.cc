// Tests of the command annals chronology.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <locale>
#include <numeric>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "annals/record/read.h"
#include "annals/record/record.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/command_test.h"
#include "tests/support/repository_file.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ChronologyCommandTest : public CommandTest {
 protected:
  // The seed chronology, of 309 revisions.
  void SetUp() override {
    ASSERT_EQ(Run({"import", store_,
                   testing::RepositoryFile("examples/russia_dprk.textproto")})
                  .code,
              0);
  }

  std::string Told(std::vector<std::string> flags) {
    flags.insert(flags.begin(), {"chronology", store_});
    const Ran ran = Run(flags);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.out;
  }

  void AddAnEvent() {
    const std::string file =
        Write("more.textproto",
              "records { event { id: \"new\" title: \"Something new\" "
              "when { edtf: \"2013-05\" } } }");
    ASSERT_EQ(Run({"import", store_, file, "--author", "Alice"}).code, 0);
  }
};

TEST_F(ChronologyCommandTest, TheSameSequenceGivesTheSameBytes) {
  for (const char* format : {"markdown", "html", "latex", "text"}) {
    const std::string first = Told({"--format", format});
    EXPECT_EQ(Told({"--format", format}), first);
  }
}

// A locale that writes 1.234,5, whatever locales the machine has.
class Foreign : public std::numpunct<char> {
 protected:
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\1"; }
};

TEST_F(ChronologyCommandTest, TheOrderInABatchLocaleAndZoneChangeNothing) {
  const std::vector<std::vector<std::string>> asked = {{"--format", "markdown"},
                                                       {"--format", "html"},
                                                       {"--format", "latex"},
                                                       {"--format", "text"},
                                                       {"--by", "participant"}};
  std::vector<std::string> then;
  for (const auto& flags : asked) then.push_back(Told(flags));

  std::ifstream in(testing::RepositoryFile("examples/russia_dprk.textproto"));
  std::stringstream text;
  text << in.rdbuf();
  const ReadResult read = ReadTextFormat(text.str());
  ASSERT_GT(read.records.size(), 300u);
  std::vector<size_t> order(read.records.size());
  std::iota(order.begin(), order.end(), 0);
  std::shuffle(order.begin(), order.end(), std::mt19937(20170203));
  RecordSet shuffled;
  for (const size_t i : order) {
    *shuffled.add_records() = read.records[i].record;
  }
  store_ = Path("shuffled.annals");
  const std::string file = Write("s.textproto", shuffled.DebugString());
  ASSERT_EQ(Run({"import", store_, file}).code, 0);

  const std::locale before =
      std::locale::global(std::locale(std::locale(), new Foreign));
  setenv("TZ", "Asia/Pyongyang", 1);
  tzset();
  for (size_t i = 0; i < asked.size(); ++i) {
    EXPECT_EQ(Told(asked[i]), then[i]) << asked[i].back();
  }
  std::locale::global(before);
  unsetenv("TZ");
  tzset();
}

TEST_F(ChronologyCommandTest, APastSequenceIsToldAsItWasThen) {
  const std::string then = Told({"--format", "html"});
  AddAnEvent();
  EXPECT_NE(Told({"--format", "html"}), then);
  EXPECT_EQ(Told({"--format", "html", "--as-of", "309"}), then);
}

TEST_F(ChronologyCommandTest, TheDifferenceNamesRevisionAndAuthor) {
  AddAnEvent();
  for (const auto& flags : {std::vector<std::string>{"--since", "309"},
                            std::vector<std::string>{"--diff", "309", "310"}}) {
    EXPECT_THAT(Told(flags), HasSubstr("new: **Something new** (revision 310, "
                                       "Alice"));
  }
  EXPECT_THAT(Told({"--diff", "309", "309"}),
              HasSubstr("Nothing changed: both points are revision 309."));
  const Ran later = Run({"chronology", store_, "--diff", "310", "309"});
  EXPECT_EQ(later.code, 2);
  EXPECT_THAT(later.err, HasSubstr("--diff: revision 310 is later than "
                                   "revision 309; want the earlier point "
                                   "first"));
  EXPECT_THAT(
      Run({"chronology", store_, "--since", "310", "--as-of", "309"}).err,
      HasSubstr("--since: revision 310 is later"));
  EXPECT_EQ(Run({"chronology", store_, "--since", "x"}).code, 2);
}

TEST_F(ChronologyCommandTest, UndatedEventsAreLeftOutOnlyIfAsked) {
  EXPECT_THAT(Told({}), HasSubstr("\n## Without a date\n"));
  EXPECT_THAT(Told({"--dated"}), Not(HasSubstr("\n## Without a date\n")));
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"chronology", store_, "--undated"},
        {"export", store_, "--format", "csv", "--undated"}}) {
    const Ran ran = Run(command);
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("--undated: events without a date are taken "
                                   "here anyway; want --dated"));
  }
}

TEST_F(ChronologyCommandTest, ConstraintsAreToldUnlessOwnDatesAreAsked) {
  const std::string constraint = "Starts no later than the start of [";
  EXPECT_THAT(Told({}), HasSubstr(constraint));
  EXPECT_THAT(Told({"--own-dates"}), Not(HasSubstr(constraint)));
}

TEST_F(ChronologyCommandTest, TheSectionsAreAsAsked) {
  EXPECT_THAT(Told({"--by", "decade"}), HasSubstr("\n## 2010s\n"));
  EXPECT_THAT(Told({"--by", "participant"}), HasSubstr("\n## Russia\n"));
  const Ran ran = Run({"chronology", store_, "--by", "week"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("--by \"week\": want one of auto, day"));
}

TEST_F(ChronologyCommandTest, TheNetworkPlacesUnlessOwnDatesAreAsked) {
  EXPECT_THAT(Told({}), HasSubstr("derived from the order of events"));
  EXPECT_THAT(Told({"--own-dates"}),
              Not(HasSubstr("derived from the order of events")));
}

TEST_F(ChronologyCommandTest, OwnDatesTakeNothingElseThatTellsOfOrder) {
  for (const char* const flag : {"--links", "--part-of", "--series"}) {
    const Ran ran = Run({"chronology", store_, "--own-dates", flag});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("--own-dates"));
    EXPECT_THAT(ran.err, HasSubstr(flag));
  }
}

TEST_F(ChronologyCommandTest, ATemplateThatWasPrintedWritesTheSame) {
  for (const char* format : {"markdown", "html", "latex"}) {
    const Ran printed =
        Run({"chronology", "--print-template", "--format", format});
    ASSERT_EQ(printed.code, 0);
    const std::string file = Write("template", printed.out);
    EXPECT_EQ(Told({"--template", file, "--format", format}),
              Told({"--format", format}));
  }
}

TEST_F(ChronologyCommandTest, AMistakeInATemplateIsTold) {
  const std::string file = Write("mine.html", "a\n{{titel}}\n");
  const Ran ran = Run({"chronology", store_, "--template", file});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("mine.html: template line 2: \"titel\" is no "
                                 "text of the whole; want one of contents"));
  EXPECT_EQ(Run({"chronology", store_, "--template", Path("none.html")}).code,
            2);
  EXPECT_EQ(Run({"chronology"}).code, 2);
}

}  // namespace
}  // namespace annals
