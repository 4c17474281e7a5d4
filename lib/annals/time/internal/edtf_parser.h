// ParseEdtf(): from the text of an expression to its syntax tree.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INTERNAL_EDTF_PARSER_H_
#define ANNALS_TIME_INTERNAL_EDTF_PARSER_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "annals/time/edtf_ast.h"

namespace annals::edtf_internal {

// Reads the text by the grammar. Every date in the tree exists; the sides of
// an interval may still be the wrong way round.
absl::StatusOr<EdtfExpression> ParseExpression(std::string_view text);

}  // namespace annals::edtf_internal

#endif  // ANNALS_TIME_INTERNAL_EDTF_PARSER_H_
