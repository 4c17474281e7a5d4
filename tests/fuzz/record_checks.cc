// What must hold of any record, and of whatever a reader of records gives back.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/record_checks.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/record/claims.h"
#include "annals/record/content.h"
#include "annals/record/event_time.h"
#include "annals/record/field_diff.h"
#include "annals/record/utf8.h"
#include "annals/record/validate.h"
#include "annals/record/write.h"
#include "tests/fuzz/fuzz_targets.h"

namespace annals::testing {
namespace {

constexpr size_t kWordsBytesMax = 2000;

bool AreWords(std::string_view words) {
  return !words.empty() && words.size() < kWordsBytesMax &&
         Utf8PrefixLength(words) == words.size();
}

void RequireFaultsInWords(const std::vector<Fault>& faults,
                          std::string_view input) {
  for (const Fault& fault : faults) {
    Require(AreWords(fault.message), "a fault is in words", input);
    Require(fault.path.empty() || AreWords(fault.path),
            "a fault's path is in words", input);
  }
}

void RequireSame(const ReadResult& read, const std::string& bytes,
                 std::string_view what, std::string_view input) {
  Require(read.faults.empty() && read.records.size() == 1, what, input);
  const absl::StatusOr<std::string> again = Encode(read.records[0].record);
  Require(again.ok() && *again == bytes, what, input);
}

// Texts leave out what a newer version of the schema added.
void RequireTextForms(Record record, std::string_view input) {
  record.DiscardUnknownFields();
  RecordSet records;
  *records.add_records() = record;
  const absl::StatusOr<std::string> bytes = Encode(record);
  Require(bytes.ok(), "it can be stored without unknown fields", input);
  RequireSame(ReadJson(WriteJson(records)), *bytes,
              "JSON gives back the same record", input);
  RequireSame(ReadJsonLines(WriteJsonLines(records)), *bytes,
              "JSON Lines give back the same record", input);
  RequireSame(ReadTextFormat(WriteTextFormat(records)), *bytes,
              "text format gives back the same record", input);
}

void RequireUsable(const Record& record, std::string_view input) {
  Require(DeriveId(record).ok(), "an id can be derived", input);
  Require(FieldsChanged(record, record).empty(),
          "it does not differ from itself", input);
  if (record.has_event()) {
    const auto span = SpanOf(record.event());
    const auto times = TimeSetOf(record.event().when());
    Require(span.ok() && times.ok(), "a valid date has bounds", input);
    Require(span->has_value() == times->has_value(),
            "bounds and members are of the same date", input);
  }
}

void RequireStorable(const Record& record, std::string_view input) {
  const absl::StatusOr<std::string> bytes = Encode(record);
  Require(bytes.ok(), "a valid record can be stored", input);
  const absl::StatusOr<Record> again = Decode(*bytes);
  Require(again.ok(), "what is stored can be read back", input);
  const absl::StatusOr<std::string> bytes_again = Encode(*again);
  Require(bytes_again.ok() && *bytes_again == *bytes,
          "it is read back as it was", input);
}

}  // namespace

void RequireRecordHolds(const Record& record, std::string_view input) {
  RecordSet records;
  *records.add_records() = record;
  WriteJson(records);
  WriteTextFormat(records);
  ReferencesOf(record);
  IsAsserted(record);
  MarkOf(ClaimsOf(record));
  const std::vector<Fault> faults = Validate(record);
  RequireFaultsInWords(faults, input);
  if (!faults.empty()) return;
  RequireStorable(record, input);
  RequireTextForms(record, input);
  RequireUsable(record, input);
}

void RequireReadHolds(const ReadResult& read, std::string_view text) {
  const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
  for (const LocatedFault& located : read.faults) {
    Require(located.line >= 0 && located.line <= lines,
            "a fault lies in a line of the file", text);
    RequireFaultsInWords({located.fault}, text);
  }
  for (const LocatedRecord& located : read.records) {
    Require(located.line >= 1 && located.line <= lines,
            "a record begins in a line of the file", text);
    Require(KindOf(located.record).has_value(), "a record has a kind", text);
    RequireRecordHolds(located.record, text);
  }
}

}  // namespace annals::testing
