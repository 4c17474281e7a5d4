// Tests of annals/record/utf8.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/utf8.h"

#include <random>
#include <string>
#include <string_view>

#include "gtest/gtest.h"

namespace annals {
namespace {

// The plain way: one character after the other.
size_t PlainPrefixLength(std::string_view text) {
  size_t done = 0;
  while (done < text.size()) {
    const size_t length = Utf8CharacterLength(text.substr(done));
    if (length == 0) return done;
    done += length;
  }
  return done;
}

TEST(Utf8Test, ABadByteIsFoundAtEveryPlaceOfALongText) {
  for (size_t at = 0; at < 40; ++at) {
    std::string text(40, 'x');
    text[at] = '\xff';
    EXPECT_EQ(Utf8PrefixLength(text), at);
    // Its last two bytes are missing.
    text.resize(at);
    text += "\xe7";
    EXPECT_EQ(Utf8PrefixLength(text), at);
  }
}

TEST(Utf8Test, ThePrefixIsWhatGoingByCharactersFinds) {
  constexpr std::string_view kPieces[] = {"a",
                                          "oil and gas",
                                          "é",
                                          "石",
                                          "\U0001F6E2",
                                          "longer words of a text",
                                          "\0zero",
                                          "\x7f",
                                          "\xc0\x80",
                                          "\xed\xa0\x80",
                                          "\xf4\x90\x80\x80",
                                          "\xe7\x9f"};
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    // Mostly of good pieces, or few texts would go on after the first.
    for (int i = 0; i < 6; ++i) {
      text += kPieces[random() % (random() % 8 == 0 ? 12 : 8)];
    }
    ASSERT_EQ(Utf8PrefixLength(text), PlainPrefixLength(text));
  }
}

}  // namespace
}  // namespace annals
