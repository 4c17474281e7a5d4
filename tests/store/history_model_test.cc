// Random histories with everything that a batch can ask, against a plain model.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/store/history_model_runner.h"

namespace annals::testing {
namespace {

TEST_F(HistoryModelTest, EveryPointOfARandomHistoryEqualsItsReplay) {
  Run(400);
  ExpectEveryPointIsAsReplayed(/*scan_step=*/5);
}

}  // namespace
}  // namespace annals::testing
