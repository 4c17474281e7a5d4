// A PageFault says where in a store's file the bytes are not as written.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/page_fault.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace annals::store_internal {
namespace {

std::string Digits(const Checksum& sum) {
  return absl::StrFormat("%08x%08x", sum.first, sum.second);
}

std::string PlaceOf(const PageFault& fault, const std::string& location) {
  if (fault.kind == PageFault::Kind::kJournalHeader) {
    return absl::StrCat(location, "-wal, header");
  }
  return absl::StrCat(location, fault.in_journal ? "-wal, frame " : ", page ",
                      fault.number);
}

std::string SumsOf(const PageFault& fault) {
  return absl::StrCat("checksum ", Digits(fault.found), ", want ",
                      Digits(fault.want));
}

std::string WhatIsWrong(const PageFault& fault) {
  switch (fault.kind) {
    case PageFault::Kind::kNone:
      return "sound";
    case PageFault::Kind::kChecksum:
      return SumsOf(fault) + ": the bytes have changed since they were written";
    case PageFault::Kind::kBlank:
      return "zeros; want what was written there";
    case PageFault::Kind::kCutShort:
      return "the file ends before its end; want it whole";
    case PageFault::Kind::kLayout:
      return absl::StrCat("not the first page of a store; want pages of ",
                          kPageBytes, " bytes with ", kReservedBytes,
                          " reserved for a checksum");
    case PageFault::Kind::kJournalHeader:
      return "the header is damaged; want it whole: what is committed there "
             "would be lost without a word";
    case PageFault::Kind::kJournalFrame:
      return SumsOf(fault) +
             ": what was committed there and after it would be lost without a "
             "word";
  }
  return "";
}

}  // namespace

std::string Describe(const PageFault& fault, const std::string& location) {
  return absl::StrCat(PlaceOf(fault, location), " (bytes ", fault.offset,
                      " to ", fault.offset + fault.bytes - 1,
                      "): ", WhatIsWrong(fault),
                      "; restore a backup, or save what is sound (annals "
                      "salvage)");
}

}  // namespace annals::store_internal
