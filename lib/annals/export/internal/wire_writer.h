// A WireWriter writes protobuf messages of which we have no generated class.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_WIRE_WRITER_H_
#define ANNALS_EXPORT_INTERNAL_WIRE_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace annals::export_internal {

// One message, field by field, in protobuf's wire format
// (https://protobuf.dev/programming-guides/encoding). For schemas of others
// that would cost a copy of them and a room in the build: whoever uses it names
// the field numbers that it writes.
//
//   WireWriter inner;
//   inner.String(23, "name");
//   WireWriter outer;
//   outer.Message(11, inner);
//   std::string bytes = outer.Take();
class WireWriter {
 public:
  // For uint64, int64, enum and bool.
  void Varint(int field, uint64_t value);
  void Fixed64(int field, uint64_t value);
  // For string and bytes.
  void String(int field, std::string_view value);
  void Message(int field, const WireWriter& message) {
    String(field, message.bytes_);
  }

  std::string Take() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_WIRE_WRITER_H_
