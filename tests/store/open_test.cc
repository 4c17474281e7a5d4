// Tests of OpenStore(): which store a location means.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/store.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

TEST(OpenTest, APathIsAFile) {
  const TemporaryFolder folder;
  EXPECT_THAT(OpenStore(folder / "korea.annals"), IsOk());
  EXPECT_TRUE(std::filesystem::exists(folder / "korea.annals"));
}

TEST(OpenTest, AServerIsStillToCome) {
  const auto opened = OpenStore("postgresql://kim:secret@localhost/annals");
  EXPECT_THAT(opened, Fails(absl::StatusCode::kUnimplemented, "want a file"));
  EXPECT_THAT(opened.status().message(),
              ::testing::Not(::testing::HasSubstr("secret")));
}

TEST(OpenTest, ALocationMustSaySomething) {
  EXPECT_THAT(OpenStore(""),
              Fails(absl::StatusCode::kInvalidArgument, "location \"\""));
  EXPECT_THAT(OpenStore(std::string("a\0b", 3)),
              Fails(absl::StatusCode::kInvalidArgument, "want the path"));
}

}  // namespace
}  // namespace annals::testing
