// FindingOutput prints what the court of causes found.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_FINDING_OUTPUT_H_
#define ANNALS_CLI_INTERNAL_FINDING_OUTPUT_H_

#include <string>
#include <string_view>

#include "annals/causal/court.h"
#include "annals/cli/internal/network_words.h"
#include "annals/cli/internal/output.h"
#include "annals/cli/internal/session.h"

namespace annals::cli_internal {

// Prints findings in the words of their records. What it is made of must
// outlive it.
class FindingOutput {
 public:
  FindingOutput(NetworkWords& words, const Session& session)
      : words_(words), session_(session) {}

  // Those of one kind: a line of JSON each; or for people under a heading, with
  // what to do about them below.
  void Print(const CourtReport& report, FindingKind kind);

 private:
  void PrintForPeople(const Finding& finding);
  Json ToJson(const Finding& finding);
  Json ClaimToJson(const std::string& name);
  std::string ClaimInWords(const std::string& name);
  // The claim that is called RECORD#CLAIM; null if there is none.
  const Claim* FindClaim(std::string_view name);
  std::string InWords(const Finding& finding);
  std::string NameOf(std::string_view id);

  NetworkWords& words_;
  const Session& session_;
};

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_FINDING_OUTPUT_H_
