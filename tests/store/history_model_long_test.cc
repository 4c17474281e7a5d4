// A long random history with everything that a batch can ask, against a model.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/store/history_model_runner.h"

namespace annals::testing {
namespace {

TEST_F(HistoryModelTest, EveryPointOfALongRandomHistoryEqualsItsReplay) {
  Run(10'000);
  ExpectEveryPointIsAsReplayed(/*scan_step=*/100);
}

}  // namespace
}  // namespace annals::testing
