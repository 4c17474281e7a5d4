// The write-ahead log of a checked file: frames sealed, pages checked.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_CHECKED_LOG_H_
#define ANNALS_STORE_INTERNAL_CHECKED_LOG_H_

#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "annals/store/internal/page_fault.h"
#include "annals/store/internal/write_ahead_log.h"

namespace annals::store_internal {

// SQLite writes a frame's header, with its sum over the page as it has it, and
// then the page. Since the page gets its checksum here, the sum is made anew:
// the header is held back until the page comes, and both are written at once.
// So are the frames of a transaction, as a rule: a write costs the system as
// much as the bytes in it. Whatever reads, syncs or measures the file, and the
// end of the transaction, has them written first.
//
// Each frame's sum goes on from that of the frame before as it is on the disk,
// which is not the one that SQLite has in mind.
//
// Functions return SQLite's result codes; with SQLITE_IOERR_DATA, `fault` says
// what is damaged.
class CheckedLog {
 public:
  CheckedLog() = default;
  // `file` is what to read and write, and outlives this. If it is not checked,
  // all passes through.
  CheckedLog(sqlite3_file* file, bool is_checked)
      : file_(file), is_checked_(is_checked) {}

  int Read(unsigned char* bytes, int count, int64_t offset, PageFault& fault);
  int Write(const unsigned char* bytes, int count, int64_t offset,
            PageFault& fault);

  // Writes what is held back. Before anything but a write.
  int Flush();

  // A transaction begins or ends: somebody else may have written the log. What
  // is held then belongs to no commit, as each was synced, which wrote it: so
  // `synchronous` must be FULL, also where nobody waits for the commit.
  void Forget();

 private:
  struct HeldHeader {
    int64_t offset = 0;
    std::array<unsigned char, kFrameHeaderBytes> bytes = {};
  };
  // Where the next frame goes, and the sum that it goes on from.
  struct End {
    int64_t offset = 0;
    Checksum sum;
    ByteOrder order = ByteOrder::kLittleEndian;
  };

  int ReadThrough(unsigned char* bytes, int count, int64_t offset);
  int WriteThrough(const unsigned char* bytes, int count, int64_t offset);
  int CheckBeforeRecovery(PageFault& fault);
  int WritePageAlone(const unsigned char* page, int64_t offset);
  int WriteFrame(const unsigned char* page, PageFault& fault);
  int FlushFrames();
  int FindEnd(int64_t offset, PageFault& fault);

  sqlite3_file* file_ = nullptr;
  bool is_checked_ = false;
  std::optional<HeldHeader> held_;
  std::optional<End> end_;
  // Frames that follow each other, and where the first of them goes.
  std::vector<unsigned char> frames_;
  int64_t frames_offset_ = 0;
  // Why some could not be written. SQLite learned it from another call than
  // their own, and must not be able to commit as if they were there: until the
  // transaction is over, nothing is written.
  int failure_ = SQLITE_OK;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_CHECKED_LOG_H_
