// The crash tests' runs, short and long: killed processes, failing disks.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_CRASH_CRASH_RUNS_H_
#define ANNALS_TESTS_CRASH_CRASH_RUNS_H_

#include <cstdint>
#include <string>

namespace annals::testing {

// What a series of runs came to, for the line that it prints. Failures are
// those of the test that calls.
struct CrashSummary {
  int64_t runs = 0;
  int64_t acknowledged = 0;
  // Batches that were not acknowledged and are there, whole.
  int64_t made_unheard = 0;

  std::string ToString() const;
};

// A process that appends is killed at a random moment, so many times, on one
// store. After each: what it acknowledged is there, nothing is there by halves,
// and the store verifies. A batch has at least three records.
CrashSummary KillWriters(int times, unsigned seed, int batch_size = 3);

// Of so many records that the text index is written by a thread of its own.
inline constexpr int kLargeBatch = 1'100;

struct DiskRuns {
  // Operations on a store, one after the other. A new store is begun now and
  // then.
  int operations = 300;
  // Each of these operations is made to fail in every way: 1 for every one, 2
  // for every second.
  int stride = 1;
  // One in so many reads fails too; 1 for each of them.
  unsigned reads_share = 1;
  unsigned seed = 0;
};

// Before each operation the disk is remembered; then the store is opened, the
// operation made, and the store closed, once for every k and every kind of
// operation of the disk: the k-th write, sync, truncation, opening or reading
// of a file fails, and, by lot, it alone, or all of its kind from then on, or
// the power is cut then; or the disk is full. Then the power fails, and what
// was not synced is lost in part; and now and then it fails again, when the
// store is opened to recover. After each run nothing that was acknowledged
// is lost, nothing is there by halves, the store verifies, and the operation
// succeeds when it is made again; and what it redacted is then nowhere in the
// files.
CrashSummary FailDisks(const DiskRuns& runs);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_CRASH_CRASH_RUNS_H_
