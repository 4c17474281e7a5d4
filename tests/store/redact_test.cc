// Tests of redaction: what goes, what stays, and that nothing is left behind.
//
// SPDX-License-Identifier: Apache-2.0

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "annals/store/event_feed.h"
#include "annals/store/internal/append.h"
#include "annals/store/internal/erasure.h"
#include "annals/store/internal/hash_chain.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/prepared_batch.h"
#include "annals/store/internal/store_file.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using What = Outcome::What;

constexpr char kTitle[] = "Zwiebelfisch";
constexpr char kDescription[] = "quetzalcoatlus";
constexpr char kTag[] = "xanthophyll";
constexpr char kQuote[] = "jabberwocky";

// An event whose every part can be looked for in the file.
Record Secret(const std::string& title = kTitle) {
  Event event = MakeEvent("secret", title, "1904-02-08");
  // Long enough for pages of its own.
  std::string description;
  for (int i = 0; i < 2000; ++i) description += std::string(kDescription) + " ";
  event.set_description(description);
  event.add_tags(kTag);
  Claim& claim = AddClaim(event, "c", {"somebody"});
  AddEvidence(claim, "source", kQuote);
  return ToRecord(event);
}

std::string BytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

class RedactTest : public StoreTest {
 protected:
  RedactTest() {
    Batch batch = Batch()
                      .Put(ToRecord(MakeSource("source", "The Times")))
                      .Put(Secret())
                      .Put(EventRecord("war"))
                      .Put(LinkRecord("link", "secret", "war"));
    batch.idempotency_key = "key";
    EXPECT_THAT(store_->Append(batch), IsOk());
    EXPECT_THAT(store_->Append(Batch().Put(Secret("Zwiebelfisch again"))),
                IsOk());
  }

  static Batch Redaction(bool cascade = true) {
    Batch batch = Batch().Redact("secret");
    batch.changes[0].cascade = cascade;
    batch.author = "kim";
    batch.reason = "article 17";
    return batch;
  }

  // Which of the secret words are anywhere in the file or beside it.
  std::vector<std::string> WordsLeft() const {
    std::vector<std::string> left;
    for (const char* suffix : {"", "-wal", "-shm", "-index", "-index-new"}) {
      const std::string bytes = BytesOf(path() + suffix);
      for (const char* word :
           {kTitle, kDescription, kTag, kQuote, "zwiebelfisch"}) {
        if (bytes.find(word) != std::string::npos) {
          left.push_back(std::string(word) + " in file" + suffix);
        }
      }
    }
    return left;
  }

  // Every hash of the chain, from the first to the last.
  void ExpectChainHolds() {
    std::string previous = store_internal::ZeroHash();
    for (const RawRow& row :
         RawQuery(path(), "SELECT record_id FROM revision ORDER BY sequence")) {
      const auto history = store_->History(row[0]);
      ASSERT_THAT(history, IsOk());
    }
    for (const RawRow& row : RawQuery(
             path(),
             "SELECT previous_hash, hash FROM revision ORDER BY sequence")) {
      EXPECT_EQ(row[0], previous);
      previous = row[1];
    }
  }
};

TEST_F(RedactTest, NoByteOfTheContentIsLeftInTheFile) {
  ASSERT_THAT(WordsLeft(), Not(IsEmpty()));
  ASSERT_THAT(store_->event_feed()->KeepIndex(
                  5, [](EventFeed::Sink sink) { return sink(kTag); }),
              IsOk());
  // As of a writer that was killed.
  std::ofstream(path() + "-index-new") << kTitle;
  const auto result = store_->Append(Redaction());
  ASSERT_THAT(result, IsOk());
  EXPECT_FALSE(result->erasure_is_pending);
  EXPECT_THAT(WordsLeft(), IsEmpty());
  ExpectChainHolds();
  store_.reset();
  EXPECT_THAT(WordsLeft(), IsEmpty());
}

TEST_F(RedactTest, ItLeavesItsScar) {
  const auto result = store_->Append(Redaction());
  ASSERT_THAT(result, IsOk());
  ASSERT_THAT(result->outcomes, SizeIs(2));
  EXPECT_EQ(result->outcomes[0].what, What::kRedacted);
  EXPECT_EQ(result->outcomes[0].sequence, 6);
  EXPECT_EQ(result->outcomes[1].what, What::kRetracted);
  EXPECT_EQ(result->outcomes[1].id, "link");
  EXPECT_THAT(store_->Get("secret"),
              Fails(absl::StatusCode::kNotFound, "redacted by revision 6"));
  const auto history = store_->History("secret");
  ASSERT_THAT(history, IsOk());
  ASSERT_THAT(*history, SizeIs(3));
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(history->at(i).operation(), Revision::PUT);
    EXPECT_THAT(history->at(i).content(), IsEmpty());
    EXPECT_THAT(history->at(i).salt(), IsEmpty());
    EXPECT_THAT(history->at(i).content_hash(), SizeIs(32));
  }
  EXPECT_EQ(history->at(2).operation(), Revision::REDACT);
  EXPECT_EQ(history->at(2).author(), "kim");
  EXPECT_EQ(history->at(2).reason(), "article 17");
  EXPECT_THAT(RawQuery(path(),
                       "SELECT 1 FROM revision WHERE record_id = 'secret' AND "
                       "(title IS NOT NULL OR earliest_start IS NOT NULL)"),
              IsEmpty());
}

