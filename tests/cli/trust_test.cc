// Tests of annals verify, backup and salvage.
//
// SPDX-License-Identifier: Apache-2.0

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "annals/store/store.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/cli/command_test.h"

namespace annals {
namespace {

namespace fs = std::filesystem;

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Json = nlohmann::json;

constexpr int kPageBytes = 4096;

class TrustCommandsTest : public CommandTest {
 protected:
  // Events of about a kilobyte, so that the log has pages of its own.
  void ImportEvents(int count) {
    const std::string description(900, 'x');
    std::string lines;
    for (int i = 0; i < count; ++i) {
      lines += R"({"event": {"id": "e)" + std::to_string(i) +
               R"(", "title": "E", "description": ")" + description + "\"}}\n";
    }
    const Ran ran = Run({"import", store_, Write("events.jsonl", lines)});
    ASSERT_EQ(ran.code, 0) << ran.err;
  }

  static std::string Bytes(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }

  // Flips a bit in the page that holds the content of this event; returns the
  // number of the page.
  int DamagePageOf(const std::string& id) {
    std::string bytes = Bytes(store_);
    // In the content the id is followed by the title, whose tag is 0x12.
    const size_t at = bytes.find(id + "\x12");
    EXPECT_NE(at, std::string::npos);
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    std::ofstream(store_, std::ios::binary) << bytes;
    return static_cast<int>(at / kPageBytes) + 1;
  }
};

TEST_F(TrustCommandsTest, VerifyOfASoundStoreIsZeroAndTellsTheNewestHash) {
  ImportEvents(3);
  const Ran ran = Run({"verify", store_, "--output=json"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  const Json report = ran.Lines().at(0);
  EXPECT_EQ(report["sound"], true);
  EXPECT_EQ(report["revisions"], 3);
  EXPECT_EQ(report["sound_revisions"], 3);
  EXPECT_THAT(report["hash"].get<std::string>(), SizeIs(64));
  EXPECT_GT(report["pages"], 3);
  EXPECT_THAT(report["faults"], IsEmpty());
  const Json last = Run({"follow", store_, "--until-now"}).Lines().back();
  EXPECT_EQ(report["hash"], last["hash"]);
}

TEST_F(TrustCommandsTest, VerifyOfADamagedStoreIsOneAndNamesThePlace) {
  ImportEvents(40);
  const std::string page = "page " + std::to_string(DamagePageOf("e30"));
  const Ran ran = Run({"verify", store_});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("t.annals, " + page),
                             HasSubstr("of 40 revisions sound")));
  EXPECT_THAT(ran.err, IsEmpty());
  const Json report = Run({"verify", store_, "--output=json"}).Lines().at(0);
  EXPECT_EQ(report["sound"], false);
  EXPECT_EQ(report["revisions"], 40);
  EXPECT_THAT(report["sound_revisions"].get<int>(),
              AllOf(::testing::Ge(20), ::testing::Lt(31)));
  EXPECT_TRUE(report["hash"].is_null() || report["hash"].is_string());
  EXPECT_THAT(report["faults"].at(0).get<std::string>(), HasSubstr(page));
}

TEST_F(TrustCommandsTest, VerifyOfWhatIsNoStoreIsTwo) {
  EXPECT_EQ(Run({"verify", store_}).code, 2);
  const Ran ran = Run({"verify", Write("text.annals", "no store at all")});
  EXPECT_EQ(ran.code, 2) << ran.out;
  EXPECT_THAT(ran.err, HasSubstr("text.annals: "));
}

TEST_F(TrustCommandsTest, ABackupOfAStoreInUseIsOneFileThatIsRead) {
  ImportEvents(3);
  const auto in_use = OpenStore(store_);
  ASSERT_TRUE(in_use.ok());
  ASSERT_TRUE((*in_use)->Append(Batch().Retract("e1")).ok());
  const Ran ran = Run({"backup", store_, Path("copy.annals")});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_FALSE(fs::exists(Path("copy.annals-wal")));
  EXPECT_EQ(Run({"verify", Path("copy.annals")}).code, 0);
  const Json stats =
      Run({"stats", Path("copy.annals"), "--output=json"}).Lines().at(0);
  EXPECT_EQ(stats["sequence"], 4);
  EXPECT_EQ(stats["event"], 2);
}

TEST_F(TrustCommandsTest, ABackupReplacesAFileOnlyIfForced) {
  ImportEvents(3);
  const std::string mine = Write("mine.annals", "mine");
  const Ran ran = Run({"backup", store_, mine});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("mine.annals: there is one"),
                             HasSubstr("--force")));
  EXPECT_EQ(Bytes(mine), "mine");
  EXPECT_EQ(Run({"backup", store_, mine, "--force"}).code, 0);
  EXPECT_EQ(Run({"verify", mine}).code, 0);
}

