// RepositoryFile() finds the files of this repository that a test reads.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_SUPPORT_REPOSITORY_FILE_H_
#define ANNALS_TESTS_SUPPORT_REPOSITORY_FILE_H_

#include <string>
#include <string_view>

namespace annals::testing {

// The full path of a file, given from the repository's root:
//
//   std::ifstream in(RepositoryFile("examples/russia_dprk.textproto"));
//
// Under Bazel the file must be among the test's `data`, which by default are
// all of examples/ and of the test's own folder.
std::string RepositoryFile(std::string_view path);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_SUPPORT_REPOSITORY_FILE_H_
