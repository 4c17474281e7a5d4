// CloudEvents: records for message brokers and event-driven programs.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/cloudevents.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/export/internal/causation.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/event_graph.h"
#include "annals/export/internal/instants.h"
#include "annals/export/internal/json.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/export/internal/wire_writer.h"
#include "annals/record/claims.h"
#include "annals/record/write.h"

namespace annals {
namespace {

using export_internal::Causation;
using export_internal::CountFloatingDates;
using export_internal::IsFourDigitYear;
using export_internal::Json;
using export_internal::JsonLine;
using export_internal::LossTally;
using export_internal::WireWriter;

constexpr std::string_view kSource = "urn:annals";
constexpr std::string_view kSpecVersion = "1.0";
constexpr std::string_view kRecordType = "type.googleapis.com/annals.v1.Record";

// A CloudEvent before it has a form.
struct Message {
  std::string id;
  std::string type;
  std::optional<Instant> time;
  // Extension attributes, all of the type String.
  std::vector<std::pair<std::string, std::string>> extensions;
  Record record;
};

class MessageMaker {
 public:
  explicit MessageMaker(const Selection& selection)
      : selection_(selection), causation_(selection) {}

  std::vector<Message> Make() {
    std::vector<Message> messages;
    CountFloatingDates(selection_, losses_);
    for (const Answer& answer : selection_.events) {
      messages.push_back(EventMessage(answer));
    }
    for (const CausalLink& link : selection_.links) {
      messages.push_back(MessageOf(ToRecord(link)));
      Extend(messages.back(), "mark", export_internal::MarkOfLink(link));
      Extend(messages.back(), "correlationid", causation_.GroupOf(link.id()));
    }
    for (const auto& [id, record] : selection_.named) {
      if (record.has_source() || record.has_entity()) {
        messages.push_back(MessageOf(record));
      }
    }
    return messages;
  }

  std::vector<Loss> Losses() const { return losses_.Losses(); }

 private:
  static Message MessageOf(Record record) {
    Message message;
    message.id = IdOf(record);
    const google::protobuf::OneofDescriptor* kinds =
        Record::descriptor()->oneof_decl(0);
    message.type = Record::GetReflection()
                       ->GetOneofFieldDescriptor(record, kinds)
                       ->message_type()
                       ->full_name();
    message.record = std::move(record);
    return message;
  }

  static void Extend(Message& message, std::string_view name,
                     std::string value) {
    if (value.empty()) return;
    message.extensions.emplace_back(name, std::move(value));
  }

  Message EventMessage(const Answer& answer) {
    const Event& event = answer.event;
    Message message = MessageOf(ToRecord(event));
    Extend(message, "edtf", event.when().edtf());
    if (answer.span.has_value()) AddTime(*answer.span, message);
    if (!IsAsserted(event)) Extend(message, "mark", MarkOf(event.claims()));
    const auto& causes = causation_.CausesOf(event.id());
    if (causes.size() == 1) Extend(message, "causationid", *causes.begin());
    if (causes.size() > 1) {
      losses_.Add("event", "with several causes left without a causationid");
    }
    Extend(message, "correlationid", causation_.GroupOf(event.id()));
    return message;
  }

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

  const Selection& selection_;
  const Causation causation_;
  LossTally losses_;
};

Json MessageJson(const Message& message) {
  Json json;
  json["specversion"] = std::string(kSpecVersion);
  json["id"] = message.id;
  json["source"] = std::string(kSource);
  json["type"] = message.type;
  if (message.time.has_value()) json["time"] = message.time->ToString();
  for (const auto& [name, value] : message.extensions) json[name] = value;
  json["datacontenttype"] = "application/json";
  return json;
}

// The record's own JSON goes in as it is, since it is JSON already.
void AppendJson(const Message& message, std::string& out) {
  std::string attributes = JsonLine(MessageJson(message));
  attributes.pop_back();
  absl::StrAppend(&out, attributes, ",\"data\":", WriteJson(message.record),
                  "}");
}

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
  event.String(field::kId, message.id);
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
  data.String(field::kAnyValue, message.record.SerializeAsString());
  event.Message(field::kProtoData, data);
  return event;
}

}  // namespace

absl::StatusOr<ExportResult> ExportCloudEvents(const Selection& selection,
                                               const ExportOptions&) {
  MessageMaker maker(selection);
  std::string bytes = "[";
  for (const Message& message : maker.Make()) {
    bytes += bytes.back() == '[' ? "\n" : ",\n";
    AppendJson(message, bytes);
  }
  bytes += "\n]\n";
  return ExportResult{std::move(bytes), maker.Losses()};
}

absl::StatusOr<ExportResult> ExportCloudEventsProtobuf(
    const Selection& selection, const ExportOptions&) {
  MessageMaker maker(selection);
  WireWriter batch;
  for (const Message& message : maker.Make()) {
    batch.Message(field::kBatchEvents, MessageProto(message));
  }
  return ExportResult{std::move(batch).Take(), maker.Losses()};
}

}  // namespace annals
