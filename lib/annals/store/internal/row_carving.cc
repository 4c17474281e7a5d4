// Rows of the log, found in the pages of a file that nothing may lead to.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/row_carving.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>

#include "annals/base/status_macros.h"
#include "annals/store/internal/hash_chain.h"
#include "annals/store/internal/page_checksum.h"
#include "annals/store/internal/sqlite_varint.h"
#include "annals/store/internal/stray_pages.h"

namespace annals::store_internal {
namespace {

// A page of a table's tree that holds rows, and where in it what stands.
constexpr unsigned char kTableLeaf = 0x0d;
constexpr size_t kCellsOffset = 3;
constexpr size_t kPointersOffset = 8;

// Of a row with more bytes than kLocalMax the rest lies in other pages, each of
// which begins with the number of the next.
constexpr int64_t kLocalMax = kUsableBytes - 35;
constexpr int64_t kLocalMin = (kUsableBytes - 12) * 32 / 255 - 23;
constexpr int64_t kNextPageBytes = 4;
constexpr int64_t kOverflowBytes = kUsableBytes - kNextPageBytes;

// In a sound file a page holds the rest of one row; a damaged one must not have
// us read the whole file for each of its rows.
constexpr int64_t kOverflowPagesPerPage = 4;

// The columns of `revision`, in the order of the schema.
enum Column {
  kSequence,
  kRecordId,
  kOperation,
  kKind,
  kCommitTime,
  kBatch,
  kAuthor,
  kReason,
  kIdempotencyKey,
  kCorrelationId,
  kCausationId,
  kTitle,
  kPreviousHash = kTitle + 5,
  kHash,
  kContentHash,
  kSalt,
  kContent,
  kColumns,
};

// Bytes that are read from the front; what is not there is nothing.
class Bytes {
 public:
  explicit Bytes(std::string_view left) : left_(left) {}

  size_t size() const { return left_.size(); }

  std::optional<std::string_view> Take(uint64_t count) {
    if (count > left_.size()) return std::nullopt;
    const std::string_view taken = left_.substr(0, count);
    left_.remove_prefix(count);
    return taken;
  }

  std::optional<uint64_t> TakeVarint() { return TakeSqliteVarint(left_); }

 private:
  std::string_view left_;
};

int64_t SignedNumber(std::string_view bytes) {
  uint64_t value = !bytes.empty() && (bytes[0] & 0x80) != 0 ? ~uint64_t{0} : 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return static_cast<int64_t>(value);
}

// One column of a row.
struct Value {
  bool is_null = true;
  int64_t number = 0;
  std::string_view bytes;
};
using Row = std::array<Value, kColumns>;

// By its serial type: https://www.sqlite.org/fileformat2.html#record_format.
std::optional<Value> TakeValue(uint64_t type, Bytes& body) {
  constexpr uint64_t kNumberBytes[] = {0, 1, 2, 3, 4, 6, 8};
  Value value;
  value.is_null = type == 0;
  if (type == 7 || type == 10 || type == 11) return std::nullopt;
  if (type == 8 || type == 9) {
    value.number = static_cast<int64_t>(type - 8);
    return value;
  }
  const bool is_number = type < std::size(kNumberBytes);
  const auto taken =
      body.Take(is_number ? kNumberBytes[type] : (type - 12) / 2);
  if (!taken.has_value()) return std::nullopt;
  value.bytes = *taken;
  if (is_number) value.number = SignedNumber(*taken);
  return value;
}

std::optional<Row> ParseRow(std::string_view payload) {
  Bytes start(payload);
  const auto header_bytes = start.TakeVarint();
  const size_t length_bytes = payload.size() - start.size();
  if (!header_bytes.has_value() || *header_bytes < length_bytes) {
    return std::nullopt;
  }
  const auto types = start.Take(*header_bytes - length_bytes);
  if (!types.has_value()) return std::nullopt;
  Bytes header(*types);
  Row row;
  for (Value& value : row) {
    const auto type = header.TakeVarint();
    if (!type.has_value()) return std::nullopt;
    const std::optional<Value> taken = TakeValue(*type, start);
    if (!taken.has_value()) return std::nullopt;
    value = *taken;
  }
  return row;
}

Revision ToRevision(int64_t sequence, const Row& row) {
  const auto bytes = [&row](Column column) {
    return std::string(row[column].bytes);
  };
  Revision revision;
  revision.set_sequence(sequence);
  revision.set_record_id(bytes(kRecordId));
  revision.set_operation(
      static_cast<Revision::Operation>(row[kOperation].number));
  revision.set_commit_time(row[kCommitTime].number);
  revision.set_batch(row[kBatch].number);
  revision.set_author(bytes(kAuthor));
  revision.set_reason(bytes(kReason));
  revision.set_idempotency_key(bytes(kIdempotencyKey));
  revision.set_correlation_id(bytes(kCorrelationId));
  revision.set_causation_id(bytes(kCausationId));
  revision.set_previous_hash(bytes(kPreviousHash));
  revision.set_hash(bytes(kHash));
  revision.set_content_hash(bytes(kContentHash));
  revision.set_salt(bytes(kSalt));
  revision.set_content(bytes(kContent));
  return revision;
}

bool IsRevision(const Row& row, const Revision& revision) {
  for (const Column column : {kPreviousHash, kHash, kContentHash}) {
    if (row[column].bytes.size() != kHashBytes) return false;
  }
  // Protobuf keeps any number, and one byte of it is hashed.
  return row[kSequence].is_null && revision.sequence() > 0 &&
         Revision::Operation_IsValid(
             static_cast<int>(row[kOperation].number)) &&
         row[kOperation].number == revision.operation() &&
         HashFault(revision).empty();
}

class Carver {
 public:
  using Visit =
      absl::FunctionRef<absl::Status(const Revision& revision, int64_t kind)>;

