// TemporaryFolder is a folder that goes when the test is over.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_SUPPORT_TEMPORARY_FOLDER_H_
#define ANNALS_TESTS_SUPPORT_TEMPORARY_FOLDER_H_

#include <string>
#include <string_view>

namespace annals::testing {

// Tests run side by side, each a process, and share the folder for temporary
// files ($TEST_TMPDIR, else $TMPDIR, else /tmp): whatever one writes lies in
// such a folder, whose name no other has.
//
//   TemporaryFolder folder;
//   std::ofstream(folder / "a.json") << "{}";
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

  // The path of a file in it.
  std::string operator/(std::string_view name) const {
    return path_ + "/" + std::string(name);
  }

 private:
  std::string path_;
};

}  // namespace annals::testing

#endif  // ANNALS_TESTS_SUPPORT_TEMPORARY_FOLDER_H_
