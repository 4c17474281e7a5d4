// What a timeline keeps in memory, written to a file and used from there.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/resident_seal.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "annals/base/status_macros.h"
#include "annals/index/row_set.h"
#include "annals/index/sealed_bytes.h"
#include "annals/index/sealed_index.h"
#include "annals/index/uncertain_index.h"
#include "annals/store/event_feed.h"
#include "annals/store/state_row.h"
#include "annals/timeline/internal/plain_rows.h"
#include "annals/timeline/internal/resident_rows.h"
#include "annals/timeline/internal/sealed_terms.h"

namespace annals::timeline_internal {
namespace {

using Row = ResidentRows::Row;

// Of what is in the file, and how it is made of the store's rows. Any other is
// refused.
constexpr int kVersion = 2;

// Numbers of arrays, frozen, with those of SealedTerms and two indexes.
enum Number : uint32_t {
  kTotals = 0,
  kPages = 1,
  kRows = 2,
  kDateless = 7,
  kPlainRows = 8,
  kPlain = kSealedSpansArrays,
  kOthers = 2 * kSealedSpansArrays,
};

// As of which point, and how many puts are live.
struct Totals {
  int64_t sequence;
  int64_t commit_time;
  int64_t live;
};

absl::StatusOr<std::string> KeyOf(int64_t sequence, EventFeed& feed) {
  ANNALS_ASSIGN_OR_RETURN(const std::string of_store, feed.KeyOf(sequence));
  return absl::StrCat("resident ", kVersion, ", ", of_store);
}

RowSet LiveOf(const RowSet& rows, const ResidentSnapshot& snapshot) {
  const auto as_of = static_cast<uint32_t>(snapshot.point.sequence);
  std::vector<uint32_t> live = rows.Rows();
  live.erase(std::remove_if(live.begin(), live.end(),
                            [&](uint32_t sequence) {
                              return !snapshot.rows.IsLive(sequence, as_of);
                            }),
             live.end());
  return RowSet::Of(std::move(live));
}

// What is live of each page, and no page of which nothing is.
void AddRows(const ResidentSnapshot& snapshot, SealWriter& writer) {
  const auto as_of = static_cast<uint32_t>(snapshot.point.sequence);
  std::vector<uint32_t> pages;
  std::vector<Row> rows;
  int64_t live = 0;
  snapshot.rows.ForEachLive(as_of, [&](uint32_t sequence) {
    const auto page = static_cast<uint32_t>(sequence / ResidentRows::kPageRows);
    if (pages.empty() || pages.back() != page) {
      pages.push_back(page);
      rows.resize(pages.size() * ResidentRows::kPageRows);
    }
    const size_t place = sequence % ResidentRows::kPageRows;
    rows[(pages.size() - 1) * ResidentRows::kPageRows + place] =
        snapshot.rows.page(page)[place];
    ++live;
  });
  writer.AddOwned(
      kTotals, std::vector<Totals>{Totals{snapshot.point.sequence,
                                          snapshot.point.commit_time, live}});
  writer.AddOwned(kPages, std::move(pages));
  writer.AddOwned(kRows, std::move(rows));
}

void AddSet(Number number, const RowSet& rows, SealWriter& writer) {
  std::string bytes;
  rows.AppendTo(bytes);
  writer.AddOwned(number, std::vector<char>(bytes.begin(), bytes.end()));
}

absl::StatusOr<RowSet> SetOf(const SealReader& reader, Number number) {
  ANNALS_ASSIGN_OR_RETURN(const absl::Span<const char> bytes,
                          reader.Get<char>(number));
  return RowSet::FromBytes(std::string_view(bytes.data(), bytes.size()));
}

absl::Status AddTerms(const ResidentSnapshot& snapshot, SealWriter& writer) {
  const auto as_of = static_cast<uint32_t>(snapshot.point.sequence);
  SealedTermsBuilder builder;
  for (const Term& term : snapshot.terms.AllTerms()) {
    ANNALS_ASSIGN_OR_RETURN(const RowSet all, snapshot.terms.Bearers({term}));
    const RowSet bearers = LiveOf(all, snapshot);
    if (bearers.IsEmpty()) continue;
    ANNALS_RETURN_IF_ERROR(builder.AddTerm(term, bearers));
  }
  for (const auto& [sequence, id] : snapshot.terms.AllEntities()) {
    if (!snapshot.rows.IsLive(sequence, as_of)) continue;
    ANNALS_RETURN_IF_ERROR(builder.AddEntity(sequence, id));
  }
  std::move(builder).AddTo(writer);
  AddSet(kDateless, LiveOf(snapshot.dateless, snapshot), writer);
  AddSet(kPlainRows, snapshot.plain_rows.All(), writer);
  return absl::OkStatus();
}

// With which key it must have been written to be of this store, by what it says
// of itself, which nobody has checked yet.
absl::Status CheckKey(const SealReader& head, EventFeed& feed) {
  ANNALS_ASSIGN_OR_RETURN(const absl::Span<const Totals> totals,
                          head.Get<Totals>(kTotals));
  if (totals.size() != 1) return SealDamaged("no totals");
  const absl::StatusOr<std::string> want = KeyOf(totals[0].sequence, feed);
  if (want.ok() && *want == head.key()) return absl::OkStatus();
  if (!want.ok() && !absl::IsNotFound(want.status())) return want.status();
  return absl::FailedPreconditionError(
      "resident: an index file of another store, another history or another "
      "version; want one of this");
}

}  // namespace

// Loads what was sealed into a state.
class ResidentSeal {
 public:
  static absl::StatusOr<std::unique_ptr<ResidentState>> Open(
      const SealReader& reader, const std::shared_ptr<const void>& owner) {
    auto state = std::make_unique<ResidentState>();
    ANNALS_ASSIGN_OR_RETURN(const absl::Span<const Totals> totals,
                            reader.Get<Totals>(kTotals));
    if (totals.size() != 1 || totals[0].sequence < 1 ||
        totals[0].sequence >= int64_t{ResidentRows::kNever}) {
      return SealDamaged("no totals, or of no revision");
    }
    state->point_.sequence = totals[0].sequence;
    state->point_.commit_time = totals[0].commit_time;
    state->kept_ = totals[0].live;
    ANNALS_RETURN_IF_ERROR(LoadRows(reader, owner, state->rows_));
    ANNALS_ASSIGN_OR_RETURN(auto terms, SealedTerms::Open(reader, owner));
    state->terms_.Load(std::move(terms));
    ANNALS_ASSIGN_OR_RETURN(state->dateless_, SetOf(reader, kDateless));
    ANNALS_ASSIGN_OR_RETURN(RowSet plain, SetOf(reader, kPlainRows));
    state->plain_rows_ = PlainRows(std::move(plain));
    ANNALS_RETURN_IF_ERROR(LoadSpans(reader, kPlain, owner, *state));
    ANNALS_RETURN_IF_ERROR(LoadSpans(reader, kOthers, owner, *state));
    return state;
  }

