// CSV: one row an event, for spreadsheets and scripts.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/csv.h"

#include <utility>

#include "annals/export/internal/csv.h"
#include "annals/export/internal/event_fields.h"
#include "annals/export/internal/loss_tally.h"

namespace annals {
namespace {

using export_internal::AppendCsvField;
using export_internal::AppendCsvRow;
using export_internal::EventField;
using export_internal::EventFieldNames;
using export_internal::EventFields;
using export_internal::Joined;
using export_internal::LossTally;

std::string Header() {
  const std::vector<std::string_view>& names = EventFieldNames();
  std::string header;
  AppendCsvRow({names.begin(), names.end()}, header);
  return header;
}

// The fields that an event has are some of the columns, in their order.
void AppendEvent(const std::vector<EventField>& fields, LossTally& losses,
                 std::string& out) {
  auto field = fields.begin();
  bool is_first = true;
  for (const std::string_view column : EventFieldNames()) {
    if (!is_first) out += ',';
    is_first = false;
    if (field == fields.end() || field->name != column) continue;
    AppendCsvField(Joined(*field, losses), out);
    ++field;
  }
  out += "\r\n";
}

}  // namespace

absl::StatusOr<ExportResult> ExportCsv(const Selection& selection,
                                       const ExportOptions&) {
  LossTally losses;
  std::string bytes = Header();
  for (const Answer& answer : selection.events) {
    AppendEvent(EventFields(selection, answer), losses, bytes);
  }
  losses.Add("causal link", "left out",
             static_cast<int64_t>(selection.links.size()));
  return ExportResult{std::move(bytes), losses.Losses()};
}

}  // namespace annals
