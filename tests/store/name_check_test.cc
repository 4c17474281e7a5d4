// Tests of annals/store/internal/name_check.h: nothing that is named is
// missing.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/name_check.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class NameCheckTest : public StoreTest {
 protected:
  // The message of the only fault of a batch that puts `record`.
  std::string FaultOf(const Record& record) {
    const auto result = store_->Append(Batch().Put(record));
    const auto faults = FaultsOf(result.status());
    EXPECT_THAT(faults, SizeIs(1)) << result.status();
    return faults.empty()
               ? ""
               : faults[0].fault.path + ": " + faults[0].fault.message;
  }
};

// An event with one claim.
Event Claimed(std::string_view id, std::string_view claim) {
  Event event = MakeEvent(id, "Collapse");
  AddClaim(event, claim, {"Samuel Ramani"});
  return event;
}

TEST_F(NameCheckTest, RecordsOfABatchMayNameOneAnotherInAnyOrder) {
  EXPECT_THAT(store_->Append(Batch()
                                 .Put(LinkRecord("l", "a", "b"))
                                 .Put(EventRecord("a"))
                                 .Put(EventRecord("b"))),
              IsOk());
}

TEST_F(NameCheckTest, ALinkJoinsEventsOrLinks) {
  ASSERT_THAT(store_->Append(Batch()
                                 .Put(EventRecord("a"))
                                 .Put(EventRecord("b"))
                                 .Put(LinkRecord("l", "a", "b"))
                                 .Put(ToRecord(MakeSource("s", "Times")))),
              IsOk());
  EXPECT_THAT(store_->Append(Batch().Put(LinkRecord("m", "l", "b"))), IsOk());
  EXPECT_EQ(FaultOf(LinkRecord("n", "a", "s")),
            "effects[0]: \"s\" is a source; want an event or a causal_link");
}

TEST_F(NameCheckTest, EachFieldHasItsKind) {
  ASSERT_THAT(
      store_->Append(Batch().Put(EventRecord("a")).Put(EventRecord("b"))),
      IsOk());
  Event event = MakeEvent("c", "Talks");
  AddParticipant(event, "Russia").set_entity("a");
  EXPECT_EQ(FaultOf(ToRecord(event)),
            "participants[0].entity: \"a\" is an event; want an entity");
  Event claimed = Claimed("c", "k");
  AddEvidence(*claimed.mutable_claims(0), "a", "Words");
  EXPECT_EQ(FaultOf(ToRecord(claimed)),
            "claims[0].evidence[0].source: \"a\" is an event; want a source");
}

TEST_F(NameCheckTest, AStatementMayBeAboutAnyRecord) {
  Event event = MakeEvent("report", "A report");
  for (const char* id : {"a", "s", "e"}) event.add_about(id);
  EXPECT_THAT(store_->Append(
                  Batch()
                      .Put(EventRecord("a"))
                      .Put(ToRecord(MakeSource("s", "Times")))
                      .Put(ToRecord(MakeEntity("e", Entity::STATE, "Russia")))
                      .Put(ToRecord(event))),
              IsOk());
}

TEST_F(NameCheckTest, WordsNeedNoRecord) {
  Event event = Claimed("a", "k");
  event.add_places("Pyongyang");
  event.mutable_claims(0)->add_conditions("if it rains");
  EXPECT_THAT(store_->Append(Batch().Put(ToRecord(event))), IsOk());
}

TEST_F(NameCheckTest, ANamedClaimMustExist) {
  ASSERT_THAT(store_->Append(Batch().Put(ToRecord(Claimed("a", "k1")))),
              IsOk());
  Event rival = Claimed("b", "k");
  rival.mutable_claims(0)->add_contradicts("a#k2");
  EXPECT_EQ(FaultOf(ToRecord(rival)),
            "claims[0].contradicts[0]: record \"a\" has no claim \"k2\"");
  rival.mutable_claims(0)->set_contradicts(0, "a#k1");
  EXPECT_THAT(store_->Append(Batch().Put(ToRecord(rival))), IsOk());
}

TEST_F(NameCheckTest, ANamedClaimCannotVanish) {
  Event rival = Claimed("b", "k");
  rival.mutable_claims(0)->add_contradicts("a#k1");
  ASSERT_THAT(
      store_->Append(
          Batch().Put(ToRecord(Claimed("a", "k1"))).Put(ToRecord(rival))),
      IsOk());
  EXPECT_THAT(FaultOf(EventRecord("a")),
              HasSubstr("claims: no claim \"k1\", which \"b\" names"));
  rival.mutable_claims(0)->clear_contradicts();
  EXPECT_THAT(
      store_->Append(Batch().Put(EventRecord("a")).Put(ToRecord(rival))),
      IsOk());
}

TEST_F(NameCheckTest, AClaimOfARecordInTheSameBatchIsSeen) {
  Event rival = Claimed("b", "k");
  rival.mutable_claims(0)->add_supports("a#k9");
  const auto result = store_->Append(
      Batch().Put(ToRecord(rival)).Put(ToRecord(Claimed("a", "k1"))));
  EXPECT_THAT(result, Fails(absl::StatusCode::kInvalidArgument,
                            "record \"a\" has no claim \"k9\""));
}

// One fault is told once: the bad name is not looked for as well.
TEST_F(NameCheckTest, AnInvalidRecordIsStillKnownByItsId) {
  const auto result = store_->Append(Batch()
                                         .Put(EventRecord("a", ""))
                                         .Put(EventRecord("b"))
                                         .Put(LinkRecord("l", "a", "b")));
  EXPECT_THAT(FaultsOf(result.status()), SizeIs(1));
}

}  // namespace
}  // namespace annals::testing
