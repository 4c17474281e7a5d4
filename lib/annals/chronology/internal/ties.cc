// Ties in words: what causal links and references make of two entries.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/ties.h"

namespace annals::chronology_internal {

std::string_view WordsAtCause(CausalLink::Kind kind) {
  switch (kind) {
    case CausalLink::TRIGGER:
      return "Trigger of";
    case CausalLink::ENABLE:
      return "Makes possible";
    case CausalLink::PRECONDITION:
      return "Precondition of";
    case CausalLink::MOTIVATE:
      return "Motive for";
    case CausalLink::RESPONSE:
      return "Answered by";
    case CausalLink::CONTRIBUTE:
      return "Contributes to";
    case CausalLink::HINDER:
      return "Hinders";
    case CausalLink::MAINTAIN:
      return "Keeps going";
    case CausalLink::END:
      return "Ends";
    case CausalLink::PREVENT:
      return "Prevents";
    case CausalLink::PURPOSE:
      return "Done for";
    case CausalLink::EVIDENCE_FOR:
      return "Evidence for";
    case CausalLink::DESPITE:
      return "Does not stop";
    default:
      return "Cause of";
  }
}

std::string_view WordsAtEffect(CausalLink::Kind kind) {
  switch (kind) {
    case CausalLink::TRIGGER:
      return "Triggered by";
    case CausalLink::ENABLE:
      return "Made possible by";
    case CausalLink::PRECONDITION:
      return "Depends on";
    case CausalLink::MOTIVATE:
      return "Motivated by";
    case CausalLink::RESPONSE:
      return "In response to";
    case CausalLink::CONTRIBUTE:
      return "Furthered by";
    case CausalLink::HINDER:
      return "Hindered by";
    case CausalLink::MAINTAIN:
      return "Kept going by";
    case CausalLink::END:
      return "Ended by";
    case CausalLink::PREVENT:
      return "Prevented by";
    case CausalLink::PURPOSE:
      return "Purpose of";
    case CausalLink::EVIDENCE_FOR:
      return "Borne out by";
    case CausalLink::DESPITE:
      return "Despite";
    default:
      return "Caused by";
  }
}

}  // namespace annals::chronology_internal
