// What formats with room for named values of one's own carry of an event.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_EVENT_FIELDS_H_
#define ANNALS_EXPORT_INTERNAL_EVENT_FIELDS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/time/instant.h"
#include "annals/timeline/selection.h"

namespace annals::export_internal {

// A named value of an event: a text, or a list of them.
struct EventField {
  std::string_view name;
  bool is_list = false;
  // Not empty unless is_list.
  std::string text;
  // Only if is_list; at least one.
  std::vector<std::string> items;
};

// The same while it is visited, and no longer.
struct EventFieldView {
  std::string_view name;
  // Its place among EventFieldNames().
  size_t place = 0;
  bool is_list = false;
  std::string_view text;
  // One after the other they are `text`.
  absl::Span<const std::string_view> items;
  // Not null for a bound; then `text` is empty. No format escapes anything in
  // the text of an instant.
  const Instant* instant = nullptr;
};

// The fields of an event that are known, in this order:
//
//   id, title, description, kind ("occurrence")
//   mark            how it is meant if nobody asserts it: "feared", "forecast"
//   date            in words: "some time in 2013"
//   edtf, extent, zone, duration, recurrence, words, calendar, basis
//                   as the record states them
//   earliest_start, latest_start, earliest_end, latest_end
//                   the four bounds, as Instant::ToString() writes them, the
//                   infinite ones too
//   participants    "China (agent)"
//   places, tags, sources (titles of what the claims' evidence is in)
//   part_of, series, ordinal
//
// The same names in every format, so that a script for one reads the next.
// `edtf` and the bounds are why no such format loses anything of a date,
// whatever its own idea of time.
std::vector<EventField> EventFields(const Selection& selection,
                                    const Answer& answer);

// Visits the same fields, for formats that are written a million events at a
// time: what is kept between two events spares each of them its own memory.
// Not for several threads at once.
class EventFieldReader {
 public:
  void Visit(const Selection& selection, const Answer& answer,
             absl::FunctionRef<void(const EventFieldView&)> visit);

 private:
  absl::Span<const std::string_view> Items();

  static bool IsEmpty(const EventFieldView& field) {
    return field.text.empty() && field.instant == nullptr;
  }

  // Of the field at hand: its text, or its items one after the other and where
  // each ends.
  std::string text_;
  std::vector<size_t> ends_;
  std::vector<std::string_view> items_;
};

// The names of all fields that there are, in the same order.
const std::vector<std::string_view>& EventFieldNames();

// The value as one text; that of a list with "; " between its items. An item
// that has a semicolon itself reads as two then, which is counted.
std::string Joined(const EventField& field, LossTally& losses);

// The same, added to what is there.
void AppendJoined(const EventFieldView& field, LossTally& losses,
                  std::string& out);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_EVENT_FIELDS_H_
