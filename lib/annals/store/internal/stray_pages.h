// The pages of a file and of its write-ahead log, read without SQLite.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_STRAY_PAGES_H_
#define ANNALS_STORE_INTERNAL_STRAY_PAGES_H_

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

namespace annals::store_internal {

// Of a file that SQLite may not be able to open: whatever lies where a page
// lies, sound or not. A file that is not there has none. Of the log, what is
// committed counts. Opening a file that this process has open as a database
// would drop its locks: give it a copy.
class StrayPages {
 public:
  explicit StrayPages(const std::string& path);

  // How many there are in both files.
  int64_t count() const {
    return file_pages_ + static_cast<int64_t>(frames_.size());
  }

  // The page of this number, from 1, as it was last committed; false if there
  // is none.
  bool Read(int64_t number, std::string& page) const;

  // Every page of the file, also those that the log has newer ones of, and of
  // the log. Stops at the first error of `visit` and returns it.
  absl::Status VisitAll(
      absl::FunctionRef<absl::Status(std::string_view page)> visit) const;

 private:
  void FindFrames(int64_t log_bytes);

  mutable std::ifstream file_;
  mutable std::ifstream log_;
  int64_t file_pages_ = 0;
  // Where in the log pages are, in its order; and the last of each number.
  std::vector<int64_t> frames_;
  std::unordered_map<int64_t, int64_t> newest_;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_STRAY_PAGES_H_
