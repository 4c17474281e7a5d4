// StateRow: bits for what claims say.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/state_row.h"

#include <cstdint>

#include "annals/record/record.h"

namespace annals {
namespace {

// 16 modalities would fit below the first status.
constexpr int kFirstStatusBit = 16;

}  // namespace

int64_t ModalityBit(Claim::Modality modality) {
  return int64_t{1} << (Claim::Modality_IsValid(modality) && modality != 0
                            ? modality
                            : Claim::REALIS);
}

int64_t StatusBit(Claim::Status status) {
  const int number =
      Claim::Status_IsValid(status) && status != 0 ? status : Claim::OPEN;
  return int64_t{1} << (kFirstStatusBit + number);
}

int64_t ClaimBits(const Claim& claim) {
  return ModalityBit(claim.modality()) | StatusBit(claim.status());
}

}  // namespace annals
