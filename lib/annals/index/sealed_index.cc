// Sealing and opening indexes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/sealed_index.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <future>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/base/beside.h"
#include "annals/base/status_macros.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/inner_briefs.h"
#include "annals/index/internal/sealed_data.h"
#include "annals/index/interval_index.h"
#include "annals/index/row_set.h"
#include "annals/index/sealed_bytes.h"
#include "annals/index/uncertain_index.h"

namespace annals {

using index_internal::AddToSeal;
using index_internal::IndexData;
using index_internal::kSealedArrays;
using index_internal::OpenSealedData;
using index_internal::Tier;

namespace {

// Numbers of arrays, frozen: they are in files. The parts of an UncertainIndex
// have theirs from each multiple of kSealedArrays on.
constexpr uint32_t kOuter = 0;
constexpr uint32_t kCore = kSealedArrays;
constexpr uint32_t kDated = 2 * kSealedArrays;
constexpr uint32_t kInner = 3 * kSealedArrays;
constexpr uint32_t kLoose = 3 * kSealedArrays + 1;
constexpr uint32_t kCarried = 3 * kSealedArrays + 2;
constexpr uint32_t kLatestStarts = 3 * kSealedArrays + 3;
constexpr uint32_t kEarliestEnds = 3 * kSealedArrays + 4;
constexpr uint32_t kCarriedLatestStarts = 3 * kSealedArrays + 5;
constexpr uint32_t kCarriedEarliestEnds = 3 * kSealedArrays + 6;

absl::StatusOr<SealReader> ReaderOf(std::string_view bytes,
                                    std::string_view key, SealedKind kind) {
  // The key first: what is stale need not be read.
  ANNALS_ASSIGN_OR_RETURN(const std::string_view sealed_key, SealedKey(bytes));
  if (sealed_key != key) {
    return absl::FailedPreconditionError(
        "sealed index: built from something else; want one with the key that "
        "is asked for");
  }
  return SealReader::Of(bytes, kind);
}

}  // namespace

absl::StatusOr<std::string_view> SealedKey(std::string_view bytes) {
  ANNALS_ASSIGN_OR_RETURN(const SealReader reader, SealReader::OfHead(bytes));
  return reader.key();
}

namespace index_internal {

// Puts indexes together from their parts, and takes them apart.
struct Sealing {
  static absl::StatusOr<IntervalIndex> Open(const SealReader& reader,
                                            uint32_t base,
                                            std::shared_ptr<const void> owner) {
    ANNALS_ASSIGN_OR_RETURN(std::shared_ptr<const IndexData> data,
                            OpenSealedData(reader, base, std::move(owner)));
    return IntervalIndex(std::move(data));
  }

  static absl::StatusOr<UncertainIndex> OpenSpans(
      const SealReader& reader, uint32_t base,
      std::shared_ptr<const void> owner) {
    UncertainIndex index;
    ANNALS_ASSIGN_OR_RETURN(index.inner_,
                            reader.Get<UncertainIndex::Inner>(base + kInner));
    ANNALS_RETURN_IF_ERROR(OpenParts(reader, base, owner, index));
    ANNALS_ASSIGN_OR_RETURN(
        index.carried_, reader.Get<UncertainIndex::Carried>(base + kCarried));
    const size_t carried =
        index.size() == 0 ? 0 : index.outer_.data_->carry_rows.size();
    if (index.inner_.size() != index.size() ||
        index.carried_.size() != carried ||
        index.core_.size() + index.dated_.size() != index.size()) {
      return SealDamaged("parts of different lengths");
    }
    ANNALS_ASSIGN_OR_RETURN(const absl::Span<const uint32_t> loose,
                            reader.Get<uint32_t>(base + kLoose));
    const bool is_right =
        loose.size() <= index.size() &&
        std::all_of(loose.begin(), loose.end(),
                    [&](uint32_t row) { return row < index.size(); });
    if (!is_right) return SealDamaged("a loose row that is not there");
    index.loose_ =
        RowSet::Of(std::vector<uint32_t>(loose.begin(), loose.end()));
    index.owner_ = std::move(owner);
    ANNALS_ASSIGN_OR_RETURN(index.briefs_, OpenBriefs(reader, base, index));
    return index;
  }

  // The rows are once in the outer index and once in one of the others, so it
  // is half of the work each.
  static absl::Status OpenParts(const SealReader& reader, uint32_t base,
                                const std::shared_ptr<const void>& owner,
                                UncertainIndex& index) {
    constexpr size_t kAloneRowsMax = size_t{1} << 16;
    const auto open_others = [&] {
      absl::Status status = OpenInto(reader, base + kCore, owner, index.core_);
      status.Update(OpenInto(reader, base + kDated, owner, index.dated_));
      return status;
    };
    std::future<absl::Status> others;
    if (index.inner_.size() > kAloneRowsMax) others = RunBeside(open_others);
    absl::Status status = OpenInto(reader, base + kOuter, owner, index.outer_);
    status.Update(others.valid() ? others.get() : open_others());
    return status;
  }

