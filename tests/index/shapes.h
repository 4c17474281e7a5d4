// Shapes are the kinds of data that the tests of indexes run over.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_INDEX_SHAPES_H_
#define ANNALS_TESTS_INDEX_SHAPES_H_

#include <cstdint>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "annals/index/interval.h"
#include "annals/time/allen.h"

namespace annals::testing {

struct Shape {
  std::string name;
  std::vector<Interval> intervals;
};

inline std::ostream& operator<<(std::ostream& out, const Shape& shape) {
  return out << shape.name;
}

// The interval with these codes.
Interval FromTo(int64_t start, int64_t end);

// Each shape that has led an index astray, or might: none, one, all equal,
// nested, all of time, powers of two, the ends of the axis, crowds and deserts.
std::vector<Shape> Shapes(uint32_t seed);

// A valid window whose ends are likely to be those of intervals of the shape,
// or right beside them, or anywhere, or infinite.
Interval RandomWindow(const Shape& shape, std::mt19937_64& random);

// One relation, or any set, or what is most often asked.
AllenSet RandomRelations(std::mt19937_64& random);

// Straight from Allen's definitions.
AllenRelation RelationOf(const Interval& a, const Interval& b);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_INDEX_SHAPES_H_
