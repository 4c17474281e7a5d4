// The Court weighs what is said to have led to what.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/court.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/causal/graph.h"
#include "annals/causal/internal/causal_cycles.h"
#include "annals/causal/internal/circles.h"
#include "annals/causal/internal/digraph.h"
#include "annals/causal/internal/finding_list.h"
#include "annals/causal/internal/forecast_judge.h"
#include "annals/causal/internal/id_table.h"
#include "annals/causal/internal/judged_time.h"
#include "annals/causal/internal/order_judge.h"
#include "annals/causal/internal/rivals.h"
#include "annals/causal/internal/source_origins.h"
#include "annals/causal/internal/support_judge.h"
#include "annals/causal/internal/voices.h"

namespace annals {
namespace {

// Edges that are kept of one kind: part_of, derived_from, ends of links. Their
// numbers have 32 bits; so many take 4 GB.
constexpr size_t kEdgesMax = size_t{1} << 29;

absl::Status CheckRoom(size_t edges) {
  if (edges <= kEdgesMax) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      absl::StrCat("more than ", kEdgesMax,
                   " ends of links, parts or derivations; a court hears no "
                   "more"));
}

}  // namespace

using causal_internal::CirclesOf;
using causal_internal::Digraph;
using causal_internal::Edge;
using causal_internal::JudgedTime;
using causal_internal::JudgedTimeOf;
using causal_internal::Voices;
using causal_internal::VoicesOf;

// What is kept of the records that were heard. Links are judged as they come;
// only their arrows stay.
class Court::Hearing {
 public:
  explicit Hearing(CourtOptions options)
      : options_(std::move(options)), findings_(options_.findings_max) {}

  absl::Status Hear(const Record& record) {
    if (!record.has_causal_link() && has_links_) {
      return absl::FailedPreconditionError(
          absl::StrCat("record \"", IdOf(record),
                       "\" heard after a causal link; want links last"));
    }
    if (record.has_source()) {
      origins_.Add(record.source());
      return CheckRoom(origins_.edges());
    }
    const uint32_t number = MarkHeard(IdOf(record));
    const auto& claims = ClaimsOf(record);
    const Voices voices = VoicesOf(claims, options_.scope);
    if (!claims.empty()) rivals_.Add(IdOf(record), claims, voices);
    if (record.has_event()) return HearEvent(number, record.event(), voices);
    if (record.has_causal_link()) return HearLink(record.causal_link(), voices);
    if (record.has_entity()) AddPart(number, record.entity().part_of());
    return absl::OkStatus();
  }

  CourtReport Judge() {
    if (!has_links_) origins_.Finish(findings_);
    const Digraph parts(ids_.size(), parts_);
    for (std::vector<std::string>& circle :
         CirclesOf(parts, parts.Components(), ids_)) {
      Finding* const finding = findings_.Add(FindingKind::kCircleOfParts);
      if (finding != nullptr) finding->records = std::move(circle);
    }
    cycles_.Judge(ids_, findings_);
    rivals_.Judge([this](std::string_view id) { return WasHeard(id); },
                  findings_);
    CourtReport report;
    report.counts = findings_.counts();
    report.findings = findings_.Take();
    return report;
  }

 private:
  uint32_t MarkHeard(const std::string& id) {
    const uint32_t number = ids_.NumberOf(id);
    if (number >= was_heard_.size()) was_heard_.resize(number + 1);
    was_heard_[number] = true;
    return number;
  }

  bool WasHeard(std::string_view id) const {
    const auto number = ids_.Find(id);
    return number.has_value() && *number < was_heard_.size() &&
           was_heard_[*number];
  }

  void AddPart(uint32_t number, const std::string& whole) {
    if (!whole.empty()) parts_.push_back({number, ids_.NumberOf(whole)});
  }

  absl::Status HearEvent(uint32_t number, const Event& event,
                         const Voices& voices) {
    AddPart(number, event.part_of());
    ANNALS_ASSIGN_OR_RETURN(
        const JudgedTime time,
        JudgedTimeOf(WhenOf(event, voices, options_.scope)));
    if (number >= times_.size()) times_.resize(number + 1);
    times_[number] = time;
    ANNALS_RETURN_IF_ERROR(JudgeDates(event, voices, findings_));
    return Foretell(event.id(), voices, time);
  }

  absl::Status HearLink(const CausalLink& link, const Voices& voices) {
    if (!has_links_) origins_.Finish(findings_);
    has_links_ = true;
    if (!voices.IsHeard()) return absl::OkStatus();
    JudgeSupport(link, voices, origins_, findings_);
    if (options_.all_links ? voices.IsSupposed() : voices.IsAsserted()) {
      const auto time_of = [this](const std::string& id) { return TimeOf(id); };
      JudgeOrder(link, time_of, options_.as_stated, findings_);
      if (SenseOf(link.kind()) == CausalSense::kPromotes) {
        cycles_.Add(link, ids_);
        ANNALS_RETURN_IF_ERROR(CheckRoom(cycles_.edges()));
      }
    }
    return Foretell(link.id(), voices, TimeOfEffects(link));
  }

  absl::Status Foretell(const std::string& id, const Voices& voices,
                        const JudgedTime& time) {
    if (!options_.now.has_value()) return absl::OkStatus();
    return JudgeForecasts(id, voices, time, {*options_.now, options_.as_stated},
                          findings_);
  }

  const JudgedTime* TimeOf(const std::string& id) const {
    const auto number = ids_.Find(id);
    return number.has_value() && *number < times_.size() ? &times_[*number]
                                                         : nullptr;
  }

  // When all effects have begun.
  JudgedTime TimeOfEffects(const CausalLink& link) const {
    JudgedTime all;
    all.is_dated = true;
    all.span.earliest_start = all.span.latest_start = Instant::InfinitePast();
    for (const std::string& effect : link.effects()) {
      const JudgedTime* const time = TimeOf(effect);
      if (time == nullptr || !time->is_dated) return JudgedTime();
      all.is_doubted = all.is_doubted || time->is_doubted;
      all.span.earliest_start =
          std::max(all.span.earliest_start, time->span.earliest_start);
      all.span.latest_start =
          std::max(all.span.latest_start, time->span.latest_start);
    }
    return all;
  }

  const CourtOptions options_;
  causal_internal::FindingList findings_;
  causal_internal::IdTable ids_;
  // By the number of the id; shorter than the ids, where none are left.
  std::vector<bool> was_heard_;
  std::vector<JudgedTime> times_;
  std::vector<Edge> parts_;
  causal_internal::SourceOrigins origins_;
  causal_internal::CausalCycles cycles_;
  causal_internal::RivalClaims rivals_;
  bool has_links_ = false;
};

int64_t CourtReport::Problems() const {
  int64_t problems = 0;
  for (size_t kind = 0; kind < kFindingKindCount; ++kind) {
    if (IsProblem(static_cast<FindingKind>(kind))) problems += counts[kind];
  }
  return problems;
}

Court::Court(CourtOptions options)
    : hearing_(std::make_unique<Hearing>(std::move(options))) {}
Court::~Court() = default;
Court::Court(Court&&) noexcept = default;
Court& Court::operator=(Court&&) noexcept = default;

absl::Status Court::Hear(const Record& record) {
  return hearing_->Hear(record);
}

CourtReport Court::Judge() { return hearing_->Judge(); }

}  // namespace annals
