// Tests of the command annals chronology.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <vector>

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
              HasSubstr("New: 0. Changed: 0. No longer told: 0."));
  EXPECT_EQ(Run({"chronology", store_, "--diff", "310", "309"}).code, 2);
  EXPECT_EQ(Run({"chronology", store_, "--since", "x"}).code, 2);
}

TEST_F(ChronologyCommandTest, TheSectionsAreAsAsked) {
  EXPECT_THAT(Told({"--by", "decade"}), HasSubstr("\n## 2010s\n"));
  EXPECT_THAT(Told({"--by", "participant"}), HasSubstr("\n## Russia\n"));
  const Ran ran = Run({"chronology", store_, "--by", "week"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("--by \"week\": want one of auto, day"));
}

TEST_F(ChronologyCommandTest, TheNetworkPlacesUnlessOwnDatesAreAsked) {
  EXPECT_THAT(Told({}), HasSubstr("Must come before"));
  EXPECT_THAT(Told({"--own-dates"}), Not(HasSubstr("Must come before")));
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
