// The hash chain: what ties each revision to all those before it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/hash_chain.h"

#include <openssl/rand.h>

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/record/content.h"

namespace annals::store_internal {
namespace {

constexpr char kHeaderVersion = 1;

void AppendBigEndian(std::string& out, uint64_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out.push_back(static_cast<char>(value >> shift & 0xff));
  }
}

void AppendText(std::string& out, const std::string& text) {
  AppendBigEndian(out, text.size(), 4);
  out += text;
}

// "9a3c11f0...": enough to tell two hashes apart.
std::string Short(std::string_view hash) {
  return absl::StrCat(absl::BytesToHexString(AsAbsl(hash.substr(0, 4))), "...");
}

std::string Mismatch(std::string_view what, std::string_view found,
                     std::string_view want) {
  return absl::StrCat(AsAbsl(what), " ", Short(found), ", want ", Short(want),
                      ": the bytes have changed since they were written");
}

}  // namespace

std::string ZeroHash() { return std::string(kHashBytes, '\0'); }

absl::StatusOr<std::string> RandomSalts(size_t count) {
  std::string salts(count * kSaltBytes, '\0');
  const int done = RAND_bytes(reinterpret_cast<unsigned char*>(salts.data()),
                              static_cast<int>(salts.size()));
  if (done == 1) return salts;
  return absl::UnavailableError(absl::StrCat(
      "salts: the system gave no random bytes; want ", salts.size(),
      ": try again, or see to its source of randomness"));
}

std::string ContentHash(std::string_view salt, std::string_view content) {
  return Sha256(absl::StrCat(AsAbsl(salt), AsAbsl(content)));
}

std::string ContentHash(const Revision& revision) {
  return ContentHash(revision.salt(), revision.content());
}

std::string HashedHeader(const Revision& revision) {
  constexpr size_t kUsualBytes = 128;
  std::string header;
  header.reserve(kUsualBytes);
  header.push_back(kHeaderVersion);
  AppendBigEndian(header, revision.sequence(), 8);
  AppendBigEndian(header, revision.batch(), 8);
  AppendBigEndian(header, revision.commit_time(), 8);
  AppendBigEndian(header, revision.operation(), 1);
  AppendText(header, revision.record_id());
  AppendText(header, revision.author());
  AppendText(header, revision.reason());
  AppendText(header, revision.idempotency_key());
  AppendText(header, revision.correlation_id());
  AppendText(header, revision.causation_id());
  return header;
}

std::string ChainHash(const Revision& revision) {
  return Sha256(absl::StrCat(revision.previous_hash(), HashedHeader(revision),
                             revision.content_hash()));
}

std::string HashFault(const Revision& revision) {
  const bool is_redacted =
      revision.salt().empty() && revision.content().empty();
  if (!is_redacted) {
    const std::string content_hash = ContentHash(revision);
    if (content_hash != revision.content_hash()) {
      return Mismatch("content hash", content_hash, revision.content_hash());
    }
  }
  const std::string hash = ChainHash(revision);
  if (hash == revision.hash()) return "";
  return Mismatch("hash", hash, revision.hash());
}

}  // namespace annals::store_internal