TEST_F(TrustCommandsTest, ABackupDoesNotWriteOverItsStore) {
  ImportEvents(3);
  const Ran ran = Run({"backup", store_, store_, "--force"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("the store itself"));
  EXPECT_EQ(Run({"verify", store_}).code, 0);
}

TEST_F(TrustCommandsTest, ABackupIntoAFolderWithoutRightsIsTwoAndSaysWhy) {
  ImportEvents(3);
  // Whoever is not root may enter the test's folder too.
  fs::permissions(folder_.path(), fs::perms(0755));
  fs::create_directory(Path("locked"));
  fs::permissions(Path("locked"), fs::perms(0555));
  const pid_t somebody = fork();
  if (somebody == 0) {
    if (geteuid() == 0 && setuid(65534) != 0) _exit(77);
    const Ran ran = Run({"backup", store_, Path("locked/copy.annals")});
    const bool says_why = ran.err.find(
                              "copy.annals: cannot be made "
                              "(Permission denied)") != std::string::npos;
    _exit(ran.code == 2 && says_why ? 0 : 1);
  }
  int status = -1;
  waitpid(somebody, &status, 0);
  if (WEXITSTATUS(status) == 77) GTEST_SKIP() << "only root is known here";
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(fs::is_empty(Path("locked")));
}

TEST_F(TrustCommandsTest, ABackupIntoNoFolderIsTwoAndNamesIt) {
  ImportEvents(3);
  const Ran ran = Run({"backup", store_, Path("none/copy.annals")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("none/copy.annals: cannot be made (No such"));
}

TEST_F(TrustCommandsTest, SalvageOfASoundStoreLosesNothing) {
  ImportEvents(3);
  const Ran ran = Run({"salvage", store_, Path("new.annals"), "--output=json"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.Lines().at(0), Json({{"saved_revisions", 3},
                                     {"lost_revisions", 0},
                                     {"end_is_unknown", false},
                                     {"lost", Json::array()}}));
  EXPECT_EQ(Run({"verify", Path("new.annals")}).code, 0);
}

TEST_F(TrustCommandsTest, SalvageSavesTheRestAndSaysWhatIsLost) {
  ImportEvents(40);
  DamagePageOf("e30");
  const std::string before = Bytes(store_);
  const Ran ran = Run({"salvage", store_, Path("new.annals")});
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr(" revisions saved, "), HasSubstr("lost: 31")));
  EXPECT_EQ(Bytes(store_), before);
  EXPECT_EQ(Run({"verify", Path("new.annals")}).code, 0);
  EXPECT_EQ(Run({"show", Path("new.annals"), "e31"}).code, 0);
  EXPECT_EQ(Run({"show", Path("new.annals"), "e30"}).code, 2);
}

TEST_F(TrustCommandsTest, SalvageMakesOnlyWhatIsNotThereOfWhatIs) {
  ImportEvents(3);
  const std::string mine = Write("mine.annals", "mine");
  const Ran onto_mine = Run({"salvage", store_, mine});
  EXPECT_EQ(onto_mine.code, 2);
  EXPECT_THAT(onto_mine.err, HasSubstr("mine.annals: there is one"));
  EXPECT_EQ(Bytes(mine), "mine");
  const Ran of_nothing = Run({"salvage", Path("none"), Path("new.annals")});
  EXPECT_EQ(of_nothing.code, 2);
  EXPECT_THAT(of_nothing.err, HasSubstr("none: no such file"));
  const Ran of_text = Run({"salvage", mine, Path("new.annals")});
  EXPECT_EQ(of_text.code, 2);
  EXPECT_THAT(of_text.err, HasSubstr("mine.annals"));
  EXPECT_FALSE(fs::exists(Path("new.annals")));
}

}  // namespace
}  // namespace annals
