// Quoted(): a caller's text as an error message repeats it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INTERNAL_QUOTED_H_
#define ANNALS_TIME_INTERNAL_QUOTED_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace annals::time_internal {

// Between quotation marks, with control characters escaped, and no more than
// `bytes_max` bytes of it.
std::string Quoted(std::string_view text, size_t bytes_max = 80);

}  // namespace annals::time_internal

#endif  // ANNALS_TIME_INTERNAL_QUOTED_H_
