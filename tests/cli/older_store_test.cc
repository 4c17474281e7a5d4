// Tests of what annals says of a store that an older version wrote.
//
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/command_test.h"
#include "tests/support/repository_file.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class OlderStoreTest : public CommandTest {
 protected:
  OlderStoreTest() { Take("format1.annals"); }

  void Take(const std::string& file) {
    namespace fs = std::filesystem;
    fs::copy_file(testing::RepositoryFile("tests/store/data/" + file), store_,
                  fs::copy_options::overwrite_existing);
    fs::permissions(store_, fs::perms(0644));
  }
};

TEST_F(OlderStoreTest, TheFirstCommandBringsItUpToDateAndSaysSo) {
  const Ran first = Run({"show", store_, "oil"});
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("North Korea"));
  EXPECT_EQ(first.err, store_ + ": brought up to date: from format 1 to 3\n");
  const Ran second = Run({"show", store_, "oil"});
  EXPECT_EQ(second.out, first.out);
  EXPECT_THAT(second.err, IsEmpty());
}

TEST_F(OlderStoreTest, OneWithChecksumsIsBroughtUpToDateToo) {
  Take("format2.annals");
  const Ran first = Run({"show", store_, "oil"});
  EXPECT_THAT(first.out, HasSubstr("North Korea"));
  EXPECT_EQ(first.err, store_ + ": brought up to date: from format 2 to 3\n");
  EXPECT_THAT(Run({"verify", store_}).err, IsEmpty());
}

TEST_F(OlderStoreTest, VerifyAndBackupLeaveItAsItIs) {
  EXPECT_EQ(Run({"verify", store_}).code, 0);
  EXPECT_EQ(Run({"backup", store_, Path("copy.annals")}).code, 0);
  EXPECT_THAT(Run({"stats", Path("copy.annals")}).err, IsEmpty());
  EXPECT_THAT(Run({"stats", store_}).err, HasSubstr("from format 1 to 3"));
}

}  // namespace
}  // namespace annals
