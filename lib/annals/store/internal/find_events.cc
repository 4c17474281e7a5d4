// FindEvents() answers a question about events from the derived tables.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/find_events.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "annals/base/status_macros.h"
#include "annals/record/event_time.h"
#include "annals/store/event_judge.h"
#include "annals/store/internal/date_peek.h"
#include "annals/store/internal/event_candidates.h"
#include "annals/store/internal/event_decoder.h"
#include "annals/store/internal/event_page.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/revision_row.h"
#include "annals/store/internal/search.h"
#include "annals/store/internal/tally.h"

namespace annals::store_internal {
namespace {

// So many rows at the most wait for their events to be read, if those are not
// answers to be kept anyway.
constexpr size_t kHeldMax = 4'096;

// A row of `state`, and what it tells of its put.
struct JudgedRow {
  int64_t sequence = 0;
  StateRow row;
  EventJudge::Verdict verdict;
};

class Finder {
 public:
  // `reads_along`: events are read as they are found, if all are wanted.
  Finder(Database& database, const EventCriteria& criteria, bool reads_along)
      : database_(database),
        criteria_(criteria),
        judge_(criteria),
        reads_along_(reads_along),
        decoder_([this](UndecodedEvent& put) { return Decode(put); },
                 [this](const UndecodedEvent& put, DecodedEvent decoded) {
                   return VisitDecoded(put, std::move(decoded));
                 }) {}

  absl::StatusOr<FoundEvents> Run() {
    ANNALS_RETURN_IF_ERROR(FindMatches());
    // Those whose events had to be decoded came later.
    std::sort(found_.times.begin(), found_.times.end(),
              [](const FoundTime& a, const FoundTime& b) {
                return a.sequence < b.sequence;
              });
    found_.total = static_cast<int64_t>(matches_.size());
    ANNALS_ASSIGN_OR_RETURN(
        found_.page, wants_all_
                         ? Sort(database_, criteria_, std::move(matches_),
                                std::move(found_.page))
                         : ReadPage(database_, criteria_, std::move(matches_)));
    return std::move(found_);
  }

  absl::Status Visit(
      int64_t events_at_once,
      absl::FunctionRef<absl::Status(std::vector<FoundEvent>)> visit) {
    ANNALS_RETURN_IF_ERROR(FindMatches());
    return VisitPage(database_, criteria_, std::move(matches_), events_at_once,
                     visit);
  }

 private:
  absl::Status FindMatches() {
    ANNALS_ASSIGN_OR_RETURN(std::optional<Sequences> by_terms,
                            CandidatesByTerms(database_, criteria_));
    ANNALS_RETURN_IF_ERROR(NarrowByText(by_terms));
    if (!criteria_.among.empty()) {
      by_terms = by_terms.has_value() ? Intersection(*by_terms, criteria_.among)
                                      : criteria_.among;
    }
    ANNALS_RETURN_IF_ERROR(CountUndated(by_terms.has_value()));
    ANNALS_RETURN_IF_ERROR(VisitCandidates(std::move(by_terms)));
    return decoder_.Finish();
  }

  absl::Status NarrowByText(std::optional<Sequences>& by_terms) {
    if (!criteria_.text.has_value()) return absl::OkStatus();
    ANNALS_ASSIGN_OR_RETURN(
        Sequences by_text,
        PutsHolding(database_, *criteria_.text, criteria_.sequence));
    by_terms = by_terms.has_value() ? Intersection(*by_terms, by_text)
                                    : std::move(by_text);
    return absl::OkStatus();
  }

  // All without a date are alike, so that now (the counts know no other time)
  // and where nothing else is asked, their number will do.
  absl::Status CountUndated(bool has_terms) {
    const bool never_fit =
        judge_.JudgeUndated(true).certainty == Certainty::kNo ||
        (criteria_.only_certain &&
         judge_.JudgeUndated(true).certainty != Certainty::kCertain);
    if (never_fit) {
      undated_are_counted_ = true;
      return absl::OkStatus();
    }
    const bool is_plain = !has_terms && !criteria_.undated &&
                          criteria_.kinds.empty() &&
                          (criteria_.all || criteria_.SpeakOfAsserted());
    if (!is_plain) return absl::OkStatus();
    ANNALS_ASSIGN_OR_RETURN(const int64_t last, LastSequence(database_));
    if (criteria_.sequence < last) return absl::OkStatus();
    ANNALS_ASSIGN_OR_RETURN(const Tally counts, ReadCounts(database_));
    for (const bool asserted : {false, true}) {
      CountLeftOut(judge_.JudgeUndated(asserted).what,
                   counts.undated[asserted ? 1 : 0]);
    }
    undated_are_counted_ = true;
    return absl::OkStatus();
  }

