// Checks of single fields, shared by the checks of whole messages.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_CHECKS_H_
#define ANNALS_RECORD_INTERNAL_CHECKS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "annals/record/internal/fault_list.h"
#include "annals/record/limits.h"
#include "annals/record/record.h"
#include "annals/time/duration.h"
#include "google/protobuf/generated_enum_reflection.h"

namespace annals::record_internal {

using Strings = google::protobuf::RepeatedPtrField<std::string>;

// How a text may look.
enum class Shape {
  kLine,      // no control characters
  kProse,     // line feeds and tabs too
  kVerbatim,  // and carriage returns: words as they stand in a source
};

// UTF-8, of this shape and length; may be empty. These return true if nothing
// is wrong.
bool CheckText(FaultList& faults, const Path& at, std::string_view text,
               Shape shape, size_t bytes_max);
bool CheckLine(FaultList& faults, const Path& at, std::string_view text,
               size_t bytes_max = kLineBytesMax);
// The same, and neither empty nor blank.
bool CheckRequiredLine(FaultList& faults, const Path& at, std::string_view text,
                       size_t bytes_max = kLineBytesMax);

// No more than kListItemsMax.
void CheckCount(FaultList& faults, const Path& at, int count);

// A list of lines, none of them empty.
void CheckLines(FaultList& faults, const Path& parent, std::string_view field,
                const Strings& lines);

// The id of a record; empty or not.
bool CheckId(FaultList& faults, const Path& at, std::string_view id);
bool CheckRequiredId(FaultList& faults, const Path& at, std::string_view id);
// The id of a claim, which has no slash.
bool CheckClaimId(FaultList& faults, const Path& at, std::string_view id);

// The id of a record other than the one being checked, whose id is `own`.
void CheckOtherId(FaultList& faults, const Path& at, std::string_view id,
                  std::string_view own);
// A list of them.
void CheckOtherIds(FaultList& faults, const Path& parent,
                   std::string_view field, const Strings& ids,
                   std::string_view own);

// A number within bounds, both included.
void CheckRange(FaultList& faults, const Path& at, int value, int least,
                int greatest);

// A number from 1.
void CheckPositive(FaultList& faults, const Path& at, int value);

// A signed ISO 8601 duration; nothing if it is empty or wrong.
std::optional<Duration> CheckDuration(FaultList& faults, const Path& at,
                                      const std::string& text);

// Two of them, the first not certainly greater than the second.
void CheckDurationBounds(FaultList& faults, const Path& parent,
                         std::string_view field_min, const std::string& min,
                         std::string_view field_max, const std::string& max);

// A BCP 47 language tag by its form, or nothing.
void CheckLanguage(FaultList& faults, const Path& at, std::string_view tag);

void CheckEnumNumber(FaultList& faults, const Path& at,
                     const google::protobuf::EnumDescriptor* type, int number);

// A value that the schema names.
template <typename Enum>
void CheckEnum(FaultList& faults, const Path& at, Enum value) {
  CheckEnumNumber(faults, at, google::protobuf::GetEnumDescriptor<Enum>(),
                  static_cast<int>(value));
}

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_CHECKS_H_