 private:
  static absl::Status LoadRows(const SealReader& reader,
                               const std::shared_ptr<const void>& owner,
                               ResidentRows& rows) {
    ANNALS_ASSIGN_OR_RETURN(const absl::Span<const uint32_t> pages,
                            reader.Get<uint32_t>(kPages));
    ANNALS_ASSIGN_OR_RETURN(const absl::Span<const Row> all,
                            reader.Get<Row>(kRows));
    constexpr size_t kPagesMax = ResidentRows::kNever / ResidentRows::kPageRows;
    const bool is_right =
        all.size() == pages.size() * ResidentRows::kPageRows &&
        std::all_of(pages.begin(), pages.end(),
                    [](uint32_t page) { return page <= kPagesMax; });
    if (!is_right) return SealDamaged("rows of pages that are not there");
    for (size_t i = 0; i < pages.size(); ++i) {
      const Row* const first = all.data() + i * ResidentRows::kPageRows;
      rows.LoadPage(pages[i], std::shared_ptr<const Row>(owner, first));
    }
    return absl::OkStatus();
  }

  static absl::Status LoadSpans(const SealReader& reader, Number base,
                                const std::shared_ptr<const void>& owner,
                                ResidentState& state) {
    ANNALS_ASSIGN_OR_RETURN(const UncertainIndex index,
                            OpenSpansOf(reader, base, owner));
    const bool is_plain = base == kPlain;
    // The rows as they are in the file, whatever is added to their pages.
    const auto row_of = [rows = state.rows_.view(), is_plain](
                            uint32_t sequence) -> std::optional<UncertainRow> {
      if (!rows.Has(sequence)) return std::nullopt;
      const StateRow row = rows.At(sequence);
      const bool is_one = row.kind == RecordKind::kEvent &&
                          row.span.has_value() && IsPlain(row) == is_plain;
      if (!is_one) return std::nullopt;
      return UncertainRow{*row.span, false};
    };
    return (is_plain ? state.plain_ : state.others_).Load(index, row_of);
  }
};

absl::StatusOr<std::string> KeepResident(const ResidentSnapshot& snapshot,
                                         EventFeed& feed) {
  ANNALS_ASSIGN_OR_RETURN(const std::string key,
                          KeyOf(snapshot.point.sequence, feed));
  SealWriter writer(SealedKind::kArrays, key);
  AddRows(snapshot, writer);
  ANNALS_RETURN_IF_ERROR(AddTerms(snapshot, writer));
  ANNALS_ASSIGN_OR_RETURN(const UncertainIndex plain, snapshot.plain.Merged());
  ANNALS_ASSIGN_OR_RETURN(const UncertainIndex others,
                          snapshot.others.Merged());
  AddSpansToSeal(plain, kPlain, writer);
  AddSpansToSeal(others, kOthers, writer);
  return feed.KeepIndex(
      snapshot.point.sequence,
      [&writer](EventFeed::Sink sink) { return writer.Write(sink); });
}

namespace {

absl::StatusOr<std::unique_ptr<ResidentState>> OpenKept(
    const EventFeed::KeptIndex& kept, EventFeed& feed) {
  ANNALS_ASSIGN_OR_RETURN(const SealReader head,
                          SealReader::OfHead(kept.bytes));
  ANNALS_RETURN_IF_ERROR(CheckKey(head, feed));
  ANNALS_ASSIGN_OR_RETURN(const SealReader reader,
                          SealReader::Of(kept.bytes, SealedKind::kArrays));
  return ResidentSeal::Open(reader, kept.owner);
}

}  // namespace

absl::StatusOr<std::unique_ptr<ResidentState>> OpenResident(EventFeed& feed) {
  ANNALS_ASSIGN_OR_RETURN(const EventFeed::KeptIndex kept, feed.MapIndex());
  absl::StatusOr<std::unique_ptr<ResidentState>> state = OpenKept(kept, feed);
  if (state.ok()) return state;
  return absl::Status(state.status().code(),
                      absl::StrCat(kept.path, ": ", state.status().message()));
}

}  // namespace annals::timeline_internal
