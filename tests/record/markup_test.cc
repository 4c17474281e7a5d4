// Tests of annals/record/markup.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/markup.h"

#include <string>

#include "gtest/gtest.h"

namespace annals {
namespace {

TEST(MarkupTest, MarkupIsText) {
  EXPECT_EQ(EscapedMarkup("<b class=\"x\">&lt;</b>"),
            "&lt;b class=&quot;x&quot;&gt;&amp;lt;&lt;/b&gt;");
}

TEST(MarkupTest, AllElseStays) {
  const std::string text("it's 石油\n\0\xFF", 15);
  EXPECT_EQ(EscapedMarkup(text), text);
  EXPECT_EQ(EscapedMarkup(""), "");
}

}  // namespace
}  // namespace annals