  static absl::Status OpenInto(const SealReader& reader, uint32_t base,
                               const std::shared_ptr<const void>& owner,
                               IntervalIndex& index) {
    ANNALS_ASSIGN_OR_RETURN(index, Open(reader, base, owner));
    return absl::OkStatus();
  }

  // They may say what they like, but must be as many as there are rows, and
  // rows in carry lists.
  static absl::StatusOr<std::shared_ptr<const InnerBriefs>> OpenBriefs(
      const SealReader& reader, uint32_t base, const UncertainIndex& index) {
    auto briefs = std::make_shared<InnerBriefs>();
    ANNALS_ASSIGN_OR_RETURN(briefs->latest_starts,
                            reader.Get<uint16_t>(base + kLatestStarts));
    ANNALS_ASSIGN_OR_RETURN(briefs->earliest_ends,
                            reader.Get<uint16_t>(base + kEarliestEnds));
    ANNALS_ASSIGN_OR_RETURN(briefs->carried_latest_starts,
                            reader.Get<uint16_t>(base + kCarriedLatestStarts));
    ANNALS_ASSIGN_OR_RETURN(briefs->carried_earliest_ends,
                            reader.Get<uint16_t>(base + kCarriedEarliestEnds));
    const size_t rows = index.size() == 0 ? 0 : index.size() + kReadPadding;
    const IndexData& outer = *index.outer_.data_;
    const size_t carried = rows == 0 ? 0 : outer.carry_rows.size();
    for (const Tier& tier : outer.tiers) {
      if (tier.reach != 0) return SealDamaged("rows that no list carries");
    }
    if (briefs->latest_starts.size() != rows ||
        briefs->earliest_ends.size() != rows ||
        briefs->carried_latest_starts.size() != carried ||
        briefs->carried_earliest_ends.size() != carried) {
      return SealDamaged("bounds in short of other rows");
    }
    return std::shared_ptr<const InnerBriefs>(std::move(briefs));
  }

  static void Add(const IntervalIndex& index, uint32_t base,
                  SealWriter& writer) {
    AddToSeal(*index.data_, base, writer);
  }

  static void Add(const UncertainIndex& index, uint32_t base,
                  SealWriter& writer) {
    Add(index.outer_, base + kOuter, writer);
    Add(index.core_, base + kCore, writer);
    Add(index.dated_, base + kDated, writer);
    writer.Add(base + kInner, index.inner_);
    writer.Add(base + kCarried, index.carried_);
    const InnerBriefs briefs =
        index.briefs_ == nullptr ? InnerBriefs() : *index.briefs_;
    writer.Add(base + kLatestStarts, briefs.latest_starts);
    writer.Add(base + kEarliestEnds, briefs.earliest_ends);
    writer.Add(base + kCarriedLatestStarts, briefs.carried_latest_starts);
    writer.Add(base + kCarriedEarliestEnds, briefs.carried_earliest_ends);
    writer.AddOwned(base + kLoose, index.loose_.Rows());
  }
};

}  // namespace index_internal

using index_internal::Sealing;

absl::Status SealIndex(const IntervalIndex& index, std::string_view key,
                       SealSink write) {
  SealWriter writer(SealedKind::kIntervals, key);
  Sealing::Add(index, 0, writer);
  return writer.Write(write);
}

absl::Status SealIndex(const UncertainIndex& index, std::string_view key,
                       SealSink write) {
  SealWriter writer(SealedKind::kSpans, key);
  Sealing::Add(index, 0, writer);
  return writer.Write(write);
}

void AddSpansToSeal(const UncertainIndex& index, uint32_t base,
                    SealWriter& writer) {
  Sealing::Add(index, base, writer);
}

absl::StatusOr<UncertainIndex> OpenSpansOf(const SealReader& reader,
                                           uint32_t base,
                                           std::shared_ptr<const void> owner) {
  return Sealing::OpenSpans(reader, base, std::move(owner));
}

absl::StatusOr<IntervalIndex> OpenSealedIntervals(
    std::string_view bytes, std::string_view key,
    std::shared_ptr<const void> owner) {
  ANNALS_ASSIGN_OR_RETURN(const SealReader reader,
                          ReaderOf(bytes, key, SealedKind::kIntervals));
  return Sealing::Open(reader, 0, std::move(owner));
}

absl::StatusOr<UncertainIndex> OpenSealedSpans(
    std::string_view bytes, std::string_view key,
    std::shared_ptr<const void> owner) {
  ANNALS_ASSIGN_OR_RETURN(const SealReader reader,
                          ReaderOf(bytes, key, SealedKind::kSpans));
  return Sealing::OpenSpans(reader, 0, std::move(owner));
}

}  // namespace annals
