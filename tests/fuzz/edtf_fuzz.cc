// Fuzzes annals/time/edtf.h, words.h and time_set.h.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "annals/time/allen.h"
#include "annals/time/edtf.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "annals/time/words.h"
#include "tests/fuzz/fuzz_targets.h"

namespace annals::testing {
namespace {

constexpr Extent kExtents[] = {Extent::kWithin, Extent::kSpan,
                               Extent::kThroughout};

bool AreOrdered(const Span& span) {
  return span.IsSatisfiable() && span.earliest_start <= span.latest_start &&
         span.earliest_end <= span.latest_end &&
         span.earliest_start <= span.earliest_end &&
         span.latest_start <= span.latest_end;
}

bool IsWithin(const Span& inner, const Span& outer) {
  return Span::Hull(inner, outer) == outer;
}

void CheckMembers(const Edtf& edtf) {
  for (const Extent extent : kExtents) {
    const Span bounds = edtf.Bounds(extent);
    Require(AreOrdered(bounds), "bounds are in order", edtf.text());
    const TimeSet members = edtf.Members(extent);
    Require(!members.members.empty(), "there is a member", edtf.text());
    for (const Span& member : members.members) {
      Require(member.IsSatisfiable(), "members can be", edtf.text());
    }
    // Floating and saturated ones are widened, so that they reach further.
    const Span hull = members.Hull();
    const bool is_widened = edtf.IsFloating() || edtf.IsSaturated();
    Require(is_widened ? IsWithin(bounds, hull) : bounds == hull,
            "the bounds are the hull of the members", edtf.text());
    Require(!InWords(edtf, extent).empty(), "there are words", edtf.text());
  }
}

bool HaveSameMembers(const Edtf& a, const Edtf& b, Extent extent) {
  const TimeSet first = a.Members(extent);
  const TimeSet second = b.Members(extent);
  return first.members == second.members && first.choice == second.choice &&
         first.occurrences == second.occurrences;
}

void CheckCanonical(const Edtf& edtf) {
  const std::string canonical = edtf.Canonical();
  const absl::StatusOr<Edtf> again = Edtf::Parse(canonical);
  Require(again.ok(), "the canonical form is read", edtf.text());
  Require(again->Canonical() == canonical, "it is its own canonical form",
          edtf.text());
  Require(again->Qualifiers() == edtf.Qualifiers(), "it has the qualifiers",
          edtf.text());
  Require(again->IsFloating() == edtf.IsFloating(), "it floats alike",
          edtf.text());
  for (const Extent extent : kExtents) {
    Require(again->Bounds(extent) == edtf.Bounds(extent), "it has the bounds",
            edtf.text());
    Require(HaveSameMembers(*again, edtf, extent), "it has the members",
            edtf.text());
  }
}

std::optional<Edtf> Read(std::string_view text) {
  const absl::StatusOr<Edtf> edtf = Edtf::Parse(text);
  Edtf::ParseOptions options;
  options.is_strict = true;
  const bool is_strict = Edtf::Parse(text, options).ok();
  if (!edtf.ok()) {
    Require(!is_strict, "strict reads no more", text);
    Require(!edtf.status().message().empty(), "an error says what", text);
    return std::nullopt;
  }
  Require(edtf->text() == text, "the text is kept byte for byte", text);
  Require(edtf->level() >= 0 && edtf->level() <= 2, "it has a level", text);
  CheckMembers(*edtf);
  CheckCanonical(*edtf);
  return *edtf;
}

void CheckPair(const Edtf& a, const Edtf& b, std::string_view input) {
  const TimeSet first = a.Members();
  const TimeSet second = b.Members();
  const AllenSet possible = PossibleRelations(first, second);
  Require(!possible.IsEmpty(), "some relation is possible", input);
  Require(possible.IsSubsetOf(PossibleRelations(first.Hull(), second.Hull())),
          "what is possible is possible between the hulls", input);
  Require(PossibleRelations(second, first) == possible.Converse(),
          "the other way round is the converse", input);
}

}  // namespace

void FuzzEdtf(std::string_view input) {
  const size_t tab = input.find('\t');
  const std::optional<Edtf> a = Read(input.substr(0, tab));
  if (tab == std::string_view::npos) return;
  const std::optional<Edtf> b = Read(input.substr(tab + 1));
  if (a.has_value() && b.has_value()) CheckPair(*a, *b, input);
}

}  // namespace annals::testing
