// CloudEvents: records for message brokers and event-driven programs.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/cloudevents.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annals/export/export_pages.h"
#include "annals/export/internal/causation.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/event_graph.h"
#include "annals/export/internal/instants.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/export/internal/record_by_record.h"
#include "annals/export/internal/wire_writer.h"
#include "annals/record/claims.h"
#include "annals/record/json_writer.h"
#include "annals/record/write.h"

namespace annals {
namespace {

using export_internal::Causation;
using export_internal::IsFloating;
using export_internal::IsFourDigitYear;
using export_internal::LossesAfterFloatingDates;
using export_internal::LossTally;
using export_internal::RecordByRecord;
using export_internal::WireWriter;

constexpr std::string_view kSource = "urn:annals";
constexpr std::string_view kSpecVersion = "1.0";
constexpr std::string_view kRecordType = "type.googleapis.com/annals.v1.Record";

// A CloudEvent before it has a form.
struct Message {
  std::string type;
  std::optional<Instant> time;
  // Extension attributes, all of the type String.
  std::vector<std::pair<std::string_view, std::string>> extensions;
  const Record* record = nullptr;
};

void Extend(Message& message, std::string_view name, std::string value) {
  if (!value.empty()) message.extensions.emplace_back(name, std::move(value));
}

Message MessageOf(const Record& record) {
  Message message;
  const google::protobuf::OneofDescriptor* kinds =
      Record::descriptor()->oneof_decl(0);
  message.type = Record::GetReflection()
                     ->GetOneofFieldDescriptor(record, kinds)
                     ->message_type()
                     ->full_name();
  message.record = &record;
  return message;
}

// What both forms have in common: what is said of each record.
class CloudEventsWriter : public RecordByRecord {
 public:
  // Which events are tied together only the last link may tell.
  bool LooksAhead() const override { return true; }
  bool LooksAtLinks() const override { return true; }
  void LookAtLink(const CausalLink& link) override { causation_.Add(link); }

  void End(int64_t) override {}

  std::vector<Loss> Losses() const override {
    return LossesAfterFloatingDates(floating_, losses_);
  }

 protected:
  virtual void WriteMessage(const Message& message) = 0;

  void WriteNamed(const Record& record) override {
    WriteMessage(MessageOf(record));
  }

  void WriteEvent(const Answer& answer) override {
    const Event& event = answer.event;
    const Record record = ToRecord(event);
    Message message = MessageOf(record);
    if (IsFloating(answer)) ++floating_;
    Extend(message, "edtf", event.when().edtf());
    if (answer.span.has_value()) AddTime(*answer.span, message);
    if (!IsAsserted(event)) Extend(message, "mark", MarkOf(event.claims()));
    const auto& causes = causation_.CausesOf(event.id());
    if (causes.size() == 1) Extend(message, "causationid", *causes.begin());
    if (causes.size() > 1) {
      losses_.Add("event", "with several causes left without a causationid");
    }
    Extend(message, "correlationid", causation_.GroupOf(event.id()));
    WriteMessage(message);
  }

  void WriteLink(const CausalLink& link) override {
    const Record record = ToRecord(link);
    Message message = MessageOf(record);
    Extend(message, "mark", export_internal::MarkOfLink(link));
    Extend(message, "correlationid", causation_.GroupOf(link.id()));
    WriteMessage(message);
  }

 private:
  void AddTime(const Span& span, Message& message) {
    if (IsFourDigitYear(span.earliest_start)) {
      message.time = span.earliest_start;
    } else {
      losses_.Add("event",
                  "without the attribute time, for want of a start in the "
                  "years 1 to 9999");
    }
    Extend(message, "earlieststart", span.earliest_start.ToString());
    Extend(message, "lateststart", span.latest_start.ToString());
    Extend(message, "earliestend", span.earliest_end.ToString());
    Extend(message, "latestend", span.latest_end.ToString());
  }

  Causation causation_;
  int64_t floating_ = 0;
  LossTally losses_;
};

// A message a line.
class CloudEventsJsonWriter : public CloudEventsWriter {
 public:
  explicit CloudEventsJsonWriter(std::string& out) : out_(out) {}

  void Begin() override { out_ += '['; }

  void End(int64_t) override { out_ += "\n]\n"; }