  Carver(const StrayPages& pages, Visit visit)
      : pages_(pages),
        visit_(visit),
        overflow_pages_left_(pages.count() * kOverflowPagesPerPage) {}

  absl::Status CarvePage(std::string_view page) {
    if (static_cast<unsigned char>(page[0]) != kTableLeaf) {
      return absl::OkStatus();
    }
    const size_t cells = TwoBytes(page, kCellsOffset);
    for (size_t i = 0; i < cells; ++i) {
      const size_t pointer = kPointersOffset + 2 * i;
      if (pointer + 2 > static_cast<size_t>(kUsableBytes)) break;
      const size_t cell = TwoBytes(page, pointer);
      if (cell >= static_cast<size_t>(kUsableBytes)) continue;
      ANNALS_RETURN_IF_ERROR(CarveCell(page.substr(cell, kUsableBytes - cell)));
    }
    return absl::OkStatus();
  }

 private:
  static size_t TwoBytes(std::string_view page, size_t at) {
    return static_cast<size_t>(static_cast<unsigned char>(page[at])) << 8 |
           static_cast<unsigned char>(page[at + 1]);
  }

  absl::Status CarveCell(std::string_view cell) {
    Bytes bytes(cell);
    const auto payload_bytes = bytes.TakeVarint();
    const auto sequence = bytes.TakeVarint();
    if (!payload_bytes.has_value() || !sequence.has_value()) {
      return absl::OkStatus();
    }
    const std::string payload = Payload(*payload_bytes, bytes);
    const std::optional<Row> row = ParseRow(payload);
    if (!row.has_value()) return absl::OkStatus();
    const Revision revision = ToRevision(static_cast<int64_t>(*sequence), *row);
    if (!IsRevision(*row, revision)) return absl::OkStatus();
    return visit_(revision, (*row)[kKind].number);
  }

  // Empty if it cannot be had.
  std::string Payload(uint64_t count, Bytes& cell) {
    if (count > static_cast<uint64_t>(pages_.count()) * kPageBytes) return "";
    const auto size = static_cast<int64_t>(count);
    const auto local = cell.Take(static_cast<uint64_t>(LocalBytes(size)));
    if (!local.has_value()) return "";
    std::string payload(*local);
    if (static_cast<int64_t>(payload.size()) < size) {
      const auto next = cell.Take(kNextPageBytes);
      if (!next.has_value() || !AppendOverflow(*next, size, payload)) return "";
    }
    return payload;
  }

  static int64_t LocalBytes(int64_t payload_bytes) {
    if (payload_bytes <= kLocalMax) return payload_bytes;
    const int64_t local =
        kLocalMin + (payload_bytes - kLocalMin) % kOverflowBytes;
    return local <= kLocalMax ? local : kLocalMin;
  }

  bool AppendOverflow(std::string_view next, int64_t size,
                      std::string& payload) {
    std::string page;
    std::string number(next);
    while (static_cast<int64_t>(payload.size()) < size) {
      if (--overflow_pages_left_ < 0) return false;
      // Unsigned: four bytes are never negative as eight.
      if (!pages_.Read(SignedNumber('\0' + number), page)) return false;
      payload.append(
          page, kNextPageBytes,
          static_cast<size_t>(std::min<int64_t>(
              kOverflowBytes, size - static_cast<int64_t>(payload.size()))));
      number = page.substr(0, kNextPageBytes);
    }
    return true;
  }

  const StrayPages& pages_;
  Visit visit_;
  int64_t overflow_pages_left_;
};

}  // namespace

absl::Status CarveRevisions(
    const std::string& path,
    absl::FunctionRef<absl::Status(const Revision& revision, int64_t kind)>
        visit) {
  const StrayPages pages(path);
  Carver carver(pages, visit);
  return pages.VisitAll(
      [&carver](std::string_view page) { return carver.CarvePage(page); });
}

}  // namespace annals::store_internal
