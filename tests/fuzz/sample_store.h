// A small store with something of everything, to be damaged.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_FUZZ_SAMPLE_STORE_H_
#define ANNALS_TESTS_FUZZ_SAMPLE_STORE_H_

#include <string>

namespace annals::testing {

// The bytes of its file, which nobody has open. The same each time but for the
// salts of its revisions and all that hangs on them.
const std::string& SampleStoreBytes();

}  // namespace annals::testing

#endif  // ANNALS_TESTS_FUZZ_SAMPLE_STORE_H_