 protected:
  void WriteMessage(const Message& message) override {
    out_ += is_first_ ? "\n" : ",\n";
    is_first_ = false;
    JsonWriter json(out_);
    json.BeginObject();
    json.Member("specversion", kSpecVersion);
    json.Member("id", IdOf(*message.record));
    json.Member("source", kSource);
    json.Member("type", message.type);
    if (message.time.has_value()) json.Member("time", message.time->ToString());
    for (const auto& [name, value] : message.extensions) {
      json.Member(name, value);
    }
    json.Member("datacontenttype", "application/json");
    json.Key("data");
    // JSON already.
    data_.clear();
    AppendJson(*message.record, data_);
    json.Raw(data_);
    json.EndObject();
  }

 private:
  std::string& out_;
  std::string data_;
  bool is_first_ = true;
};

// Field numbers of io.cloudevents.v1 (formats/cloudevents.proto of the
// specification), google.protobuf.Any and google.protobuf.Timestamp.
namespace field {
constexpr int kBatchEvents = 1;
constexpr int kId = 1;
constexpr int kSource = 2;
constexpr int kSpecVersion = 3;
constexpr int kType = 4;
constexpr int kAttributes = 5;
constexpr int kProtoData = 8;
constexpr int kMapKey = 1;
constexpr int kMapValue = 2;
constexpr int kCeString = 3;
constexpr int kCeUri = 5;
constexpr int kCeTimestamp = 7;
constexpr int kAnyTypeUrl = 1;
constexpr int kAnyValue = 2;
constexpr int kSeconds = 1;
constexpr int kNanos = 2;
}  // namespace field

void AddAttribute(std::string_view name, const WireWriter& value,
                  WireWriter& event) {
  WireWriter entry;
  entry.String(field::kMapKey, name);
  entry.Message(field::kMapValue, value);
  event.Message(field::kAttributes, entry);
}

// Only for instants of four digits' years, which are whole microseconds.
WireWriter TimestampOf(Instant instant) {
  constexpr int64_t kMicroseconds = 1'000'000;
  const auto microseconds = static_cast<int64_t>(instant.Microseconds());
  // Nanoseconds count forward, before 1970 too.
  const int64_t rest =
      (microseconds % kMicroseconds + kMicroseconds) % kMicroseconds;
  WireWriter timestamp;
  timestamp.Varint(field::kSeconds, static_cast<uint64_t>(
                                        (microseconds - rest) / kMicroseconds));
  if (rest > 0) {
    timestamp.Varint(field::kNanos, static_cast<uint64_t>(rest * 1000));
  }
  return timestamp;
}

WireWriter MessageProto(const Message& message) {
  WireWriter event;
  event.String(field::kId, IdOf(*message.record));
  event.String(field::kSource, kSource);
  event.String(field::kSpecVersion, kSpecVersion);
  event.String(field::kType, message.type);
  if (message.time.has_value()) {
    WireWriter value;
    value.Message(field::kCeTimestamp, TimestampOf(*message.time));
    AddAttribute("time", value, event);
  }
  for (const auto& [name, text] : message.extensions) {
    WireWriter value;
    value.String(field::kCeString, text);
    AddAttribute(name, value, event);
  }
  WireWriter schema;
  schema.String(field::kCeUri, kRecordType);
  AddAttribute("dataschema", schema, event);
  WireWriter data;
  data.String(field::kAnyTypeUrl, kRecordType);
  data.String(field::kAnyValue, message.record->SerializeAsString());
  event.Message(field::kProtoData, data);
  return event;
}

// A message of which all is one repeated field can be written piece by piece.
class CloudEventsProtobufWriter : public CloudEventsWriter {
 public:
  explicit CloudEventsProtobufWriter(std::string& out) : out_(out) {}

 protected:
  void WriteMessage(const Message& message) override {
    WireWriter batch;
    batch.Message(field::kBatchEvents, MessageProto(message));
    out_ += std::move(batch).Take();
  }

 private:
  std::string& out_;
};

}  // namespace

std::unique_ptr<EventWriter> MakeCloudEventsWriter(const ExportOptions&,
                                                   std::string& out) {
  return std::make_unique<CloudEventsJsonWriter>(out);
}

std::unique_ptr<EventWriter> MakeCloudEventsProtobufWriter(const ExportOptions&,
                                                           std::string& out) {
  return std::make_unique<CloudEventsProtobufWriter>(out);
}

absl::StatusOr<ExportResult> ExportCloudEvents(const Selection& selection,
                                               const ExportOptions& options) {
  return ExportWhole(selection, MakeCloudEventsWriter, options);
}

absl::StatusOr<ExportResult> ExportCloudEventsProtobuf(
    const Selection& selection, const ExportOptions& options) {
  return ExportWhole(selection, MakeCloudEventsProtobufWriter, options);
}

}  // namespace annals