  absl::Status VisitCandidates(std::optional<Sequences> by_terms) {
    if (by_terms.has_value()) return VisitTerms(*std::move(by_terms));
    if (criteria_.relations.has_value()) return VisitTimes();
    wants_all_ = reads_along_ && WantsAll(criteria_.sequence);
    return VisitAllRows(database_, criteria_.sequence,
                        [this](int64_t sequence, const StateRow& row) {
                          return JudgeInOrder(sequence, row);
                        });
  }

  absl::Status VisitTerms(Sequences candidates) {
    ANNALS_ASSIGN_OR_RETURN(
        const std::optional<Sequences> by_time,
        CandidatesByTime(database_, criteria_, !undated_are_counted_,
                         candidates.size()));
    if (by_time.has_value()) candidates = Intersection(candidates, *by_time);
    wants_all_ =
        reads_along_ && WantsAll(static_cast<int64_t>(candidates.size()));
    return VisitRows(database_, candidates, criteria_.sequence,
                     [this](int64_t sequence, const StateRow& row) {
                       return JudgeInOrder(sequence, row);
                     });
  }

  // These rows come in the order of their time. Where their events are to be
  // read, they are held until all are known and can be put in the order of the
  // file; by then it is known, too, whether there are more than are wanted.
  absl::Status VisitTimes() {
    wants_all_ = reads_along_ && WantsAll(0);
    ANNALS_RETURN_IF_ERROR(
        VisitRowsByTime(database_, criteria_, !undated_are_counted_,
                        [this](int64_t sequence, const StateRow& row) {
                          return JudgeAndHold(sequence, row);
                        }));
    return ReadHeld();
  }

  // Whether every answer is on the page, if there are no more than so many.
  bool WantsAll(int64_t answers_max) const {
    return criteria_.offset <= 0 &&
           criteria_.limit.value_or(answers_max) >= answers_max;
  }

  EventJudge::Verdict Judge(int64_t sequence, const StateRow& row) const {
    const bool is_counted = undated_are_counted_ && !row.span.has_value();
    if (is_counted || sequence == criteria_.except) return {};
    return judge_.JudgeRow(row);
  }

  // Whether its event must be read, or will be as all answers are.
  bool NeedsReading(const EventJudge::Verdict& verdict) const {
    return verdict.needs_event ||
           (wants_all_ && verdict.what == EventJudge::Verdict::What::kAnswer);
  }

  // For rows that come in the order of the file. Events that are read along
  // with them take each page once, whatever order they are wanted in.
  absl::Status JudgeInOrder(int64_t sequence, const StateRow& row) {
    const EventJudge::Verdict verdict = Judge(sequence, row);
    return NeedsReading(verdict) ? Read({sequence, row, verdict})
                                 : Settle(sequence, row, row.span, verdict,
                                          /*event=*/nullptr);
  }

  absl::Status JudgeAndHold(int64_t sequence, const StateRow& row) {
    const EventJudge::Verdict verdict = Judge(sequence, row);
    if (!NeedsReading(verdict)) {
      return Settle(sequence, row, row.span, verdict, /*event=*/nullptr);
    }
    held_.push_back({sequence, row, verdict});
    if (wants_all_ && !WantsAll(static_cast<int64_t>(held_.size()))) {
      return WantOnlyAPage();
    }
    const bool is_full = !wants_all_ && held_.size() >= kHeldMax;
    return is_full ? ReadHeld() : absl::OkStatus();
  }

  // There are more answers: which of them are wanted shows only at the end.
  absl::Status WantOnlyAPage() {
    wants_all_ = false;
    for (const JudgedRow& held : std::exchange(held_, {})) {
      if (NeedsReading(held.verdict)) {
        held_.push_back(held);
        continue;
      }
      ANNALS_RETURN_IF_ERROR(Settle(held.sequence, held.row, held.row.span,
                                    held.verdict, /*event=*/nullptr));
    }
    return absl::OkStatus();
  }

  absl::Status ReadHeld() {
    std::sort(held_.begin(), held_.end(),
              [](const JudgedRow& a, const JudgedRow& b) {
                return a.sequence < b.sequence;
              });
    for (const JudgedRow& held : held_) ANNALS_RETURN_IF_ERROR(Read(held));
    held_.clear();
    return absl::OkStatus();
  }

  absl::Status Read(const JudgedRow& judged) {
    ANNALS_ASSIGN_OR_RETURN(Revision revision,
                            ReadUncheckedRevision(database_, judged.sequence,
                                                  decoder_.TakeSpare()));
    return decoder_.Add(
        {std::move(revision), judged.row, judged.verdict, judged.row.span});
  }

  bool IsRead(const EventJudge::Verdict& verdict) const {
    return verdict.what == EventJudge::Verdict::What::kAnswer &&
           (wants_all_ || criteria_.with_times);
  }

