// The version of the library, as CMakeLists.txt has it too.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_VERSION_H_
#define ANNALS_VERSION_H_

#include <string_view>

namespace annals {

// MAJOR.MINOR.PATCH (semver.org); while MAJOR is 0 the API may change.
inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace annals

#endif  // ANNALS_VERSION_H_
