// JSON Lines: records as they are, one a line, for Annals itself and scripts.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/json_lines.h"

#include <cstdint>
#include <vector>

#include "annals/export/export_pages.h"
#include "annals/export/internal/record_by_record.h"
#include "annals/record/write.h"

namespace annals {
namespace {

using export_internal::RecordByRecord;

class JsonLinesWriter : public RecordByRecord {
 public:
  explicit JsonLinesWriter(std::string& out) : out_(out) {}

  void End(int64_t) override {}
  std::vector<Loss> Losses() const override { return {}; }

 protected:
  void WriteNamed(const Record& record) override { WriteLine(record); }
  void WriteEvent(const Answer& answer) override { WriteLine(answer.event); }
  void WriteLink(const CausalLink& link) override { WriteLine(link); }

 private:
  template <typename Message>
  void WriteLine(const Message& message) {
    AppendJson(message, out_);
    out_ += '\n';
  }

  std::string& out_;
};

}  // namespace

std::unique_ptr<EventWriter> MakeJsonLinesWriter(const ExportOptions&,
                                                 std::string& out) {
  return std::make_unique<JsonLinesWriter>(out);
}

absl::StatusOr<ExportResult> ExportJsonLines(const Selection& selection,
                                             const ExportOptions& options) {
  return ExportWhole(selection, MakeJsonLinesWriter, options);
}

}  // namespace annals
