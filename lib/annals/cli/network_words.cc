// NetworkWords tells the steps of a network's proofs, with who says so.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/network_words.h"

#include <ostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/string_view.h"
#include "annals/network/network_scope.h"
#include "annals/record/claims.h"
#include "annals/record/utf8.h"
#include "annals/time/duration.h"

namespace annals::cli_internal {
namespace {

using Kind = NetworkReason::Kind;

constexpr size_t kQuoteBytesMax = 120;

// Records that are kept when nothing needs them.
constexpr size_t kFoundMax = 1000;

// "P10DT1H", exactly.
std::string IsoDuration(absl::int128 microseconds) {
  constexpr int64_t kSecond = 1'000'000;
  const absl::int128 all_seconds = microseconds / kSecond;
  const auto fraction = static_cast<int64_t>(microseconds % kSecond);
  const auto days = static_cast<int64_t>(all_seconds / 86'400);
  const auto rest = static_cast<int64_t>(all_seconds % 86'400);
  std::string text = "P";
  if (days > 0) absl::StrAppend(&text, days, "D");
  if (rest == 0 && fraction == 0) return text;
  absl::StrAppend(&text, "T");
  if (rest >= 3600) absl::StrAppend(&text, rest / 3600, "H");
  if (rest % 3600 >= 60) absl::StrAppend(&text, rest % 3600 / 60, "M");
  if (rest % 60 == 0 && fraction == 0) return text;
  absl::StrAppend(&text, rest % 60);
  if (fraction > 0) {
    absl::StrAppend(&text, ".", absl::Dec(fraction, absl::kZeroPad6));
  }
  return text + "S";
}

std::string_view VerbOf(const EventEnd& end) {
  return end.side == Endpoint::END ? "ends" : "starts";
}

std::string_view KindName(Kind kind) {
  switch (kind) {
    case Kind::kStartBeforeEnd:
      return "start before end";
    case Kind::kDate:
      return "date";
    case Kind::kDuration:
      return "duration";
    case Kind::kConstraint:
      return "constraint";
    case Kind::kPartOf:
      return "part of";
    case Kind::kSeries:
      return "series";
    case Kind::kLink:
      return "link";
    case Kind::kAxis:
      return "axis";
  }
  return "";
}

Json EndToJson(const EventEnd& end) {
  if (end.event.empty()) return "origin";
  Json object;
  object["event"] = end.event;
  object["end"] = end.side == Endpoint::END ? "end" : "start";
  return object;
}

// The first quote of the claim, and where it stands.
const Evidence* QuoteOf(const Claim* claim) {
  if (claim == nullptr) return nullptr;
  for (const Evidence& evidence : claim->evidence()) {
    if (!evidence.quote().empty()) return &evidence;
  }
  return nullptr;
}

}  // namespace

std::string LengthInWords(absl::int128 microseconds) {
  const auto words = DurationInWords(IsoDuration(microseconds));
  return words.ok() ? *words : "longer than time itself";
}

const std::optional<Record>& NetworkWords::Find(std::string_view id) {
  const auto [found, is_new] =
      found_.try_emplace(std::string(id), std::nullopt);
  if (!is_new) return found->second;
  for (const Record& record : options_.added) {
    if (IdOf(record) == id) return found->second = record;
  }
  absl::StatusOr<StoredRecord> stored = store_.Get(id, options_.as_of);
  if (stored.ok()) found->second = std::move(stored->record);
  return found->second;
}

void NetworkWords::Forget() {
  if (found_.size() > kFoundMax) found_.clear();
}

std::string NetworkWords::NameOf(std::string_view id) {
  const std::optional<Record>& record = Find(id);
  const bool has_title =
      record.has_value() && !TitleOf(*record).empty() && TitleOf(*record) != id;
  if (!has_title) return std::string(id);
  return absl::StrCat("\"", OneLine(TitleOf(*record)), "\" [", AsAbsl(id), "]");
}

std::string NetworkWords::VoiceOf(const Claim& claim) {
  std::vector<std::string> parts;
  if (!claim.holders().empty()) {
    std::vector<std::string> holders;
    for (const std::string& holder : claim.holders()) {
      const std::optional<Record>& entity = Find(holder);
      holders.push_back(entity.has_value() ? OneLine(TitleOf(*entity))
                                           : OneLine(holder));
    }
    parts.push_back(absl::StrJoin(holders, " > "));
  }
  if (const Evidence* const evidence = QuoteOf(&claim)) {
    const std::optional<Record>& source = Find(evidence->source());
    parts.push_back(absl::StrCat(
        source.has_value() ? OneLine(TitleOf(*source)) : evidence->source(),
        ": \"", Printable(OneLine(evidence->quote()), kQuoteBytesMax), "\""));
  }
  return absl::StrJoin(parts, "; ");
}

// The same of the strongest claim, with a space before it.
std::string NetworkWords::VoiceOf(const Record& record) {
  const Claim* claim = StrongestClaim(ClaimsOf(record));
  const std::string voice = claim == nullptr ? "" : VoiceOf(*claim);
  return voice.empty() ? "" : absl::StrCat(" (", voice, ")");
}

std::string NetworkWords::ReasonInWords(const NetworkStep& step) {
  const std::string& id = step.reason.record;
  const std::optional<Record>& record = Find(id);
  std::string words = std::string(KindName(step.reason.kind));
  if (step.reason.kind == Kind::kAxis) {
    return "nothing is before -inf or after +inf";
  }
  switch (step.reason.kind) {
    case Kind::kConstraint:
    case Kind::kLink:
      absl::StrAppend(&words, " ", id);
      break;
    case Kind::kPartOf:
      words = absl::StrCat("what ", id, " is a part of");
      break;
    default:
      absl::StrAppend(&words, " of ", id);
  }
  if (record.has_value() && record->has_event()) {
    const When& when = WhenThatCounts(record->event(), options_.scope);
    if (step.reason.kind == Kind::kDate) {
      absl::StrAppend(&words, ", ", when.edtf());
    }
    if (step.reason.kind == Kind::kDuration) {
      absl::StrAppend(&words, ", ", when.duration());
    }
  }
  if (!step.given.empty()) {
    absl::StrAppend(&words, ", given ", absl::StrJoin(step.given, ", "));
  }
  return record.has_value() ? words + VoiceOf(*record) : words;
}

std::string NetworkWords::InWords(const NetworkStep& step) {
  std::string words;
  const auto end_in_words = [&](const EventEnd& end) {
    return absl::StrCat(NameOf(end.event), " ", AsAbsl(VerbOf(end)));
  };
  if (step.reason.kind == Kind::kStartBeforeEnd) {
    return absl::StrCat(NameOf(step.to.event), " starts before it ends");
  }
  if (step.from.event.empty() && step.to.event.empty()) {
    words = "a fixed point of time is before itself";
  } else if (step.from.event.empty()) {
    words = absl::StrCat(end_in_words(step.to), " by ",
                         InstantNotAfter(step.most).ToString());
  } else if (step.to.event.empty()) {
    words = absl::StrCat(end_in_words(step.from), " no earlier than ",
                         InstantNotBefore(-step.most).ToString());
  } else if (step.most > 0) {
    words = absl::StrCat(end_in_words(step.to), " at most ",
                         LengthInWords(step.most), " after ",
                         end_in_words(step.from));
  } else if (step.most == 0) {
    words = absl::StrCat(end_in_words(step.to), " no later than ",
                         end_in_words(step.from));
  } else if (step.most == -1) {
    words = absl::StrCat(end_in_words(step.to), " before ",
                         end_in_words(step.from));
  } else {
    words = absl::StrCat(end_in_words(step.to), " at least ",
                         LengthInWords(-step.most), " before ",
                         end_in_words(step.from));
  }
  return absl::StrCat(words, ": ", ReasonInWords(step));
}

Json NetworkWords::ToJson(const NetworkStep& step) {
  Json object;
  object["from"] = EndToJson(step.from);
  object["to"] = EndToJson(step.to);
  const bool fits = step.most >= std::numeric_limits<int64_t>::min() &&
                    step.most <= std::numeric_limits<int64_t>::max();
  object["at_most_microseconds"] =
      fits ? Json(static_cast<int64_t>(step.most)) : Json(nullptr);
  object["reason"] = KindName(step.reason.kind);
  object["record"] = step.reason.record;
  object["given"] = step.given;
  object["words"] = InWords(step);
  const std::optional<Record>& record = Find(step.reason.record);
  const auto& claims =
      record.has_value() ? ClaimsOf(*record) : ClaimsOf(ToRecord(Source()));
  AddStrongestClaim(claims, object);
  const Evidence* const evidence = QuoteOf(StrongestClaim(claims));
  object["source"] =
      evidence == nullptr ? Json(nullptr) : Json(evidence->source());
  object["quote"] =
      evidence == nullptr ? Json(nullptr) : Json(evidence->quote());
  return object;
}

void NetworkWords::Print(const NetworkContradiction& contradiction,
                         std::ostream& out) {
  out << "contradiction: these cannot all be true\n";
  int number = 0;
  for (const NetworkStep& step : contradiction.steps) {
    out << "  " << ++number << ". " << InWords(step) << '\n';
  }
  if (!contradiction.violated.empty()) {
    out << "  that leaves none of the relations of "
        << absl::StrJoin(contradiction.violated, ", ") << '\n';
  }
  if (contradiction.resolved_by.empty()) {
    out << "  no single record resolves it: there are other contradictions\n";
  } else {
    out << "  any one of these resolves it if it is left out: "
        << absl::StrJoin(contradiction.resolved_by, ", ") << '\n';
  }
}

Json NetworkWords::ToJson(const NetworkContradiction& contradiction) {
  Json object;
  object["steps"] = Json::array();
  for (const NetworkStep& step : contradiction.steps) {
    object["steps"].push_back(ToJson(step));
  }
  object["violated"] = contradiction.violated;
  object["smallest"] = contradiction.is_smallest;
  object["resolved_by"] = contradiction.resolved_by;
  return object;
}

}  // namespace annals::cli_internal