  // In any thread. An event that is not wanted is none.
  absl::StatusOr<DecodedEvent> Decode(UndecodedEvent& put) const {
    ANNALS_RETURN_IF_ERROR(CheckHashes(database_, put.revision));
    if (put.verdict.needs_event) JudgeByDate(put);
    if (!put.verdict.needs_event && !IsRead(put.verdict)) {
      return DecodedEvent();
    }
    ANNALS_ASSIGN_OR_RETURN(DecodedEvent decoded,
                            DecodeChecked(database_, put.revision, put.row));
    if (put.verdict.needs_event) JudgeDecoded(decoded, put);
    return IsRead(put.verdict) ? std::move(decoded) : DecodedEvent();
  }

  // Where it is the date alone that the row leaves open. Most that only hang
  // over the window fall out here.
  void JudgeByDate(UndecodedEvent& put) const {
    if (!judge_.TellsClaims(put.row)) return;
    const std::optional<When> when = PeekAtDate(put.revision.content());
    if (!when.has_value()) return;
    const auto resolved = annals::Resolve(*when);
    if (!resolved.ok() || !resolved->has_value()) return;
    put.verdict = judge_.JudgeTimes(put.row, &(*resolved)->times);
    put.span = (*resolved)->span;
  }

  void JudgeDecoded(const DecodedEvent& decoded, UndecodedEvent& put) const {
    const ResolvedWhen* const when =
        decoded.when.has_value() ? &*decoded.when : nullptr;
    put.verdict = judge_.JudgeEvent(put.row, decoded.event,
                                    when == nullptr ? nullptr : &when->times);
    put.span.reset();
    if (when != nullptr) put.span = when->span;
  }

  absl::Status VisitDecoded(const UndecodedEvent& put, DecodedEvent decoded) {
    const int64_t sequence = put.revision.sequence();
    ANNALS_RETURN_IF_ERROR(
        Settle(sequence, put.row, put.span, put.verdict, &decoded.event));
    if (wants_all_ && put.verdict.what == EventJudge::Verdict::What::kAnswer) {
      FoundEvent& found = found_.page.emplace_back();
      found.event = std::move(decoded.event);
      found.sequence = sequence;
      found.certainty = put.verdict.certainty;
    }
    return absl::OkStatus();
  }

  // `event` is null if it has not been read.
  absl::Status Settle(int64_t sequence, const StateRow& row,
                      const std::optional<Span>& span,
                      const EventJudge::Verdict& verdict, const Event* event) {
    if (verdict.what != EventJudge::Verdict::What::kAnswer) {
      CountLeftOut(verdict.what, 1);
      return absl::OkStatus();
    }
    AddMatch(sequence, span, verdict.certainty);
    return criteria_.with_times
               ? AddTime(sequence, row, verdict.certainty, event)
               : absl::OkStatus();
  }

  void AddMatch(int64_t sequence, const std::optional<Span>& span,
                Certainty certainty) {
    const Span bounds = span.value_or(Span::Unbounded());
    matches_.push_back({sequence, !span.has_value(),
                        bounds.earliest_start.code(), bounds.latest_end.code(),
                        certainty});
    if (certainty == Certainty::kCertain) ++found_.certain;
  }

  absl::Status AddTime(int64_t sequence, const StateRow& row,
                       Certainty certainty, const Event* event) {
    FoundTime time{sequence, certainty, row.span, nullptr};
    if ((row.flags & kStateLoose) != 0) {
      Event read;
      if (event == nullptr) {
        ANNALS_ASSIGN_OR_RETURN(read, ReadEvent(database_, sequence, row));
        event = &read;
      }
      ANNALS_ASSIGN_OR_RETURN(std::optional<TimeSet> times,
                              TimeSetOf(event->when()));
      if (times.has_value()) {
        time.times = std::make_shared<const TimeSet>(*std::move(times));
      }
    }
    found_.times.push_back(std::move(time));
    return absl::OkStatus();
  }

  void CountLeftOut(EventJudge::Verdict::What what, int64_t count) {
    if (what == EventJudge::Verdict::What::kUndated) found_.undated += count;
    if (what == EventJudge::Verdict::What::kUnasserted)
      found_.unasserted += count;
  }

  Database& database_;
  const EventCriteria& criteria_;
  const EventJudge judge_;
  const bool reads_along_;
  // Every answer, so that none need be chosen before it is read; as long as
  // there are not more than the page holds.
  bool wants_all_ = false;
  // Those without a date at all need not be visited.
  bool undated_are_counted_ = false;
  // Rows whose events have not been read yet.
  std::vector<JudgedRow> held_;
  std::vector<Match> matches_;
  FoundEvents found_;
  // Last, as it is done with first.
  EventDecoder decoder_;
};

}  // namespace

absl::StatusOr<FoundEvents> FindEvents(Database& database,
                                       const EventCriteria& criteria) {
  return Finder(database, criteria, /*reads_along=*/true).Run();
}

absl::Status VisitFound(
    Database& database, const EventCriteria& criteria, int64_t events_at_once,
    absl::FunctionRef<absl::Status(std::vector<FoundEvent>)> visit) {
  return Finder(database, criteria, /*reads_along=*/false)
      .Visit(events_at_once, visit);
}

}  // namespace annals::store_internal
