// The tail of the log: what is still to be sorted into the tables for
// searching, and to be counted.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/tail.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/record/content.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/record_index.h"
#include "annals/store/internal/revision_row.h"
#include "annals/store/internal/schema.h"
#include "annals/store/internal/state.h"
#include "annals/store/internal/text_writer.h"

namespace annals::store_internal {
namespace {

// Calls `visit` with each put of the tail that still has its content.
absl::Status VisitPuts(
    Database& database, const TailBounds& tail,
    absl::FunctionRef<absl::Status(int64_t sequence, const Record&)> visit) {
  for (int64_t i = tail.before + 1; i <= tail.last; ++i) {
    ANNALS_ASSIGN_OR_RETURN(const Revision revision, ReadRevision(database, i));
    const bool was_redacted = revision.salt().empty();
    if (revision.operation() != Revision::PUT || was_redacted) continue;
    const absl::StatusOr<Record> record = Decode(revision.content());
    if (!record.ok()) {
      return database.Damaged(i, std::string(record.status().message()));
    }
    ANNALS_RETURN_IF_ERROR(visit(i, *record));
  }
  return absl::OkStatus();
}

// The newest revision of each record that has one in the tail: its sequence if
// it is a put, else 0.
using NewestPuts = absl::flat_hash_map<std::string, int64_t>;

absl::StatusOr<NewestPuts> ReadNewestPuts(Database& database,
                                          const TailBounds& tail) {
  static const auto* const sql = new std::string(absl::StrCat(
      "SELECT ", kHeaderColumns, " FROM revision WHERE sequence = ?1"));
  Statement query = database.Prepare(*sql);
  NewestPuts newest;
  for (int64_t i = tail.before + 1; i <= tail.last; ++i) {
    query.Reset();
    query.Bind(1, i);
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) return database.Damaged(i, "missing; want no gaps");
    ANNALS_ASSIGN_OR_RETURN(const Revision header, HeaderAt(database, query));
    newest[header.record_id()] =
        header.operation() == Revision::PUT ? header.sequence() : 0;
  }
  return newest;
}

// One live put more or less; of what was redacted there is no row.
absl::Status CountPut(Database& database, int64_t sequence, int64_t by,
                      Tally& tally) {
  ANNALS_ASSIGN_OR_RETURN(const std::optional<StateRow> row,
                          ReadState(database, sequence));
  if (row.has_value()) tally.Count(*row, by);
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<Database>> OpenTextsInMemory() {
  DatabaseOptions options;
  options.in_memory = true;
  options.checks_pages = false;
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> texts,
                          Database::Open("texts of the tail", options));
  ANNALS_RETURN_IF_ERROR(CreateTextTable(*texts));
  return texts;
}

}  // namespace

absl::StatusOr<TailBounds> ReadTailBounds(Database& database) {
  TailBounds tail;
  ANNALS_ASSIGN_OR_RETURN(tail.last, LastSequence(database));
  ANNALS_ASSIGN_OR_RETURN(tail.before, ReadSortedIn(database));
  const int64_t least = std::max<int64_t>(tail.last - kTailBound, 0);
  if (tail.before >= least && tail.before <= tail.last) return tail;
  return absl::DataLossError(absl::StrCat(
      database.location(), ", table tally: sorted in up to revision ",
      tail.before, "; want ", least, "-", tail.last,
      ": restore a backup, or salvage the log"));
}

// What is counted once is told by the record: of several revisions the last
// one, and the one that was the newest before.
absl::StatusOr<Tally> CountTail(Database& database, const TailBounds& tail) {
  Tally tally;
  tally.sorted_in = tail.size();
  ANNALS_ASSIGN_OR_RETURN(const NewestPuts newest,
                          ReadNewestPuts(database, tail));
  for (const auto& [id, put] : newest) {
    ANNALS_ASSIGN_OR_RETURN(const std::optional<Head> head,
                            FindHead(database, id, tail.before));
    if (!head.has_value()) ++tally.records;
    if (head.has_value() && head->is_live) {
      ANNALS_RETURN_IF_ERROR(CountPut(database, head->sequence, -1, tally));
    }
    if (put == 0) continue;
    ANNALS_RETURN_IF_ERROR(CountPut(database, put, 1, tally));
  }
  return tally;
}

