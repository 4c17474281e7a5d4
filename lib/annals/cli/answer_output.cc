// How an answer is printed.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/answer_output.h"

#include <ostream>
#include <string>

#include "annals/cli/internal/output.h"
#include "annals/record/utf8.h"
#include "annals/time/allen.h"

namespace annals::cli_internal {
namespace {

// A local time without a zone: one that the event's zone settles is none.
bool IsFloating(const Answer& answer) {
  return answer.date.has_value() && answer.date->IsFloating() &&
         answer.event.when().zone().empty();
}

}  // namespace

Json ToJson(const Answer& answer) {
  Json object;
  object["id"] = answer.event.id();
  object["title"] = answer.event.title();
  const std::string& edtf = answer.event.when().edtf();
  object["edtf"] = edtf.empty() ? Json(nullptr) : Json(edtf);
  object["certainty"] = CertaintyName(answer.certainty);
  object["qualifiers"] =
      answer.date.has_value() ? answer.date->Qualifiers() : "";
  object["floating"] = IsFloating(answer);
  object["saturated"] = answer.date.has_value() && answer.date->IsSaturated();
  AddBounds(answer.span, object);
  object["tightened"] = answer.tightened;
  object["asserted"] = answer.asserted;
  AddStrongestClaim(answer.event.claims(), object);
  object["sequence"] = answer.sequence;
  return object;
}

void PrintEventForPeople(const Answer& answer, std::ostream& out) {
  constexpr size_t kDateWidth = 24;
  std::string date = answer.event.when().edtf();
  if (date.empty()) date = "undated";
  if (date.size() < kDateWidth) date.resize(kDateWidth, ' ');
  out << date << "  " << OneLine(answer.event.title()) << "  ["
      << answer.event.id() << ']' << (answer.asserted ? "" : "  not asserted");
  if (answer.tightened) out << "  derived: " << SpanInWords(*answer.span);
  out << '\n';
}

void PrintCertainty(Certainty certainty, std::ostream& out) {
  std::string name(CertaintyName(certainty));
  name.resize(kCertaintyWidth, ' ');
  out << name;
}

void PrintForPeople(const Answer& answer, std::ostream& out) {
  PrintCertainty(answer.certainty, out);
  PrintEventForPeople(answer, out);
}

void PrintLeftOut(int64_t undated, int64_t unasserted, std::ostream& out) {
  if (undated > 0) {
    out << "; " << undated << " without a date left out (--undated)";
  }
  if (unasserted > 0) {
    out << "; " << unasserted << " not asserted left out (--all)";
  }
  out << '\n';
}

}  // namespace annals::cli_internal
