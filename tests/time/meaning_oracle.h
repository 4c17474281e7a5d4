// A plain oracle for what expressions mean: all the dates that they may name.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_TIME_MEANING_ORACLE_H_
#define ANNALS_TESTS_TIME_MEANING_ORACLE_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "annals/time/allen.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals::testing {

// The relations of two spans, found by trying endpoints one by one. Of four
// endpoints that can be put into some order, each can be put as low as the
// others let it: at a lower bound or at most three codes above one. So these
// are all that need to be tried.
AllenSet RelationsByEnumeration(const Span& a, const Span& b);

// A satisfiable span whose bounds are near each other, far apart, infinite, or
// next to infinite.
Span RandomSpan(std::mt19937& random);

// An expression, and every span that it means in its default extent, made
// from a list of all the days from 1900 to 2099 that match it letter by letter.
struct Meaning {
  std::string text;
  TimeSet::Choice choice = TimeSet::Choice::kOneOf;
  std::vector<Span> spans;
};
Meaning RandomMeaning(std::mt19937& random);

// Whether a's relation to b is one of `asked`, for every choice of a member
// on either side, or for some.
Certainty RelateByEnumeration(AllenSet asked, const std::vector<Span>& a,
                              const std::vector<Span>& b);

// Compares so many random pairs with the library.
void CompareSets(uint32_t seed, int count);
void CompareExpressions(uint32_t seed, int count);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_TIME_MEANING_ORACLE_H_