absl::Status TailSorter::Begin(const TailBounds& tail,
                               const std::vector<SearchedPut>& more) {
  ANNALS_ASSIGN_OR_RETURN(change_, CountTail(database_, tail));
  std::vector<SearchedPut> all;
  ANNALS_RETURN_IF_ERROR(
      VisitPuts(database_, tail, [&](int64_t sequence, const Record& record) {
        const Put& put =
            puts_.emplace_back(Put{TermsOf(record), TextOf(record)});
        all.push_back({sequence, &put.terms, &put.text});
        return absl::OkStatus();
      }));
  all.insert(all.end(), more.begin(), more.end());
  writer_.emplace(database_, all);
  return absl::OkStatus();
}

absl::Status TailSorter::Finish(const Tally& more) {
  if (!writer_.has_value()) return absl::OkStatus();
  const absl::Status status = writer_->Finish();
  if (status.ok()) {
    change_.Add(more);
    return AddToTally(database_, change_);
  }
  // A row is there already.
  if (!absl::StrContains(status.message(), "constraint failed")) return status;
  return absl::DataLossError(absl::StrCat(
      database_.location(), ", table tally: the tail cannot be sorted in (",
      status.message(),
      "); want one that the tables do not know yet: restore a backup, or "
      "salvage the log"));
}

absl::Status SortTailIn(Database& database) {
  ANNALS_ASSIGN_OR_RETURN(const TailBounds tail, ReadTailBounds(database));
  if (tail.size() == 0) return absl::OkStatus();
  TailSorter sorter(database);
  ANNALS_RETURN_IF_ERROR(sorter.Begin(tail, {}));
  return sorter.Finish({});
}

void Tail::SetBounds(const TailBounds& bounds) {
  if (bounds.before != bounds_.before || bounds.last < bounds_.last) {
    bearers_.clear();
    texts_.reset();
    counts_ = Tally();
    last_of_terms_ = bounds.before;
    last_of_texts_ = bounds.before;
  }
  bounds_ = bounds;
}

// A revision that cannot be read ends it in the middle; so what was read is
// added when all is.
absl::StatusOr<const Tail::Bearers*> Tail::FindBearers(Database& database) {
  std::vector<std::pair<int64_t, std::vector<Term>>> found;
  ANNALS_RETURN_IF_ERROR(
      VisitPuts(database, {last_of_terms_, bounds_.last},
                [&found](int64_t sequence, const Record& record) {
                  found.emplace_back(sequence, TermsOf(record));
                  return absl::OkStatus();
                }));
  for (auto& [sequence, terms] : found) {
    for (Term& term : terms) bearers_[std::move(term)].push_back(sequence);
  }
  last_of_terms_ = bounds_.last;
  return &bearers_;
}

absl::StatusOr<Database*> Tail::Texts(Database& database) {
  if (texts_ == nullptr) {
    ANNALS_ASSIGN_OR_RETURN(texts_, OpenTextsInMemory());
  }
  if (last_of_texts_ < bounds_.last) {
    ANNALS_RETURN_IF_ERROR(AddTexts(database));
    last_of_texts_ = bounds_.last;
  }
  return texts_.get();
}

absl::Status Tail::AddTexts(Database& database) {
  std::deque<IndexedText> texts;
  std::vector<TextOfPut> puts;
  ANNALS_RETURN_IF_ERROR(VisitPuts(database, {last_of_texts_, bounds_.last},
                                   [&](int64_t sequence, const Record& record) {
                                     texts.push_back(TextOf(record));
                                     if (texts.back().empty())
                                       return absl::OkStatus();
                                     puts.push_back({sequence, &texts.back()});
                                     return absl::OkStatus();
                                   }));
  Transaction transaction(*texts_, Transaction::Kind::kWrite);
  ANNALS_RETURN_IF_ERROR(transaction.begun());
  ANNALS_RETURN_IF_ERROR(TextWriter(*texts_, std::move(puts)).Finish());
  return transaction.Commit();
}

// What has been counted is a shorter tail, and the rest is one that follows it:
// the changes of both add up.
absl::StatusOr<Tally> Tail::Counts(Database& database) {
  const int64_t counted = bounds_.before + counts_.sorted_in;
  ANNALS_ASSIGN_OR_RETURN(const Tally more,
                          CountTail(database, {counted, bounds_.last}));
  counts_.Add(more);
  return counts_;
}

absl::StatusOr<Tail*> TailOf(Database& database, int64_t sequence_max) {
  ANNALS_ASSIGN_OR_RETURN(const TailBounds bounds, ReadTailBounds(database));
  std::shared_ptr<Tail>& tail = database.tail();
  if (bounds.size() == 0) {
    tail.reset();
    return nullptr;
  }
  if (sequence_max <= bounds.before) return nullptr;
  if (tail == nullptr) tail = std::make_shared<Tail>();
  tail->SetBounds(bounds);
  return tail.get();
}

}  // namespace annals::store_internal
