// The form of an expression: its level, its qualifiers, its canonical text.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INTERNAL_EDTF_FORM_H_
#define ANNALS_TIME_INTERNAL_EDTF_FORM_H_

#include <string>

#include "absl/container/inlined_vector.h"
#include "annals/time/edtf_ast.h"

namespace annals::edtf_internal {

// The dates in it, from left to right. They live as long as the expression.
// Those of a date or an interval take nothing from the heap.
using DatePointers = absl::InlinedVector<const EdtfDate*, 2>;
DatePointers DatesOf(const EdtfExpression& expression);

// "", "?", "~" or "%".
std::string QualifierText(EdtfQualifier qualifier);

// The canonical text of one date.
std::string DateText(const EdtfDate& date);

// Everything that is doubted in it.
EdtfQualifier QualifiersOf(const EdtfExpression& expression);

int LevelOf(const EdtfExpression& expression);

// True if a number is not in the tree as it was written, but as kEdtfYearMax.
bool HasHeldNumber(const EdtfExpression& expression);

std::string CanonicalText(const EdtfExpression& expression);

// What the specification does not spell out, in words; empty if nothing.
std::string BeyondSpecification(const EdtfExpression& expression);

}  // namespace annals::edtf_internal

#endif  // ANNALS_TIME_INTERNAL_EDTF_FORM_H_
