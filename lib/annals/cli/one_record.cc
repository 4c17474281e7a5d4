// What the commands share that put one record: its claim, and the append.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/one_record.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/output.h"
#include "annals/record/build.h"
#include "annals/record/names.h"

namespace annals::cli_internal {
namespace {

absl::Status Apply(const ClaimFlags& flags,
                   google::protobuf::RepeatedPtrField<Claim>& claims) {
  if (flags.holders.empty() && flags.modality.empty() && flags.source.empty()) {
    if (flags.quote.empty()) return absl::OkStatus();
    return absl::InvalidArgumentError("--quote: want --source with it");
  }
  Claim& claim = *claims.Add();
  claim.set_id("1");
  for (const std::string& holder : flags.holders) claim.add_holders(holder);
  if (!flags.modality.empty()) {
    const auto modality = ModalityNamed(flags.modality);
    if (!modality.has_value()) {
      return absl::InvalidArgumentError(
          absl::StrCat("--modality \"", flags.modality,
                       "\": want realis, future, conditional, counterfactual, "
                       "habitual, feared, desired, threatened, proposed or "
                       "normative"));
    }
    claim.set_modality(*modality);
  }
  if (!flags.source.empty()) AddEvidence(claim, flags.source, flags.quote);
  return absl::OkStatus();
}

}  // namespace

void AddHistoryFlags(const Command& command, std::string& author,
                     std::string& reason) {
  command.AddOption("--author", author, "who does it, for the history");
  command.AddOption("--reason", reason, "why, for the history");
}

void AddClaimFlags(const Command& command, ClaimFlags& flags) {
  command.AddRepeated("--holder", flags.holders,
                      "who says so (an id or a name), outermost first");
  command.AddOption("--modality", flags.modality,
                    "realis, future, conditional, counterfactual, habitual, "
                    "feared, desired, threatened, proposed, normative");
  command.AddOption("--source", flags.source, "id of the source that says so");
  command.AddOption("--quote", flags.quote, "its words");
  AddHistoryFlags(command, flags.author, flags.reason);
}

absl::Status ApplyClaim(const ClaimFlags& flags, Event& record) {
  return Apply(flags, *record.mutable_claims());
}
absl::Status ApplyClaim(const ClaimFlags& flags, CausalLink& record) {
  return Apply(flags, *record.mutable_claims());
}
absl::Status ApplyClaim(const ClaimFlags& flags, Constraint& record) {
  return Apply(flags, *record.mutable_claims());
}

absl::StatusOr<int> AppendOne(Timeline& timeline, const Batch& batch,
                              const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const AppendResult result, timeline.Append(batch));
  PrintOutcomes(result, session);
  return kDone;
}

absl::StatusOr<int> PutOne(Timeline& timeline, Record record,
                           const ClaimFlags& flags, const Session& session) {
  Batch batch;
  batch.Put(std::move(record));
  batch.author = flags.author;
  batch.reason = flags.reason;
  return AppendOne(timeline, batch, session);
}

}  // namespace annals::cli_internal
