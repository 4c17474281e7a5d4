// StrideOfTest() says how much of its work a long test does.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_SUPPORT_STRIDE_H_
#define ANNALS_TESTS_SUPPORT_STRIDE_H_

namespace annals::testing {

// 1, for all of it, unless a slow build asks for each so many-th run alone with
// the environment variable ANNALS_TEST_STRIDE:
//
//   for (int i = 0; i < 1000 / StrideOfTest(); ++i) ...
//
// Bazel's build, where nothing is optimised, sets it in the BUILD files of
// those tests; the build with CMake runs them whole.
int StrideOfTest();

}  // namespace annals::testing

#endif  // ANNALS_TESTS_SUPPORT_STRIDE_H_
