// Damaged input: whatever the bytes, the readers end, and say what is wrong in
// words that can be shown.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include "annals/record/build.h"
#include "annals/record/content.h"
#include "annals/record/read.h"
#include "annals/record/validate.h"
#include "annals/record/write.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

constexpr unsigned kSeed = 2017;
constexpr int kRounds = 3000;
// Pieces that mean something to one of the readers.
constexpr const char* kPieces[] = {"{",     "}",
                                   "[",     "]",
                                   "<",     ">",
                                   "\"",    "'",
                                   "\\",    "\n",
                                   "\r\n",  "#",
                                   ":",     ",",
                                   "\\u",   "\\ud800",
                                   "-",     "0",
                                   "1e999", "null",
                                   "true",  "nan",
                                   "inf",   "records",
                                   "\xff",  "\xEF\xBB\xBF",
                                   "event", "claims",
                                   "id",    "[a.b/c]",
                                   "/",     "石"};

RecordSet Sample() {
  Event event = MakeEvent("oil", "석유 \"石油\"", "2013");
  AddParticipant(event, "China", Participant::AGENT).set_rank(1);
  event.add_quantities()->set_value(0.5);
  Claim& claim = AddClaim(event, "c1", {"Ramani"});
  claim.set_confidence(70);
  AddEvidence(claim, "s", "because of").set_begin(0);
  RecordSet records;
  *records.add_records() = ToRecord(event);
  *records.add_records() = ToRecord(MakeSource("s", "The Diplomat"));
  return records;
}

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  // One to four random changes.
  std::string Mutate(std::string text) {
    for (size_t changes = 1 + Below(4); changes > 0; --changes) Change(text);
    return text;
  }

 private:
  size_t Below(size_t bound) { return random_() % bound; }

  void Change(std::string& text) {
    const size_t at = Below(text.size() + 1);
    const size_t length = std::min(1 + Below(20), text.size() - at);
    switch (Below(5)) {
      case 0:
        text.insert(at, kPieces[Below(std::size(kPieces))]);
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.insert(at, text.substr(Below(text.size() + 1), 30));
        break;
      case 3:
        text.resize(at);
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(Below(256));
    }
  }

  std::mt19937 random_;
};

// Encode() refuses what is not UTF-8.
bool IsUtf8(const std::string& text) {
  return Encode(ToRecord(MakeEvent("a", text))).ok();
}

// What must hold of any input at all.
void ExpectSound(const ReadResult& result, const std::string& text) {
  const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
  for (const LocatedFault& located : result.faults) {
    EXPECT_GE(located.line, 0);
    EXPECT_LE(located.line, lines);
    EXPECT_FALSE(located.fault.message.empty());
    EXPECT_LT(located.fault.message.size(), 1000u);
    EXPECT_LT(located.fault.path.size(), 1000u);
    EXPECT_TRUE(IsUtf8(located.fault.message + located.fault.path));
  }
  for (const LocatedRecord& read : result.records) {
    EXPECT_GE(read.line, 1);
    EXPECT_LE(read.line, lines);
    EXPECT_TRUE(KindOf(read.record).has_value());
    if (Validate(read.record).empty()) {
      EXPECT_TRUE(Encode(read.record).ok());
    }
  }
}

void RunOn(const std::string& text, ReadResult (*read)(std::string_view)) {
  for (unsigned seed = kSeed; seed < kSeed + kRounds; ++seed) {
    const std::string mutated = Mutator(seed).Mutate(text);
    ExpectSound(read(mutated), mutated);
    ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed << "\n"
                                                << mutated;
  }
}

TEST(ReadMutationTest, TextFormat) {
  RunOn(WriteTextFormat(Sample()), ReadTextFormat);
}

TEST(ReadMutationTest, Json) { RunOn(WriteJson(Sample()), ReadJson); }

TEST(ReadMutationTest, JsonLines) {
  RunOn(WriteJsonLines(Sample()), ReadJsonLines);
}

TEST(ReadMutationTest, OneFormatTakenForAnother) {
  RunOn(WriteTextFormat(Sample()), ReadJson);
  RunOn(WriteJson(Sample()), ReadTextFormat);
}

}  // namespace
}  // namespace annals
