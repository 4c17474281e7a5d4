// PeekAtDate() reads when an event was, and nothing else of it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/date_peek.h"

#include <cstdint>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/message_lite.h"

namespace annals::store_internal {
namespace {

using google::protobuf::io::CodedInputStream;

// How a field's value is written: the lowest three bits of its tag.
enum WireType : uint32_t {
  kVarint = 0,
  kEightBytes = 1,
  kLengthAndBytes = 2,
  kFourBytes = 5,
};

constexpr uint32_t TagOfMessage(int field) {
  return static_cast<uint32_t>(field) << 3 | kLengthAndBytes;
}

bool PassOver(CodedInputStream& in, uint32_t tag) {
  uint64_t number = 0;
  int bytes = 0;
  switch (tag & 7) {
    case kVarint:
      return in.ReadVarint64(&number);
    case kEightBytes:
      return in.Skip(8);
    case kLengthAndBytes:
      return in.ReadVarintSizeAsInt(&bytes) && in.Skip(bytes);
    case kFourBytes:
      return in.Skip(4);
    default:
      return false;
  }
}

// Adds what the next message says to `message`, as protobuf has it if a field
// comes twice.
bool Merge(CodedInputStream& in, google::protobuf::MessageLite& message) {
  int bytes = 0;
  if (!in.ReadVarintSizeAsInt(&bytes)) return false;
  const CodedInputStream::Limit outside = in.PushLimit(bytes);
  const bool is_read = message.MergePartialFromCodedStream(&in) &&
                       in.ConsumedEntireMessage() && in.BytesUntilLimit() == 0;
  in.PopLimit(outside);
  return is_read;
}

}  // namespace

std::optional<When> PeekAtDate(std::string_view content) {
  const int end = static_cast<int>(content.size());
  CodedInputStream in(reinterpret_cast<const uint8_t*>(content.data()), end);
  int bytes = 0;
  if (in.ReadTag() != TagOfMessage(Record::kEventFieldNumber) ||
      !in.ReadVarintSizeAsInt(&bytes) || bytes != end - in.CurrentPosition()) {
    return std::nullopt;
  }
  When when;
  while (in.CurrentPosition() < end) {
    const uint32_t tag = in.ReadTag();
    const bool is_passed = tag == TagOfMessage(Event::kWhenFieldNumber)
                               ? Merge(in, when)
                               : PassOver(in, tag);
    if (!is_passed) return std::nullopt;
  }
  return when;
}

}  // namespace annals::store_internal
