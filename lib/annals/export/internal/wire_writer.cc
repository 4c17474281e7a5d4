// A WireWriter writes protobuf messages of which we have no generated class.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/wire_writer.h"

#include "google/protobuf/io/coded_stream.h"

namespace annals::export_internal {
namespace {

using google::protobuf::io::CodedOutputStream;

constexpr size_t kVarintBytesMax = 10;

enum WireType { kVarint = 0, kFixed64 = 1, kLengthDelimited = 2 };

// The static functions of CodedOutputStream alone: a stream over a string asks
// for all of the string's spare room anew with every field, and zeroes it.
void AppendVarint(uint64_t value, std::string& out) {
  uint8_t bytes[kVarintBytesMax];
  uint8_t* const end = CodedOutputStream::WriteVarint64ToArray(value, bytes);
  out.append(bytes, end);
}

void AppendTag(int field, WireType type, std::string& out) {
  AppendVarint(static_cast<uint64_t>(field) << 3 | type, out);
}

}  // namespace

void WireWriter::Varint(int field, uint64_t value) {
  AppendTag(field, kVarint, bytes_);
  AppendVarint(value, bytes_);
}

void WireWriter::Fixed64(int field, uint64_t value) {
  AppendTag(field, kFixed64, bytes_);
  uint8_t bytes[sizeof(value)];
  uint8_t* const end =
      CodedOutputStream::WriteLittleEndian64ToArray(value, bytes);
  bytes_.append(bytes, end);
}

void WireWriter::String(int field, std::string_view value) {
  AppendTag(field, kLengthDelimited, bytes_);
  AppendVarint(value.size(), bytes_);
  bytes_.append(value);
}

}  // namespace annals::export_internal
