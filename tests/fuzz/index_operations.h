// Operations on an index, read from bytes, beside a plain list of rows.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_FUZZ_INDEX_OPERATIONS_H_
#define ANNALS_TESTS_FUZZ_INDEX_OPERATIONS_H_

#include <string>
#include <string_view>

namespace annals::testing {

// Reads the bytes as a sequence of changes and questions, and does them with a
// ChangingIntervals, a ChangingSpans and plain lists of their rows; any bytes
// are legal. Returns what did not agree, or nothing.
std::string RunIndexOperations(std::string_view bytes);

// Opens the bytes as a sealed index, and asks it a few things. Whatever they
// are, that must do no harm.
void AskSealedBytes(std::string_view bytes);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_FUZZ_INDEX_OPERATIONS_H_
