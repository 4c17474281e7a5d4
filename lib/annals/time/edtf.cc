// Edtf: an expression with its text.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/edtf.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_dates.h"
#include "annals/time/internal/edtf_form.h"
#include "annals/time/internal/edtf_members.h"
#include "annals/time/internal/edtf_parser.h"

namespace annals {

absl::StatusOr<Edtf> Edtf::Parse(std::string_view text) {
  return Parse(text, ParseOptions());
}

absl::StatusOr<Edtf> Edtf::Parse(std::string_view text,
                                 const ParseOptions& options) {
  if (text.size() > kEdtfBytesMax) {
    return absl::InvalidArgumentError(absl::StrCat(
        "edtf of ", text.size(), " bytes; want at most ", kEdtfBytesMax));
  }
  ANNALS_ASSIGN_OR_RETURN(EdtfExpression expression,
                          edtf_internal::ParseExpression(text));
  const std::optional<Span> bounds =
      edtf_internal::BoundsOf(expression, Extent::kDefault);
  if (!bounds.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "edtf \"", AsAbsl(text), "\": an end at column ", text.find('/') + 2,
        " that is over before the start; want the earlier date first"));
  }
  if (options.is_strict) {
    const std::string beyond = edtf_internal::BeyondSpecification(expression);
    if (!beyond.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("edtf \"", AsAbsl(text), "\": ", beyond,
                       "; want only what the specification spells out"));
    }
  }
  return Edtf(text, std::move(expression), *bounds);
}

int Edtf::level() const { return edtf_internal::LevelOf(expression_); }

std::optional<EdtfPrecision> Edtf::Precision() const {
  const edtf_internal::DatePointers dates = edtf_internal::DatesOf(expression_);
  if (dates.empty()) return std::nullopt;
  const EdtfPrecision first = dates.front()->precision;
  for (const EdtfDate* date : dates) {
    if (date->precision != first) return std::nullopt;
  }
  return first;
}

std::string Edtf::Canonical() const {
  if (edtf_internal::HasHeldNumber(expression_)) return std::string(text());
  return edtf_internal::CanonicalText(expression_);
}

std::string Edtf::Qualifiers() const {
  return edtf_internal::QualifierText(edtf_internal::QualifiersOf(expression_));
}

bool Edtf::IsFloating() const {
  return expression_.kind == EdtfExpression::Kind::kDate &&
         edtf_internal::IsFloating(expression_.start.date);
}

bool Edtf::IsSaturated() const {
  return edtf_internal::IsSaturated(expression_);
}

Span Edtf::Bounds(Extent extent) const {
  if (extent == Extent::kDefault) return bounds_;
  return edtf_internal::BoundsOf(expression_, extent).value_or(Span());
}

TimeSet Edtf::Members(Extent extent) const {
  return edtf_internal::MembersOf(expression_, extent,
                                  edtf_internal::Reading::kWidened);
}

}  // namespace annals
