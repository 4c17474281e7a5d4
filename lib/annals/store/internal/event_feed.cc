// What an index of events in memory is told by the tables and the log.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/event_feed.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/record/content.h"
#include "annals/store/internal/event_page.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/record_index.h"
#include "annals/store/internal/schema.h"
#include "annals/store/internal/search.h"
#include "annals/store/internal/state.h"
#include "annals/store/internal/term.h"
#include "annals/time/edtf.h"

namespace annals::store_internal {
namespace {

using Receiver = EventFeed::Receiver;

bool IsTold(RecordKind kind) {
  return kind == RecordKind::kEvent || kind == RecordKind::kEntity;
}

absl::Status FeedStates(Database& database, Receiver& receiver) {
  static const auto* const sql = new std::string(
      absl::StrCat("SELECT ", kStateColumns,
                   " FROM state WHERE until = ?1 ORDER BY sequence"));
  Statement query = database.Prepare(*sql);
  query.Bind(1, kNow);
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) return absl::OkStatus();
    const StateRow row = StateAt(query);
    if (!IsTold(row.kind)) continue;
    std::string entity_id;
    if (row.kind == RecordKind::kEntity) {
      ANNALS_ASSIGN_OR_RETURN(entity_id, ReadId(database, query.Int(0)));
    }
    ANNALS_RETURN_IF_ERROR(receiver.Put(query.Int(0), row, entity_id));
  }
}

// The first redaction after `sequence`; 0 if there is none.
absl::StatusOr<int64_t> RedactionAfter(Database& database, int64_t sequence) {
  Statement query = database.Prepare(
      "SELECT sequence FROM revision WHERE sequence > ?1 AND operation = 3 "
      "LIMIT 1");
  query.Bind(1, sequence);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  return found ? query.Int(0) : 0;
}

// Tells of revisions one after the other.
class Teller {
 public:
  Teller(Database& database, Receiver& receiver)
      : database_(database), receiver_(receiver) {}

  absl::Status Tell(int64_t sequence) {
    ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                            ReadRevision(database_, sequence));
    ANNALS_ASSIGN_OR_RETURN(
        const std::optional<Head> before,
        FindHead(database_, revision.record_id(), sequence - 1));
    if (before.has_value() && before->is_live) {
      ANNALS_RETURN_IF_ERROR(receiver_.End(before->sequence));
    }
    return revision.operation() == Revision::PUT ? TellPut(revision)
                                                 : absl::OkStatus();
  }

  absl::Status Finish() {
    for (const auto& [term, sequences] : bearers_) {
      ANNALS_RETURN_IF_ERROR(receiver_.Bear(term, sequences));
    }
    return absl::OkStatus();
  }

 private:
  absl::Status TellPut(const Revision& revision) {
    const absl::StatusOr<Record> record = Decode(revision.content());
    const absl::StatusOr<StateRow> row =
        record.ok() ? StateOf(*record) : record.status();
    if (!row.ok()) {
      return database_.Damaged(revision.sequence(),
                               std::string(row.status().message()));
    }
    if (!IsTold(row->kind)) return absl::OkStatus();
    for (const Term& term : TermsOf(*record)) {
      bearers_[term].push_back(revision.sequence());
    }
    return receiver_.Put(
        revision.sequence(), *row,
        row->kind == RecordKind::kEntity ? revision.record_id() : "");
  }

  Database& database_;
  Receiver& receiver_;
  std::map<Term, std::vector<int64_t>> bearers_;
};

}  // namespace

absl::StatusOr<Point> FeedAll(Database& database, Receiver& receiver) {
  ANNALS_ASSIGN_OR_RETURN(const Point point, Resolve(database, {}));
  ANNALS_RETURN_IF_ERROR(FeedStates(database, receiver));
  ANNALS_RETURN_IF_ERROR(
      VisitBearers(database, [&](const Term& term, auto sequences) {
        return receiver.Bear(term, sequences);
      }));
  return point;
}

absl::StatusOr<EventFeed::News> FeedSince(Database& database, int64_t sequence,
                                          Receiver& receiver) {
  EventFeed::News news;
  ANNALS_ASSIGN_OR_RETURN(news.point, Resolve(database, {}));
  ANNALS_ASSIGN_OR_RETURN(const int64_t redaction,
                          RedactionAfter(database, sequence));
  news.has_redacted = redaction != 0;
  if (news.has_redacted) return news;
  Teller teller(database, receiver);
  while (++sequence <= news.point.sequence) {
    ANNALS_RETURN_IF_ERROR(teller.Tell(sequence));
  }
  ANNALS_RETURN_IF_ERROR(teller.Finish());
  return news;
}

absl::Status CheckNothingRedacted(Database& database, int64_t sequence) {
  ANNALS_ASSIGN_OR_RETURN(const int64_t redaction,
                          RedactionAfter(database, sequence));
  if (redaction == 0) return absl::OkStatus();
  return absl::AbortedError(absl::StrCat(
      database.location(), ": revision ", redaction,
      " redacts something while it is read; want to be asked again"));
}

absl::Status VisitEvents(
    Database& database, int64_t point, absl::Span<const int64_t> sequences,
    absl::FunctionRef<absl::Status(int64_t, const Event&)> visit) {
  ANNALS_RETURN_IF_ERROR(CheckNothingRedacted(database, point));
  for (const int64_t sequence : sequences) {
    ANNALS_ASSIGN_OR_RETURN(const std::optional<StateRow> row,
                            ReadState(database, sequence));
    ANNALS_ASSIGN_OR_RETURN(
        const Event event,
        ReadEvent(database, sequence, row.value_or(StateRow())));
    ANNALS_RETURN_IF_ERROR(visit(sequence, event));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> KeyOf(Database& database, int64_t sequence) {
  ANNALS_ASSIGN_OR_RETURN(const int64_t last, LastSequence(database));
  if (sequence < 1 || sequence > last) {
    return absl::NotFoundError(absl::StrCat(database.location(), ": revision ",
                                            sequence, "; want 1-", last));
  }
  ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                          ReadRevision(database, sequence));
  return absl::StrCat("format ", kFormatVersion, ", time rules ",
                      kEdtfRulesVersion, ", revision ", sequence, ", hash ",
                      absl::BytesToHexString(revision.hash()));
}

}  // namespace annals::store_internal
