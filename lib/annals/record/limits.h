// The bounds of a record: what is longer, larger or more than this is refused.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_LIMITS_H_
#define ANNALS_RECORD_LIMITS_H_

#include <cstddef>

namespace annals {

// Lengths count bytes of UTF-8. They are far above what chronologies need, and
// low enough that no record can exhaust who reads it. They may be raised, never
// lowered: a stored record stays valid.

// An id, of a record or of a claim.
inline constexpr size_t kIdBytesMax = 256;

// The title of an event or a source, the name of an entity.
inline constexpr size_t kTitleBytesMax = 512;

// A recurrence. (An EDTF expression, a duration and the name of a zone have
// kEdtfBytesMax, kDurationBytesMax and kZoneNameBytesMax, in annals/time.)
inline constexpr size_t kRecurrenceBytesMax = 512;

// The source's own words for a date.
inline constexpr size_t kDateWordsBytesMax = 256;

// Every other text of one line: a tag, a holder, a URL, a page number.
inline constexpr size_t kLineBytesMax = 4096;

// Text of several lines: a description, a mechanism, a quote.
inline constexpr size_t kProseBytesMax = size_t{1} << 20;

// The items of one list: claims, participants, pieces of evidence.
inline constexpr int kListItemsMax = 10'000;

// The causes of one link, and its effects. Each cause is drawn to each effect.
inline constexpr int kLinkEndsMax = 256;

// A whole record, encoded.
inline constexpr size_t kRecordBytesMax = size_t{16} << 20;

// Faults that are listed of one record or file. One more then says that there
// are others.
inline constexpr size_t kFaultsMax = 1000;

}  // namespace annals

#endif  // ANNALS_RECORD_LIMITS_H_
