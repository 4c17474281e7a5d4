// Content: the bytes of a record, their hash, and an id derived from them.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/content.h"

#include <openssl/evp.h>

#include <cstddef>
#include <cstdlib>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/internal/string_walk.h"
#include "annals/record/limits.h"
#include "annals/record/utf8.h"
#include "google/protobuf/arena.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace annals {
namespace {

// Digits of the hash in a derived id: 64 bits, so that even among a million
// records two alike by chance are as good as impossible.
constexpr size_t kIdDigits = 16;

absl::Status CheckStorable(const Record& record) {
  const size_t size = record.ByteSizeLong();
  if (size > kRecordBytesMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("record ", Quoted(IdOf(record)), ": ", size,
                     " bytes; want at most ", kRecordBytesMax));
  }
  const std::string path = record_internal::PathOfBadUtf8(record);
  if (path.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "record ", Quoted(IdOf(record)), ": ", path, " is not UTF-8"));
}

// Deterministic: map fields, if there were any, would be sorted. The sizes of
// all messages are computed once, and the bytes written to their place.
std::string Serialize(const Record& record) {
  std::string bytes(record.ByteSizeLong(), '\0');
  google::protobuf::io::ArrayOutputStream stream(
      bytes.data(), static_cast<int>(bytes.size()));
  google::protobuf::io::CodedOutputStream out(&stream);
  out.SetSerializationDeterministic(true);
  record.SerializeWithCachedSizes(&out);
  out.Trim();
  return bytes;
}

// The messages of the copy lie together, and go together.
bool CanBeReadBack(const std::string& bytes) {
  alignas(std::max_align_t) char block[8192];
  google::protobuf::ArenaOptions options;
  options.initial_block = block;
  options.initial_block_size = sizeof block;
  google::protobuf::Arena arena(options);
  return google::protobuf::Arena::CreateMessage<Record>(&arena)
      ->ParseFromString(bytes);
}

struct FreeDigestContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeDigestContext>;

// OpenSSL 3 looks an algorithm up by its name for every digest, unless it was
// fetched before: that, and a new context each time, costs more than to hash
// three hundred bytes.
const EVP_MD* Sha256Algorithm() {
#if OPENSSL_VERSION_MAJOR >= 3
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (fetched != nullptr) return fetched;
#endif
  return EVP_sha256();
}

}  // namespace

absl::StatusOr<std::string> Encode(const Record& record) {
  ANNALS_RETURN_IF_ERROR(CheckStorable(record));
  return EncodeValid(record);
}

absl::StatusOr<std::string> EncodeValid(const Record& record) {
  std::string bytes = Serialize(record);
  if (!CanBeReadBack(bytes)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "record ", Quoted(IdOf(record)), ": its bytes could not be read back"));
  }
  return bytes;
}

absl::StatusOr<Record> Decode(std::string_view bytes) {
  Record record;
  if (bytes.size() > kRecordBytesMax) {
    return absl::DataLossError(absl::StrCat(
        bytes.size(), " bytes; want a record of at most ", kRecordBytesMax));
  }
  if (!record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::DataLossError(
        absl::StrCat(bytes.size(),
                     " bytes that are not a record; want an annals.v1.Record"));
  }
  if (!KindOf(record)) {
    return absl::DataLossError(
        absl::StrCat(bytes.size(),
                     " bytes hold none of the five kinds of "
                     "record that this version knows"));
  }
  return record;
}

std::string Sha256(std::string_view bytes) {
  thread_local const DigestContext context(EVP_MD_CTX_new());
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  // This can fail only where the machine has no SHA-256 or no memory at all.
  if (context == nullptr ||
      EVP_DigestInit_ex(context.get(), Sha256Algorithm(), nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), digest, &size) != 1) {
    std::abort();
  }
  return std::string(reinterpret_cast<const char*>(digest), size);
}

std::string Sha256Hex(std::string_view bytes) {
  return absl::BytesToHexString(Sha256(bytes));
}

absl::StatusOr<std::string> DeriveId(const Record& record) {
  const std::optional<RecordKind> kind = KindOf(record);
  if (!kind) {
    return absl::InvalidArgumentError(
        "nothing in the record; want an event, causal_link, constraint, source "
        "or entity");
  }
  Record content = record;
  SetId(content, "");
  ANNALS_ASSIGN_OR_RETURN(const std::string bytes, Encode(content));
  const std::string prefix =
      absl::StrReplaceAll(AsAbsl(RecordKindName(*kind)), {{"_", "-"}});
  return absl::StrCat(prefix, "-", Sha256Hex(bytes).substr(0, kIdDigits));
}

}  // namespace annals
