// ScratchFolder is a folder for a target's files, gone when the program ends.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_FUZZ_SCRATCH_FOLDER_H_
#define ANNALS_TESTS_FUZZ_SCRATCH_FOLDER_H_

#include <string>
#include <string_view>

namespace annals::testing {

// In $TMPDIR, which tools/fuzz lays into memory where it can: nobody needs
// these files on a disk.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::string operator/(std::string_view name) const {
    return path_ + "/" + std::string(name);
  }

 private:
  std::string path_;
};

}  // namespace annals::testing

#endif  // ANNALS_TESTS_FUZZ_SCRATCH_FOLDER_H_
