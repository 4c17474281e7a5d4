// Tests of annals/store/internal/record_index.h: an index that lies is never
// believed.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/record_index.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

// What a store answers to each of a list of questions; "DataLoss" for an answer
// that it refuses.
using Answers = std::vector<std::string>;

class RecordIndexTest : public StoreTest {
 protected:
  // Records a0, a1, ... in three states: changed, retracted, as they were put.
  void Fill(int records) {
    count_ = records;
    Batch first;
    Batch second;
    for (int i = 0; i < records; ++i) {
      first.Put(EventRecord(Id(i)));
      if (i % 3 == 0) second.Put(EventRecord(Id(i), "Peace"));
      if (i % 3 == 1) second.Retract(Id(i));
    }
    first.Put(LinkRecord("link", Id(0), Id(2)));
    ASSERT_THAT(store_->Append(first), IsOk());
    ASSERT_THAT(store_->Append(second), IsOk());
    store_.reset();
    std::ifstream file(path(), std::ios::binary);
    sound_.assign(std::istreambuf_iterator<char>(file), {});
  }

  static std::string Id(int i) { return "a" + std::to_string(i); }

  // How many ids of records a page holds.
  int CountIds(size_t page) const {
    int count = 0;
    for (size_t at = page; at + 1 < page + 4096; ++at) {
      const bool is_id =
          sound_[at] == 'a' && absl::ascii_isdigit(sound_[at + 1]);
      if (is_id) ++count;
    }
    return count;
  }

  // Where the pages of the index are, by their first bytes and what is in them.
  std::vector<size_t> IndexPages() const {
    std::vector<size_t> pages;
    for (size_t at = 4096; at + 4096 <= sound_.size(); at += 4096) {
      const bool is_of_an_index = sound_[at] == 0x0a || sound_[at] == 0x02;
      // Tables without rowids look like an index too, but those of names and of
      // links' ends have two entries.
      if (is_of_an_index && CountIds(at) > 2) pages.push_back(at);
    }
    return pages;
  }

  // What is answered with this bit flipped; it is flipped back then.
  Answers AskWithFlippedBit(size_t byte, int bit, int every) {
    std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
    const auto at = static_cast<std::streamoff>(byte);
    file.seekp(at).put(static_cast<char>(sound_[byte] ^ (1 << bit))).flush();
    Answers answers = Ask(every);
    file.seekp(at).put(sound_[byte]).flush();
    return answers;
  }

  static std::string Answer(const absl::Status& status, std::string answer) {
    if (status.ok()) return answer;
    if (absl::IsDataLoss(status)) return "DataLoss";
    return status.ToString();
  }

  // A store whose schema is damaged is not opened, and gives no answer.
  Answers Ask(int every) {
    StoreOptions options;
    options.read_only = true;
    auto opened = OpenStore(path(), options);
    if (!opened.ok()) return {};
    Store& store = **opened;
    Answers answers;
    for (const std::optional<RecordKind> kind :
         {std::optional<RecordKind>(), std::optional(RecordKind::kEvent),
          std::optional(RecordKind::kCausalLink)}) {
      answers.push_back(AskScan(store, kind, {}));
    }
    AsOf first_batch;
    first_batch.sequence = count_ + 1;
    answers.push_back(AskScan(store, {}, first_batch));
    const auto statistics = store.Statistics();
    answers.push_back(
        Answer(statistics.status(),
               statistics.ok() ? std::to_string(statistics->retracted) : ""));
    for (int i = 0; i <= count_; i += every) AskAbout(store, Id(i), answers);
    return answers;
  }

  static std::string AskScan(Store& store, std::optional<RecordKind> kind,
                             const AsOf& as_of) {
    std::string seen;
    const absl::Status status =
        store.Scan(kind, as_of, [&seen](const StoredRecord& stored) {
          seen += IdOf(stored.record) + "@" + std::to_string(stored.sequence);
          return absl::OkStatus();
        });
    return Answer(status, seen);
  }

  void AskAbout(Store& store, const std::string& id, Answers& answers) const {
    AsOf first_batch;
    first_batch.sequence = count_ + 1;
    for (const AsOf& as_of : {AsOf(), first_batch}) {
      const auto got = store.Get(id, as_of);
      answers.push_back(
          Answer(got.status(), got.ok() ? std::to_string(got->sequence) : ""));
    }
    const auto history = store.History(id);
    answers.push_back(Answer(
        history.status(), history.ok() ? std::to_string(history->size()) : ""));
  }

  // The number of answers that are neither right nor DataLoss.
  static int WrongIn(const Answers& answers, const Answers& right) {
    int wrong = 0;
    for (size_t i = 0; i < answers.size(); ++i) {
      if (answers[i] != "DataLoss" && answers[i] != right[i]) ++wrong;
    }
    return wrong;
  }

  int count_ = 0;
  std::string sound_;
};

TEST_F(RecordIndexTest,
       AnyFlippedBitOfASmallIndexGivesTheRightAnswerOrDataLoss) {
  Fill(6);
  const Answers right = Ask(1);
  const std::vector<size_t> pages = IndexPages();
  ASSERT_EQ(pages.size(), 1u);
  int noticed = 0;
  for (size_t byte = pages[0]; byte < pages[0] + 4096; ++byte) {
    const size_t offset = byte - pages[0];
    if (offset > 40 && sound_[byte] == 0 && offset < 3800) continue;  // unused
    for (int bit = 0; bit < 8; ++bit) {
      const Answers answers = AskWithFlippedBit(byte, bit, 1);
      EXPECT_EQ(WrongIn(answers, right), 0)
          << "byte " << offset << " bit " << bit << ": "
          << ::testing::PrintToString(answers);
      noticed += answers != right ? 1 : 0;
    }
  }
  EXPECT_GT(noticed, 500);
}

TEST_F(RecordIndexTest,
       RandomFlippedBitsOfALargerIndexGiveTheRightAnswerOrDataLoss) {
  constexpr int kFlips = 100;
  const unsigned seed = SeedOfTest();
  std::cout << "ANNALS_TEST_SEED=" << seed << "\n";
  std::mt19937 random(seed);
  Fill(600);
  const Answers right = Ask(37);
  const std::vector<size_t> pages = IndexPages();
  ASSERT_GT(pages.size(), 3u);
  for (int i = 0; i < kFlips; ++i) {
    const size_t byte = pages[random() % pages.size()] + random() % 4096;
    const int bit = static_cast<int>(random() % 8);
    EXPECT_EQ(WrongIn(AskWithFlippedBit(byte, bit, 37), right), 0)
        << "byte " << byte << " bit " << bit;
  }
}

TEST_F(RecordIndexTest, ARetractionThatIsNotInTheLogIsDataLoss) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  ASSERT_EQ(
      RawExecute(path(), DropTriggers() + "UPDATE revision SET operation = 2"),
      "");
  EXPECT_THAT(store_->Get("a"),
              Fails(absl::StatusCode::kDataLoss, "revision 1: hash"));
  EXPECT_THAT(store_->Statistics(), Fails(absl::StatusCode::kDataLoss, "1"));
  EXPECT_THAT(store_->Append(Batch().Put(EventRecord("a", "new"))),
              Fails(absl::StatusCode::kDataLoss, "revision 1"));
}

}  // namespace
}  // namespace annals::testing