TEST_F(RedactTest, ThePastForgetsItToo) {
  ASSERT_THAT(store_->Append(Redaction()), IsOk());
  AsOf then;
  then.sequence = 4;
  EXPECT_THAT(store_->Get("secret", then),
              Fails(absl::StatusCode::kNotFound, "redacted by revision 6"));
  std::vector<std::string> ids;
  EXPECT_THAT(store_->Scan({}, then,
                           [&ids](const StoredRecord& stored) {
                             ids.push_back(IdOf(stored.record));
                             return absl::OkStatus();
                           }),
              IsOk());
  EXPECT_THAT(ids, ::testing::ElementsAre("link", "source", "war"));
}

TEST_F(RedactTest, WhatIsNamedIsNotRedactedUnlessItCascades) {
  EXPECT_THAT(
      store_->Append(Redaction(/*cascade=*/false)),
      Fails(absl::StatusCode::kFailedPrecondition, "named by \"link\""));
  EXPECT_EQ(TitleOfEvent("secret"), "Zwiebelfisch again");
}

TEST_F(RedactTest, WhatWasRetractedCanStillBeRedactedOnce) {
  ASSERT_THAT(store_->Append(Retraction("secret", /*cascade=*/true)), IsOk());
  ASSERT_THAT(store_->Append(Redaction()), IsOk());
  EXPECT_THAT(WordsLeft(), IsEmpty());
  EXPECT_THAT(store_->Append(Redaction()),
              Fails(absl::StatusCode::kNotFound, "redacted by revision 8"));
  EXPECT_THAT(store_->Append(Batch().Redact("nobody")),
              Fails(absl::StatusCode::kNotFound, "no record \"nobody\""));
}

TEST_F(RedactTest, ARecordMayBePutAnewAndIsThenAdded) {
  ASSERT_THAT(store_->Append(Redaction()), IsOk());
  const auto result = store_->Append(Batch().Put(Secret("Another title")));
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->outcomes[0].what, What::kAdded);
  EXPECT_EQ(TitleOfEvent("secret"), "Another title");
  AsOf then;
  then.sequence = 5;
  EXPECT_THAT(store_->Get("secret", then),
              Fails(absl::StatusCode::kNotFound, "redacted by revision 6"));
}

TEST_F(RedactTest, WhatIsRedactedCannotBeRestored) {
  ASSERT_THAT(store_->Append(Redaction()), IsOk());
  EXPECT_THAT(store_->Append(Batch().Restore("secret")),
              Fails(absl::StatusCode::kNotFound, "redacted by revision 6"));
  EXPECT_THAT(store_->Append(Batch().Restore("secret", 2)),
              Fails(absl::StatusCode::kFailedPrecondition,
                    "revision 2 is a redacted PUT of \"secret\""));
}

TEST_F(RedactTest, ARequestThatBroughtItIsForgotten) {
  Batch batch = Batch()
                    .Put(ToRecord(MakeSource("source", "The Times")))
                    .Put(Secret())
                    .Put(EventRecord("war"))
                    .Put(LinkRecord("link", "secret", "war"));
  batch.idempotency_key = "key";
  EXPECT_TRUE(store_->Append(batch)->repeated);
  ASSERT_THAT(store_->Append(Redaction()), IsOk());
  EXPECT_THAT(store_->Append(batch),
              Fails(absl::StatusCode::kAlreadyExists, "made the store forget"));
  EXPECT_THAT(store_->Get("secret"), Fails(absl::StatusCode::kNotFound, ""));
}

