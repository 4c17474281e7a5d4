// ANNALS_RETURN_IF_ERROR and ANNALS_ASSIGN_OR_RETURN: early returns.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_BASE_STATUS_MACROS_H_
#define ANNALS_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// For use inside this library, in functions that return absl::Status or
// absl::StatusOr. Each hands an error up as it is, and goes on otherwise:
//
//   absl::StatusOr<Span> SpanOf(const When& when) {
//     ANNALS_RETURN_IF_ERROR(Validate(when));
//     ANNALS_ASSIGN_OR_RETURN(const Edtf edtf, ParseEdtf(when.edtf()));
//     return edtf.span();
//   }

// Returns from the enclosing function if `expression`, an absl::Status, is not
// OK.
#define ANNALS_RETURN_IF_ERROR(expression)         \
  do {                                             \
    absl::Status annals_status = (expression);     \
    if (!annals_status.ok()) return annals_status; \
  } while (false)

// Returns from the enclosing function if `expression`, an absl::StatusOr<T>,
// holds an error; else moves its value to `target`, a variable or the
// declaration of one. This is two statements, so it cannot be the body of an
// `if` without braces. A type with a comma needs an alias, or `auto`.
#define ANNALS_ASSIGN_OR_RETURN(target, expression)                           \
  ANNALS_BASE_ASSIGN_OR_RETURN(ANNALS_BASE_JOIN(annals_status_or_, __LINE__), \
                               target, expression)

// Implementation details; not for use elsewhere.
#define ANNALS_BASE_ASSIGN_OR_RETURN(result, target, expression) \
  auto result = (expression);                                    \
  if (!result.ok()) return std::move(result).status();           \
  target = *std::move(result)
#define ANNALS_BASE_JOIN(a, b) ANNALS_BASE_JOIN_AFTER_EXPANSION(a, b)
#define ANNALS_BASE_JOIN_AFTER_EXPANSION(a, b) a##b

#endif  // ANNALS_BASE_STATUS_MACROS_H_
