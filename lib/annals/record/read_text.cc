// ReadTextFormat().
//
// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "annals/record/internal/located_faults.h"
#include "annals/record/internal/parser_words.h"
#include "annals/record/internal/text_splitter.h"
#include "annals/record/limits.h"
#include "annals/record/read.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/text_format.h"

namespace annals {
namespace {

using record_internal::LocatedFaultList;
using record_internal::TextPlace;
using record_internal::TextSlice;
using record_internal::TextSplitter;

constexpr int kParserDepthMax = 32;
// The text of one record; its strings may be written with escapes.
constexpr size_t kSliceBytesMax = 8 * kRecordBytesMax;

// Gathers what protobuf's parser says of one record. With unknown fields
// allowed it only warns of them and goes on; to us a warning is a fault.
class FaultCollector : public google::protobuf::io::ErrorCollector {
 public:
  FaultCollector(const TextPlace& begin, LocatedFaultList& faults)
      : begin_(begin), faults_(faults) {}

#if GOOGLE_PROTOBUF_VERSION >= 4022000
  void RecordError(int line, int column, absl::string_view message) override {
    Add(line, column, std::string(message));
  }
  void RecordWarning(int line, int column, absl::string_view message) override {
    Add(line, column, std::string(message));
  }
#else
  void AddError(int line, int column, const std::string& message) override {
    Add(line, column, message);
  }
  void AddWarning(int line, int column, const std::string& message) override {
    Add(line, column, message);
  }
#endif

 private:
  // Counted from 0, from behind the opening bracket; -1 for all of it.
  void Add(int line, int column, const std::string& message) {
    if (faults_.IsFull()) return faults_.Add(0, "", "");
    TextPlace at = begin_;
    if (line == 0) {
      at.column += column + 1;
    } else if (line > 0) {
      at = {begin_.line + line, column + 1};
    }
    faults_.Add(at.line, "",
                absl::StrCat("column ", at.column, ": ",
                             record_internal::ParserWords(message)));
  }

  const TextPlace& begin_;
  LocatedFaultList& faults_;
};

void ReadRecord(const TextSlice& slice, LocatedFaultList& faults,
                std::vector<LocatedRecord>& records) {
  if (slice.text.size() > kSliceBytesMax) {
    return faults.Add(slice.begin.line, "",
                      absl::StrCat(slice.text.size(),
                                   " bytes in one record; "
                                   "want at most ",
                                   kSliceBytesMax));
  }
  const size_t faults_before = faults.count();
  FaultCollector collector(slice.begin, faults);
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&collector);
  parser.AllowUnknownField(true);
  parser.SetRecursionLimit(kParserDepthMax);
  google::protobuf::io::ArrayInputStream input(
      slice.text.data(), static_cast<int>(slice.text.size()));
  LocatedRecord read;
  read.line = slice.begin.line;
  const bool is_read = parser.Parse(&input, &read.record);
  if (faults.count() > faults_before) return;
  if (!is_read || !KindOf(read.record)) {
    return faults.Add(read.line, "",
                      "nothing in it; want an event, causal_link, constraint, "
                      "source or entity");
  }
  records.push_back(std::move(read));
}

}  // namespace

ReadResult ReadTextFormat(std::string_view text) {
  ReadResult result;
  LocatedFaultList faults(result.faults);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  TextSplitter splitter(text);
  while (const std::optional<TextSlice> slice = splitter.Next()) {
    ReadRecord(*slice, faults, result.records);
  }
  if (!splitter.fault().empty()) {
    const TextPlace& place = splitter.place();
    faults.Add(place.line, "",
               absl::StrCat("column ", place.column, ": ", splitter.fault()));
  }
  return result;
}

}  // namespace annals
