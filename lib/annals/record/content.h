// Content: the bytes of a record, their hash, and an id derived from them.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_CONTENT_H_
#define ANNALS_RECORD_CONTENT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "annals/record/record.h"

namespace annals {

// The record's bytes, the same for equal records in one version of the
// library. Refused (InvalidArgument) if they could not be read back: protobuf
// writes a string that is not UTF-8 and then cannot parse it.
absl::StatusOr<std::string> Encode(const Record& record);

// The same, faster, for a record with which Validate() has found nothing wrong.
// Of any other record protobuf may complain on stderr, and the message does not
// say which field is to blame.
absl::StatusOr<std::string> EncodeValid(const Record& record);

// The record of these bytes; DataLoss if they are not one.
absl::StatusOr<Record> Decode(std::string_view bytes);

// SHA-256 of the bytes: 32 bytes, or 64 lower-case hexadecimal digits.
std::string Sha256(std::string_view bytes);
std::string Sha256Hex(std::string_view bytes);

// An id for a record without one, from its kind and content:
// "event-4f2c0a91b7d3e650". The same content gives the same id.
absl::StatusOr<std::string> DeriveId(const Record& record);

}  // namespace annals

#endif  // ANNALS_RECORD_CONTENT_H_
