// HistoryModelTest: random histories of a Store, compared with HistoryModel.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_STORE_HISTORY_MODEL_RUNNER_H_
#define ANNALS_TESTS_STORE_HISTORY_MODEL_RUNNER_H_

#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/history_model.h"
#include "tests/store/support.h"

namespace annals::testing {

class HistoryModelTest : public StoreTest {
 protected:
  static constexpr int kIdsOfAKind = 10;

  // Does so many random things to both, which must agree on what is done.
  void Run(int operations) {
    const unsigned seed = SeedOfTest();
    std::cout << "ANNALS_TEST_SEED=" << seed << "\n";
    random_.seed(seed);
    for (int i = 0; i < operations; ++i) {
      now_ += Pick(5) - 2;
      const Batch batch = AnyBatch();
      const auto result = store_->Append(batch);
      const bool is_accepted = model_.Append(batch, Describe(batch));
      ASSERT_EQ(result.ok(), is_accepted)
          << "operation " << i << ": " << Describe(batch) << ": "
          << result.status();
      ASSERT_EQ(LastSequence(), model_.last()) << Describe(batch);
      accepted_ += is_accepted ? 1 : 0;
    }
    EXPECT_GT(accepted_, operations / 5) << "too much was refused";
  }

  // Every id at every sequence, and each `scan_step`th as a whole.
  void ExpectEveryPointIsAsReplayed(int64_t scan_step) {
    model_.Replay([&](int64_t sequence, const HistoryState& state) {
      AsOf as_of;
      as_of.sequence = sequence;
      ASSERT_EQ(GetEach(as_of), state) << "as of " << sequence;
      if (sequence % scan_step != 0) return;
      ASSERT_EQ(Scan(as_of), state) << "as of " << sequence;
    });
  }

 private:
  int Pick(int count) {
    return std::uniform_int_distribution<int>(0, count - 1)(random_);
  }
  std::string AnyEvent() { return "e" + std::to_string(Pick(kIdsOfAKind)); }
  std::string AnyLink() { return "l" + std::to_string(Pick(kIdsOfAKind)); }
  std::string AnyId() { return Pick(2) == 0 ? AnyEvent() : AnyLink(); }

  Batch AnyBatch() {
    Batch batch;
    std::set<std::string> ids;
    for (int i = Pick(3); i >= 0; --i) {
      Change change = AnyChange();
      const bool is_put = change.operation == Change::Operation::kPut;
      if (!ids.insert(is_put ? IdOf(change.record) : change.id).second)
        continue;
      batch.changes.push_back(std::move(change));
    }
    if (Pick(10) == 0) batch.idempotency_key = "key" + std::to_string(Pick(30));
    if (Pick(20) == 0) batch.expected_sequence = LastSequence() - Pick(2);
    return batch;
  }

  Change AnyChange() {
    Change change;
    const int kind = Pick(50);
    if (kind < 15) {
      change.record = EventRecord(AnyEvent(), std::to_string(Pick(3)));
    } else if (kind < 35) {
      const std::string cause = AnyEvent();
      std::string effect = AnyEvent();
      if (cause == effect) effect = cause == "e0" ? "e1" : "e0";
      change.record = LinkRecord(AnyLink(), cause, effect);
    } else {
      change.operation = kind < 43   ? Change::Operation::kRetract
                         : kind < 49 ? Change::Operation::kRestore
                                     : Change::Operation::kRedact;
      change.id = AnyId();
      change.cascade = Pick(2) == 0;
      const bool is_restoration =
          change.operation == Change::Operation::kRestore;
      if (is_restoration && Pick(2) == 0) {
        change.revision = Pick(static_cast<int>(LastSequence()) + 2);
      }
    }
    if (Pick(20) == 0) {
      change.expected_revision = Pick(static_cast<int>(LastSequence()) + 1);
    }
    return change;
  }

  static std::string Describe(const Batch& batch) {
    std::string text;
    for (const Change& change : batch.changes) {
      text += std::to_string(static_cast<int>(change.operation)) + " ";
      text += change.operation == Change::Operation::kPut
                  ? IdOf(change.record) + "=" + ValueOfRecord(change.record)
                  : change.id;
      text += " " + std::to_string(change.revision.value_or(-1)) + " " +
              std::to_string(change.expected_revision.value_or(-1)) +
              (change.cascade ? " cascade; " : "; ");
    }
    return text;
  }

  HistoryState Scan(const AsOf& as_of) {
    HistoryState state;
    EXPECT_THAT(store_->Scan({}, as_of,
                             [&state](const StoredRecord& stored) {
                               state[IdOf(stored.record)] =
                                   ValueOfRecord(stored.record);
                               return absl::OkStatus();
                             }),
                IsOk());
    return state;
  }

  HistoryState GetEach(const AsOf& as_of) {
    HistoryState state;
    for (const char* prefix : {"e", "l"}) {
      for (int i = 0; i < kIdsOfAKind; ++i) {
        const std::string id = prefix + std::to_string(i);
        const auto stored = store_->Get(id, as_of);
        if (stored.ok()) state[id] = ValueOfRecord(stored->record);
      }
    }
    return state;
  }

  std::mt19937 random_;
  HistoryModel model_;
  int accepted_ = 0;
};

}  // namespace annals::testing

#endif  // ANNALS_TESTS_STORE_HISTORY_MODEL_RUNNER_H_