// The trigger lets a redaction through, and nothing that looks like one.
TEST_F(RedactTest, OnlyARedactionMayTakeContentAway) {
  constexpr char kErase[] =
      "UPDATE revision SET salt = NULL, content = NULL WHERE record_id = '";
  EXPECT_THAT(RawExecute(path(), std::string(kErase) + "secret'"),
              HasSubstr("never changed"));
  ASSERT_THAT(store_->Append(Redaction()), IsOk());
  for (const std::string& change : std::vector<std::string>{
           std::string(kErase) + "war'", std::string(kErase) + "link'",
           "UPDATE revision SET salt = NULL, content = NULL, author = 'x' "
           "WHERE record_id = 'secret'",
           "UPDATE revision SET salt = x'00', content = x'00' "
           "WHERE record_id = 'secret'",
           "UPDATE revision SET salt = NULL, content = NULL WHERE "
           "operation = 3"}) {
    EXPECT_THAT(RawExecute(path(), change), HasSubstr("never changed"))
        << change;
  }
}

TEST_F(RedactTest, ContentThatNoRedactionTookIsDamage) {
  store_.reset();
  ASSERT_EQ(RawExecute(path(), DropTriggers() +
                                   "UPDATE revision SET salt = NULL, content "
                                   "= NULL WHERE record_id = 'war'"),
            "");
  auto database = store_internal::Database::Open(path(), {});
  ASSERT_THAT(database, IsOk());
  store_internal::Head head;
  head.sequence = 3;
  head.is_live = true;
  EXPECT_THAT(store_internal::ReadLive(**database, "war", head),
              Fails(absl::StatusCode::kDataLoss, "no redaction took it"));
}

TEST_F(RedactTest, AReaderInTheWayLeavesItPendingForTheNextWriter) {
  StoreOptions impatient;
  impatient.busy_timeout_ms = 0;
  Reopen(impatient);
  store_internal::DatabaseOptions options;
  options.read_only = true;
  auto reader = store_internal::Database::Open(path(), options);
  ASSERT_THAT(reader, IsOk());
  {
    store_internal::Transaction reading(
        **reader, store_internal::Transaction::Kind::kRead);
    ASSERT_THAT((*reader)->SelectInt("SELECT count(*) FROM revision"), IsOk());
    const auto result = store_->Append(Redaction());
    ASSERT_THAT(result, IsOk());
    EXPECT_TRUE(result->erasure_is_pending);
    EXPECT_THAT(store_->FinishRedaction(),
                Fails(absl::StatusCode::kUnavailable, "somebody reads"));
    EXPECT_THAT(WordsLeft(), Not(IsEmpty()));
  }
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("later"))), IsOk());
  EXPECT_THAT(WordsLeft(), IsEmpty());
  EXPECT_THAT(store_->FinishRedaction(), IsOk());
}

// A folder that has the name of the index is in nobody's way: it is no index.
TEST_F(RedactTest, AFolderWithTheNameOfTheIndexIsInNobodysWay) {
  std::filesystem::create_directory(path() + "-index");
  const auto result = store_->Append(Redaction());
  ASSERT_THAT(result, IsOk());
  EXPECT_FALSE(result->erasure_is_pending);
  std::filesystem::remove(path() + "-index");
  EXPECT_THAT(WordsLeft(), IsEmpty());
}

// A process that makes the batch, takes so many steps of what follows, and then
// is gone without closing anything.
void DieAfter(const std::string& path, const Batch& batch, int steps) {
  const pid_t process = fork();
  if (process == 0) {
    auto database = store_internal::OpenForWriting(path, {});
    const auto prepared = store_internal::Prepare(batch);
    if (!database.ok() || !prepared.ok()) _exit(1);
    store_internal::PendingAppend pending(batch, *prepared);
    const std::vector<store_internal::PendingAppend*> one = {&pending};
    bool is_due = AppendBatches(**database, one, [] { return 0; });
    for (int i = 0; i < steps && is_due; ++i) {
      is_due = !store_internal::TakeErasureStep(**database).value_or(true);
    }
    _exit(0);
  }
  int status = -1;
  waitpid(process, &status, 0);
  EXPECT_EQ(status, 0);
}

TEST_F(RedactTest, WhatAKilledProcessBeganTheNextWriterFinishes) {
  for (int steps = 0; steps <= 3; ++steps) {
    const std::string id = "other" + std::to_string(steps);
    ASSERT_THAT(store_->Append(Batch().Put(Secret())), IsOk());
    store_.reset();
    DieAfter(path(), Redaction(), steps);
    Reopen();
    EXPECT_THAT(store_->Get("secret"),
                Fails(absl::StatusCode::kNotFound, "redacted by revision"))
        << steps;
    ASSERT_THAT(store_->Append(Batch().Put(EventRecord(id))), IsOk());
    EXPECT_THAT(WordsLeft(), IsEmpty()) << steps;
    EXPECT_THAT(RawQuery(path(), "SELECT * FROM meta WHERE name = 'erasure'"),
                IsEmpty());
  }
}

}  // namespace
}  // namespace annals::testing
