// Tests of constraints in the forms in which historians state them.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/constraint_forms.h"

#include <string>

#include "annals/record/validate.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

AllenSet RelationsOf(const Constraint& constraint) {
  AllenSet relations;
  for (const auto relation : constraint.relation().relations()) {
    relations.Add(static_cast<AllenRelation>(static_cast<int>(relation) - 1));
  }
  return relations;
}

// By the ends of two intervals that are known.
AllenSet RelationsWhere(bool (*holds)(int, int, int, int)) {
  AllenSet relations;
  for (int start = 0; start < 6; ++start) {
    for (int end = start + 1; end < 7; ++end) {
      if (!holds(start, end, 2, 5)) continue;
      const auto at = [](int seconds) {
        return *Instant::FromSeconds(seconds);
      };
      relations =
          relations | PossibleRelations(Span::Exactly(at(start), at(end)),
                                        Span::Exactly(at(2), at(5)));
    }
  }
  return relations;
}

TEST(ConstraintFormsTest, EveryFormIsAValidRecord) {
  for (const Constraint& constraint :
       {MakeSequence("c", "a", "b"), MakeSequence("c", "a", "b", "P1M", "P3M"),
        MakeContemporary("c", "a", "b"), MakeStartsDuring("c", "a", "b"),
        MakeEndsDuring("c", "a", "b"), MakeWithin("c", "a", "b"),
        MakeTerminusPostQuem("c", "a", "0348"),
        MakeTerminusAnteQuem("c", "a", "0410-08-24T00:00:00Z"),
        MakeLength("c", "a", "P10Y", "P20Y")}) {
    EXPECT_TRUE(CheckValid(ToRecord(constraint)).ok())
        << constraint.ShortDebugString();
  }
}

TEST(ConstraintFormsTest, RelationsAreThoseThatTheWordsMean) {
  EXPECT_EQ(RelationsOf(MakeStartsDuring("c", "a", "b")),
            RelationsWhere([](int start, int, int b_start, int b_end) {
              return b_start <= start && start < b_end;
            }));
  EXPECT_EQ(RelationsOf(MakeEndsDuring("c", "a", "b")),
            RelationsWhere([](int, int end, int b_start, int b_end) {
              return b_start < end && end <= b_end;
            }));
  EXPECT_EQ(RelationsOf(MakeWithin("c", "a", "b")),
            RelationsWhere([](int start, int end, int b_start, int b_end) {
              return b_start <= start && end <= b_end;
            }));
  EXPECT_EQ(RelationsOf(MakeContemporary("c", "a", "b")),
            RelationsWhere([](int start, int end, int b_start, int b_end) {
              return start < b_end && b_start < end;
            }));
}

TEST(ConstraintFormsTest, ASequenceIsAGapThatIsNotNegative) {
  const Distance plain = MakeSequence("c", "a", "b").distance();
  EXPECT_EQ(plain.from().event(), "a");
  EXPECT_EQ(plain.from().side(), Endpoint::END);
  EXPECT_EQ(plain.to().event(), "b");
  EXPECT_EQ(plain.to().side(), Endpoint::START);
  EXPECT_EQ(plain.min(), "PT0S");
  EXPECT_EQ(plain.max(), "");
  EXPECT_EQ(MakeSequence("c", "a", "b", "", "P1Y").distance().max(), "P1Y");
}

TEST(ConstraintFormsTest, TerminiBoundTheStartFromBelowAndTheEndFromAbove) {
  const Distance post = MakeTerminusPostQuem("c", "a", "0348").distance();
  EXPECT_EQ(post.from().instant(), "0348");
  EXPECT_EQ(post.to().side(), Endpoint::START);
  const Distance ante = MakeTerminusAnteQuem("c", "a", "0410").distance();
  EXPECT_EQ(ante.from().side(), Endpoint::END);
  EXPECT_EQ(ante.to().instant(), "0410");
}

}  // namespace
}  // namespace annals
