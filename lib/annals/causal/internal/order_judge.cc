// JudgeOrder() finds effects that come before their causes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/order_judge.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "annals/causal/implied_order.h"
#include "annals/time/allen.h"

namespace annals::causal_internal {
namespace {

struct DatedEnd {
  const std::string* id;
  const JudgedTime* time;
};

std::vector<DatedEnd> DatedEndsOf(
    const google::protobuf::RepeatedPtrField<std::string>& ids,
    TimeLookup time_of) {
  std::vector<DatedEnd> ends;
  for (const std::string& id : ids) {
    const JudgedTime* const time = time_of(id);
    if (time != nullptr && time->is_dated) ends.push_back({&id, time});
  }
  return ends;
}

// Whether the effect comes before its cause.
struct Verdict {
  Certainty certainty = Certainty::kNo;
  bool is_doubted = false;
  Instant cause_start;
  Instant effect_at;
};

Verdict VerdictOn(const JudgedTime& cause, const JudgedTime& effect,
                  Endpoint::Side side, bool as_stated) {
  const bool is_end = side == Endpoint::END;
  const Span& span = effect.span;
  const Instant latest = is_end ? span.latest_end : span.latest_start;
  const Instant earliest = is_end ? span.earliest_end : span.earliest_start;
  if (latest < cause.span.earliest_start) {
    const bool is_doubted =
        !as_stated && (cause.is_doubted || effect.is_doubted);
    return {is_doubted ? Certainty::kPossible : Certainty::kCertain, is_doubted,
            cause.span.earliest_start, latest};
  }
  // What nobody dated is not suspected.
  const Instant cause_start = cause.span.latest_start;
  if (earliest < cause_start && earliest.IsFinite() && cause_start.IsFinite()) {
    return {Certainty::kPossible, false, cause_start, earliest};
  }
  return {};
}

class OrderJudge {
 public:
  OrderJudge(const CausalLink& link, Endpoint::Side side, bool as_stated,
             FindingList& findings)
      : link_(link), side_(side), as_stated_(as_stated), findings_(findings) {}

  void JudgeEach(const std::vector<DatedEnd>& causes, const DatedEnd& effect) {
    for (const DatedEnd& cause : causes) {
      Add(cause, effect,
          VerdictOn(*cause.time, *effect.time, side_, as_stated_));
    }
  }

  // Whichever it was, it came too late.
  void JudgeAlternatives(const std::vector<DatedEnd>& causes,
                         const DatedEnd& effect) {
    const bool is_certain =
        static_cast<int>(causes.size()) == link_.causes_size() &&
        std::all_of(causes.begin(), causes.end(), [&](const DatedEnd& cause) {
          return VerdictOn(*cause.time, *effect.time, side_, as_stated_)
                     .certainty == Certainty::kCertain;
        });
    if (is_certain) JudgeEach(causes, effect);
  }

 private:
  void Add(const DatedEnd& cause, const DatedEnd& effect,
           const Verdict& verdict) {
    if (verdict.certainty == Certainty::kNo) return;
    Finding* const finding =
        findings_.Add(verdict.certainty == Certainty::kCertain
                          ? FindingKind::kEffectCertainlyBeforeCause
                          : FindingKind::kEffectPossiblyBeforeCause);
    if (finding == nullptr) return;
    finding->links = {link_.id()};
    finding->records = {*cause.id, *effect.id};
    finding->order = EffectBeforeCause{
        *cause.id,           *effect.id,        side_,
        verdict.cause_start, verdict.effect_at, verdict.is_doubted};
  }

  const CausalLink& link_;
  const Endpoint::Side side_;
  const bool as_stated_;
  FindingList& findings_;
};

}  // namespace

void JudgeOrder(const CausalLink& link, TimeLookup time_of, bool as_stated,
                FindingList& findings) {
  const std::optional<Endpoint::Side> side = SideNotBeforeCause(link.kind());
  if (!side.has_value()) return;
  const bool is_open =
      link.combination() == CausalLink::ALTERNATIVE && link.causes_size() > 1;
  const std::vector<DatedEnd> causes = DatedEndsOf(link.causes(), time_of);
  OrderJudge judge(link, *side, as_stated, findings);
  for (const DatedEnd& effect : DatedEndsOf(link.effects(), time_of)) {
    if (is_open) {
      judge.JudgeAlternatives(causes, effect);
    } else {
      judge.JudgeEach(causes, effect);
    }
  }
}

}  // namespace annals::causal_internal
