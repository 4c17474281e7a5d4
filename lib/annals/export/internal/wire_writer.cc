// A WireWriter writes protobuf messages of which we have no generated class.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/wire_writer.h"

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace annals::export_internal {
namespace {

using google::protobuf::io::CodedOutputStream;
using google::protobuf::io::StringOutputStream;

enum WireType { kVarint = 0, kFixed64 = 1, kLengthDelimited = 2 };

uint32_t TagOf(int field, WireType type) {
  return static_cast<uint32_t>(field) << 3 | type;
}

}  // namespace

void WireWriter::Varint(int field, uint64_t value) {
  StringOutputStream stream(&bytes_);
  CodedOutputStream out(&stream);
  out.WriteTag(TagOf(field, kVarint));
  out.WriteVarint64(value);
}

void WireWriter::Fixed64(int field, uint64_t value) {
  StringOutputStream stream(&bytes_);
  CodedOutputStream out(&stream);
  out.WriteTag(TagOf(field, kFixed64));
  out.WriteLittleEndian64(value);
}

void WireWriter::String(int field, std::string_view value) {
  StringOutputStream stream(&bytes_);
  CodedOutputStream out(&stream);
  out.WriteTag(TagOf(field, kLengthDelimited));
  out.WriteVarint64(value.size());
  out.WriteRaw(value.data(), static_cast<int>(value.size()));
}

}  // namespace annals::export_internal
