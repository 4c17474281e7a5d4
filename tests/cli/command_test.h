// CommandTest runs commands in a folder of its own, and Ran is what one said.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_CLI_COMMAND_TEST_H_
#define ANNALS_TESTS_CLI_COMMAND_TEST_H_

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "annals/cli/command_line.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/temporary_folder.h"

namespace annals {

// What one call printed.
struct Ran {
  int code = 0;
  std::string out;
  std::string err;

  // Its output as one JSON object a line.
  std::vector<nlohmann::json> Lines() const {
    std::vector<nlohmann::json> lines;
    std::istringstream in(out);
    for (std::string line; std::getline(in, line);) {
      lines.push_back(nlohmann::json::parse(line));
    }
    return lines;
  }
};

class CommandTest : public ::testing::Test {
 protected:
  std::string Path(const std::string& name) const { return folder_ / name; }

  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(Path(name), std::ios::binary) << text;
    return Path(name);
  }

  static Ran Run(const std::vector<std::string>& arguments,
                 const std::string& input = "") {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    Ran ran;
    ran.code = RunCommandLine(arguments, {in, out, err});
    ran.out = out.str();
    ran.err = err.str();
    return ran;
  }

  // Both go with the test; nothing is at `store_` before it makes it.
  const testing::TemporaryFolder folder_;
  std::string store_ = Path("t.annals");
};

}  // namespace annals

#endif  // ANNALS_TESTS_CLI_COMMAND_TEST_H_
