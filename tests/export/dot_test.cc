// Tests of annals/export/dot.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/dot.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/support.h"
#include "tests/support/temporary_folder.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::Feared;
using ::annals::testing::HostileEvents;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Dot(const Selection& selection) {
  return ExportDot(selection, {})->bytes;
}

std::string WithTitle(const std::string& title) {
  return Dot(Choose({MakeEvent("oil", title)}));
}

// What Graphviz makes of it, as plain text; nothing if it is not installed.
std::string DrawnByGraphviz(const std::string& dot) {
  const testing::TemporaryFolder folder;
  const std::string path = folder / "a.dot";
  std::ofstream(path) << dot;
  const std::string command = "dot -Tplain " + path + " -o " + path + ".plain";
  if (std::system(command.c_str()) != 0) return "";
  std::stringstream plain;
  plain << std::ifstream(path + ".plain").rdbuf();
  return plain.str();
}

TEST(DotTest, AnEventIsANodeWithItsDate) {
  EXPECT_THAT(Dot(Choose({MakeEvent("oil", "China stops oil", "2013")})),
              HasSubstr("  \"oil\" [label=\"China stops oil\\nsome time in "
                        "2013\"]\n"));
}

TEST(DotTest, QuotesBackslashesAndEntitiesAreText) {
  EXPECT_THAT(WithTitle("a \"b\" \\N &lt;"),
              HasSubstr("label=\"a \\\"b\\\" \\\\N &amp;lt;\""));
}

TEST(DotTest, ALinkIsAnEdgeWithItsKind) {
  EXPECT_THAT(Dot(Choose({MakeEvent("a", "A"), MakeEvent("b", "B")},
                         {MakeLink("l", {"a"}, CausalLink::PREVENT, {"b"})})),
              HasSubstr("  \"a\" -> \"b\" [label=\"prevent\", arrowhead=tee"));
}

TEST(DotTest, WhatNobodyAssertsIsDashedAndSaysHow) {
  CausalLink link = MakeLink("l", {"a"}, CausalLink::CAUSE, {"b"});
  AddClaim(link, "c", {"Russia"}).set_modality(Claim::FUTURE);
  const std::string dot =
      Dot(Choose({MakeEvent("a", "A"), Feared("b", "B")}, {link}));
  EXPECT_THAT(dot, HasSubstr("label=\"cause\\n(forecast)\""));
  EXPECT_THAT(dot, HasSubstr(", style=dashed]\n"));
  EXPECT_THAT(dot, HasSubstr("\"b\" [label=\"feared: B\", style="));
  EXPECT_THAT(dot, HasSubstr("Dashed: nobody says that it is so."));
}

TEST(DotTest, JointCausesMeetInADot) {
  const std::string dot =
      Dot(Choose({MakeEvent("a", "A"), MakeEvent("b", "B")},
                 {MakeLink("l", {"a", "b"}, CausalLink::CAUSE, {"c"})}));
  EXPECT_THAT(dot, HasSubstr("\"l\" [label=\"\", shape=point"));
  EXPECT_THAT(dot, HasSubstr("\"a\" -> \"l\" ["));
  EXPECT_THAT(dot, HasSubstr("\"b\" -> \"l\" ["));
  EXPECT_THAT(dot, HasSubstr("\"l\" -> \"c\" [label=\"cause\""));
}

TEST(DotTest, ALinkMayBeACause) {
  const std::string dot =
      Dot(Choose({MakeEvent("a", "A"), MakeEvent("b", "B")},
                 {MakeLink("l", {"a"}, CausalLink::CAUSE, {"b"}),
                  MakeLink("m", {"l"}, CausalLink::MOTIVATE, {"a"})}));
  EXPECT_THAT(dot, HasSubstr("\"a\" -> \"l\" ["));
  EXPECT_THAT(dot, HasSubstr("\"l\" -> \"a\" [label=\"motivate\""));
}

TEST(DotTest, YearsFollowOneAnother) {
  EXPECT_THAT(
      Dot(Choose({MakeEvent("a", "A", "2016"), MakeEvent("b", "B", "-0043")})),
      HasSubstr("  \"year -43\" -> \"year 2016\" [style=invis]\n"));
}

TEST(DotTest, AnIdCannotEndItsQuotationMarks) {
  const std::string dot = Dot(Choose({MakeEvent("x\"]; evil [a=\"\\", "T")}));
  EXPECT_THAT(dot, HasSubstr("  \"x\\\"]; evil [a=\\\"\\\\\" [label=\"T\"]\n"));
}

TEST(DotTest, GraphvizDrawsHostileTitles) {
  if (std::system("dot -V 2>/dev/null") != 0) GTEST_SKIP() << "no Graphviz";
  const std::string plain = DrawnByGraphviz(
      Dot(Choose(HostileEvents(),
                 {MakeLink("end", {"h0", "h1"}, CausalLink::CAUSE, {"h2"})})));
  EXPECT_THAT(plain, HasSubstr("\nnode h13 "));
  EXPECT_THAT(plain, HasSubstr("\nedge h0 end "));
  EXPECT_THAT(plain, Not(HasSubstr("h14")));
}

}  // namespace
}  // namespace annals
