// Closest(): the name that somebody probably meant, and the names there are.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_CLOSEST_H_
#define ANNALS_RECORD_INTERNAL_CLOSEST_H_

#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/descriptor.h"

namespace annals::record_internal {

// The name that differs from `text` by the fewest single letters (capitals and
// small ones count as alike), the first of equals; empty if none is close.
std::string Closest(std::string_view text,
                    const std::vector<std::string>& names);

// `; did you mean "title"?`, or `; want one of id, title` if none is close.
std::string DidYouMean(std::string_view text,
                       const std::vector<std::string>& names);

// The names of a message's fields, and of an enum's values save the unspecified
// one, which nobody needs to write.
std::vector<std::string> FieldNames(const google::protobuf::Descriptor* type);
std::vector<std::string> ValueNames(
    const google::protobuf::EnumDescriptor* type);

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_CLOSEST_H_
