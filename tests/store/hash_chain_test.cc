// Tests of annals/store/internal/hash_chain.h, by a second reading of
// docs/format.md: from raw rows, with OpenSSL, without the library's code.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/hash_chain.h"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::SizeIs;

class HashChainTest : public StoreTest {};

std::string OpenSslSha256(const std::string& bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
         digest);
  return std::string(reinterpret_cast<char*>(digest), sizeof digest);
}

std::string BigEndian(const std::string& digits, int bytes) {
  int64_t value = 0;
  EXPECT_TRUE(absl::SimpleAtoi(digits, &value));
  std::string out(bytes, '\0');
  for (int i = bytes; i-- > 0; value >>= 8) {
    out[i] = static_cast<char>(value & 0xff);
  }
  return out;
}

std::string WithLength(const std::string& text) {
  return BigEndian(std::to_string(text.size()), 4) + text;
}

// The columns of kRows, from the fourth on.
std::string Header(const RawRow& row) {
  std::string header = "\x01";
  header += BigEndian(row[4], 8);  // sequence
  header += BigEndian(row[5], 8);  // batch
  header += BigEndian(row[6], 8);  // commit_time
  header += BigEndian(row[7], 1);  // operation
  for (size_t i = 8; i < row.size(); ++i) header += WithLength(row[i]);
  return header;
}

constexpr char kRows[] =
    "SELECT salt || content, content_hash, previous_hash, hash, sequence, "
    "batch, commit_time, operation, record_id, author, reason, "
    "idempotency_key, correlation_id, causation_id "
    "FROM revision ORDER BY sequence";

TEST_F(HashChainTest, AStrangerComesToTheSameHashes) {
  Batch batch = Batch().Put(EventRecord("war")).Put(EventRecord("peace"));
  batch.author = "김";
  batch.reason = "archive";
  batch.idempotency_key = "k";
  batch.correlation_id = "c";
  ASSERT_THAT(store_->Append(batch), IsOk());
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("war", "Battle"))),
              IsOk());
  ASSERT_THAT(store_->Append(Batch().Retract("peace")), IsOk());
  const std::vector<RawRow> rows = RawQuery(path(), kRows);
  ASSERT_THAT(rows, SizeIs(4));
  std::string previous(32, '\0');
  for (const RawRow& row : rows) {
    EXPECT_EQ(row[1], OpenSslSha256(row[0]));
    EXPECT_EQ(row[2], previous);
    EXPECT_EQ(row[3], OpenSslSha256(row[2] + Header(row) + row[1]));
    previous = row[3];
  }
}

// `salt || content` above is text to SQLite once it is concatenated, so bytes
// that are not UTF-8 must survive it: salts are such bytes.
TEST_F(HashChainTest, EverySaltIsNew) {
  Batch batch;
  for (int i = 0; i < 50; ++i) batch.Put(EventRecord(std::to_string(i)));
  ASSERT_THAT(store_->Append(batch), IsOk());
  EXPECT_EQ(RawQuery(path(),
                     "SELECT count(DISTINCT salt), min(length(salt)), "
                     "max(length(salt)) FROM revision"),
            (std::vector<RawRow>{{"50", "16", "16"}}));
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

// OpenSSL has no random bytes to give until it goes.
class WithoutRandomness {
 public:
  WithoutRandomness() {
    none_.bytes = [](unsigned char*, int) { return 0; };
    RAND_set_rand_method(&none_);
  }
  ~WithoutRandomness() { RAND_set_rand_method(nullptr); }
  WithoutRandomness(const WithoutRandomness&) = delete;
  WithoutRandomness& operator=(const WithoutRandomness&) = delete;

 private:
  RAND_METHOD none_ = {};
};

#pragma GCC diagnostic pop

TEST_F(HashChainTest, WithoutRandomnessNothingIsAppended) {
  Batch batch = Batch().Put(EventRecord("a"));
  {
    const WithoutRandomness without_randomness;
    EXPECT_THAT(store_->Append(batch),
                Fails(absl::StatusCode::kUnavailable, "no random bytes"));
    EXPECT_EQ(LastSequence(), 0);
  }
  EXPECT_THAT(store_->Append(batch), IsOk());
}

TEST_F(HashChainTest, TheHeaderIsFrozen) {
  Revision revision;
  revision.set_sequence(1);
  revision.set_batch(1);
  revision.set_commit_time(-2);
  revision.set_operation(Revision::PUT);
  revision.set_record_id("oil");
  revision.set_author("K");
  using namespace std::string_literals;
  EXPECT_EQ(store_internal::HashedHeader(revision),
            "\x01"
            "\0\0\0\0\0\0\0\x01"
            "\0\0\0\0\0\0\0\x01"
            "\xff\xff\xff\xff\xff\xff\xff\xfe"
            "\x01"
            "\0\0\0\x03oil"
            "\0\0\0\x01K"
            "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"s);
}

TEST_F(HashChainTest, ARedactedRevisionIsJudgedByItsChainAlone) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  Revision revision = store_->History("a")->at(0);
  EXPECT_EQ(store_internal::HashFault(revision), "");
  revision.clear_salt();
  EXPECT_NE(store_internal::HashFault(revision), "");
  revision.clear_content();
  EXPECT_EQ(store_internal::HashFault(revision), "");
  revision.set_author("somebody else");
  EXPECT_NE(store_internal::HashFault(revision), "");
}

}  // namespace
}  // namespace annals::testing
