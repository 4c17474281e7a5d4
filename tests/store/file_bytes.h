// A file's bytes, for tests of what lies on the disk.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_STORE_FILE_BYTES_H_
#define ANNALS_TESTS_STORE_FILE_BYTES_H_

#include <fstream>
#include <iterator>
#include <string>

namespace annals::testing {

inline std::string ReadBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

inline void WriteBytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace annals::testing

#endif  // ANNALS_TESTS_STORE_FILE_BYTES_H_
