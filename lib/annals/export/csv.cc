// CSV: one row an event, for spreadsheets and scripts.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/csv.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annals/export/export_pages.h"
#include "annals/export/internal/csv.h"
#include "annals/export/internal/event_fields.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/time/instant_text.h"

namespace annals {
namespace {

using export_internal::AppendCsvField;
using export_internal::AppendCsvRow;
using export_internal::AppendJoined;
using export_internal::EventFieldNames;
using export_internal::EventFieldReader;
using export_internal::EventFieldView;
using export_internal::IsPlainCsvList;
using export_internal::LossTally;

class CsvWriter : public EventWriter {
 public:
  explicit CsvWriter(std::string& out) : out_(out) {}

  void Begin() override {
    const std::vector<std::string_view>& names = EventFieldNames();
    AppendCsvRow({names.begin(), names.end()}, out_);
  }

  // The fields that an event has are some of the columns, in their order.
  void Write(const Selection& page, const Answer& answer) override {
    size_t column = 0;
    fields_.Visit(page, answer, [&](const EventFieldView& field) {
      out_.append(field.place - column, ',');
      column = field.place;
      AppendValue(field);
    });
    out_.append(EventFieldNames().size() - 1 - column, ',');
    out_ += "\r\n";
  }

  void End(int64_t links) override {
    losses_.Add("causal link", "left out", links);
  }

  std::vector<Loss> Losses() const override { return losses_.Losses(); }

 private:
  void AppendValue(const EventFieldView& field) {
    if (field.instant != nullptr) return AppendInstant(*field.instant, out_);
    if (!field.is_list) return AppendCsvField(field.text, out_);
    if (IsPlainCsvList(field.text)) return AppendPlainList(field);
    joined_.clear();
    AppendJoined(field, losses_, joined_);
    AppendCsvField(joined_, out_);
  }

  void AppendPlainList(const EventFieldView& field) {
    std::string_view separator;
    for (const std::string_view item : field.items) {
      out_ += separator;
      out_ += item;
      separator = "; ";
    }
  }

  std::string& out_;
  EventFieldReader fields_;
  std::string joined_;
  LossTally losses_;
};

}  // namespace

std::unique_ptr<EventWriter> MakeCsvWriter(const ExportOptions&,
                                           std::string& out) {
  return std::make_unique<CsvWriter>(out);
}

absl::StatusOr<ExportResult> ExportCsv(const Selection& selection,
                                       const ExportOptions& options) {
  return ExportWhole(selection, MakeCsvWriter, options);
}

}  // namespace annals
