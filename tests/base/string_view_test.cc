// Tests of annals/base/string_view.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/base/string_view.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;

TEST(StringViewTest, AbseilTakesAStandardView) {
  const std::string_view text = "1904/1905";
  const std::vector<std::string> years = absl::StrSplit(AsAbsl(text), '/');
  EXPECT_THAT(years, ElementsAre("1904", "1905"));
  EXPECT_EQ(absl::StrCat("war ", AsAbsl(text)), "war 1904/1905");
}

TEST(StringViewTest, AbseilsAnswerComesBackAsAStandardView) {
  const std::string_view text = "c. 1350";
  const std::string_view year = AsStd(absl::StripPrefix(AsAbsl(text), "c. "));
  EXPECT_EQ(year, "1350");
}

TEST(StringViewTest, ARoundTripSeesTheSameBytes) {
  const std::string_view text = "a\0b";
  const std::string_view back = AsStd(AsAbsl(text));
  EXPECT_EQ(back.data(), text.data());
  EXPECT_EQ(back.size(), text.size());
}

TEST(StringViewTest, NothingStaysNothing) {
  EXPECT_TRUE(AsAbsl(std::string_view()).empty());
  EXPECT_TRUE(AsStd(absl::string_view()).empty());
}

}  // namespace
}  // namespace annals
