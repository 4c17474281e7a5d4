// Tests of annals date and annals relate: flags, and what people read.
//
// SPDX-License-Identifier: Apache-2.0

#include <sstream>
#include <string>
#include <vector>

#include "annals/cli/command_line.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};

// As at a terminal.
Ran AtTerminal(const std::vector<std::string>& arguments,
               const std::string& input = "") {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Ran ran;
  ran.code = RunCommandLine(arguments, Console{in, out, err, true, 80});
  ran.out = out.str();
  ran.err = err.str();
  return ran;
}

TEST(DateTest, TellsPeopleWhatTheBoundsDoNotShow) {
  EXPECT_EQ(AtTerminal({"date", "2004-06~"}).out,
            "2004-06~  (about June 2004)\n"
            "  starts  2004-06-01T00:00:00Z to 2004-06-30T23:59:59.999999Z\n"
            "  ends    2004-06-01T00:00:00.000001Z to 2004-07-01T00:00:00Z\n"
            "  level 1; approximate\n");
  EXPECT_THAT(AtTerminal({"date", "1985-04-12T23:20:30"}).out,
              HasSubstr("level 0; a local time without a zone\n"));
  EXPECT_THAT(
      AtTerminal({"date", "Y1E30%"}).out,
      HasSubstr("level 2; uncertain and approximate; beyond the range"));
}

TEST(DateTest, ExtentSaysHowADateHoldsItsEvent) {
  EXPECT_THAT(
      AtTerminal({"date", "--extent=throughout", "1985"}).out,
      HasSubstr("  starts  1985-01-01T00:00:00Z to 1985-01-01T00:00:00Z\n"));
  EXPECT_THAT(AtTerminal({"date", "--extent", "within"}, "1964/2008\n").out,
              HasSubstr("\"latest_start\":\"2008-12-31T23:59:59.999999Z\""));
  EXPECT_EQ(AtTerminal({"relate", "--extent=throughout", "2003", "2003"}).out,
            "2003 certainly equals 2003\n");
  EXPECT_EQ(AtTerminal({"date", "--extent=long", "1985"}).code, 2);
}

TEST(DateTest, StrictRefusesWhatTheSpecificationDoesNotSpellOut) {
  EXPECT_EQ(AtTerminal({"date", "2001-21?"}).code, 0);
  const Ran ran = AtTerminal({"date", "--strict", "2001-21?"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, StartsWith("annals: edtf \"2001-21?\": a qualified"));
}

TEST(DateTest, AFlagThatIsNoneIsSaid) {
  const Ran ran = AtTerminal({"date", "--lenient", "1985"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("--lenient: no such flag"));
}

}  // namespace
}  // namespace annals
