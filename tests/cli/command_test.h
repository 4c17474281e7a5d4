// CommandTest runs commands in a folder of its own, and Ran is what one said.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_CLI_COMMAND_TEST_H_
#define ANNALS_TESTS_CLI_COMMAND_TEST_H_

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include "annals/cli/command_line.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

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
  CommandTest() {
    const auto* const info =
        ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) /
              (std::string(info->test_suite_name()) + "_" + info->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    store_ = Path("t.annals");
  }
  ~CommandTest() override {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }

  std::string Path(const std::string& name) const {
    return (folder_ / name).string();
  }

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
  std::filesystem::path folder_;
  std::string store_;
};

}  // namespace annals

#endif  // ANNALS_TESTS_CLI_COMMAND_TEST_H_
