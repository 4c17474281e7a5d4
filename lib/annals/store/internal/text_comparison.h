// Two full-text indexes, compared word by word.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_TEXT_COMPARISON_H_
#define ANNALS_STORE_INTERNAL_TEXT_COMPARISON_H_

#include <string>

#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"

namespace annals::store_internal {

// The first difference between the full-text indexes of two stores, where what
// `want` holds is wanted: a word that one has in a place and the other has not,
// or the lengths of texts, by which answers are ranked. Empty if there is none.
// "revision 7, title: word "war" at 0; want revision 7, title: word "wars" at
// 0", counting words from 0.
//
// Nothing is written into either. Takes time in proportion to all words; memory
// for one of them.
absl::StatusOr<std::string> FirstTextDifference(Database& found,
                                                Database& want);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TEXT_COMPARISON_H_
