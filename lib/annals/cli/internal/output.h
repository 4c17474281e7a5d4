// Output: JSON lines for programs, plain text for people, files.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_OUTPUT_H_
#define ANNALS_CLI_INTERNAL_OUTPUT_H_

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "annals/cli/internal/session.h"
#include "annals/record/record.h"
#include "annals/store/store.h"
#include "annals/time/edtf.h"
#include "annals/time/span.h"
#include "nlohmann/json.hpp"

namespace annals::cli_internal {

// Keeps the order in which fields are set.
using Json = nlohmann::ordered_json;

// One object, one line, UTF-8 as it is.
void PrintJson(std::ostream& out, const Json& object);

// Adds earliest_start, latest_start, earliest_end and latest_end; null if
// there is no span.
void AddBounds(const std::optional<Span>& span, Json& object);

// Adds claim (its id), holder (the holders, innermost last, joined by " > "),
// modality, status and negated; of the strongest claim; null if there is none.
void AddClaimFields(const Claim* claim, Json& object);
void AddStrongestClaim(const google::protobuf::RepeatedPtrField<Claim>& claims,
                       Json& object);

// A commit time (microseconds since 1970) as ISO 8601.
std::string CommitTimeText(int64_t microseconds);

// "added", "changed", "unchanged", "retracted", "restored", "redacted".
const char* OutcomeName(Outcome::What what);

// One line, or one JSON object, for each outcome of a batch.
void PrintOutcomes(const AppendResult& result, const Session& session);

// "starts 2013-01-01T00:00:00Z to +inf, ends ...".
std::string SpanInWords(const Span& span);

// "1 event", "3 events".
std::string Counted(int64_t count, std::string_view noun);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_OUTPUT_H_
