// RunPage() runs the commands that a page of the documentation shows.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_GOLDEN_PAGE_H_
#define ANNALS_TESTS_GOLDEN_PAGE_H_

#include <string>
#include <vector>

namespace annals::testing {

// What a page calls a file, and where it is.
struct NamedFile {
  std::string name;
  std::string path;
};

// The text of a page, every line ended.
std::string ReadPage(const std::string& path);

// The page with the output of each command of its ```console blocks
// ("$ annals ...") as it is now, as a terminal shows it. Arguments that are
// called like one of the files mean that file.
std::string RunPage(const std::string& page,
                    const std::vector<NamedFile>& files = {});

// How many commands it shows.
int CommandsIn(const std::string& page);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_GOLDEN_PAGE_H_
