// PathOfBadUtf8(): the first string of a message that is not UTF-8.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_STRING_WALK_H_
#define ANNALS_RECORD_INTERNAL_STRING_WALK_H_

#include <string>

#include "google/protobuf/message.h"

namespace annals::record_internal {

// The field path of that string, whatever the message; empty if there is none.
// Protobuf writes such a string without a word (but for standard error) and
// then cannot parse it.
std::string PathOfBadUtf8(const google::protobuf::Message& message);

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_STRING_WALK_H_
