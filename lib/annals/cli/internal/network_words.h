// NetworkWords tells the steps of a network's proofs, with who says so.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_NETWORK_WORDS_H_
#define ANNALS_CLI_INTERNAL_NETWORK_WORDS_H_

#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "annals/cli/internal/output.h"
#include "annals/network/solved_events.h"
#include "annals/timeline/timeline.h"

namespace annals::cli_internal {

// "10 days". Positive.
std::string LengthInWords(absl::int128 microseconds);

// Looks up the records that steps name: those that were added first, then the
// store's. Each once.
class NetworkWords {
 public:
  // Both must outlive it.
  NetworkWords(Store& store, const SolveOptions& options)
      : store_(store), options_(options) {}

  // `"War" ends at least 10 days before "Peace" starts: constraint c1 (Ramani;
  // Some article: "...")`
  std::string InWords(const NetworkStep& step);

  // from, to, at_most_microseconds, reason, record, given, claim fields,
  // source and quote.
  Json ToJson(const NetworkStep& step);

  // A line a step, numbered; what is violated; what would resolve it.
  void Print(const NetworkContradiction& contradiction, std::ostream& out);
  Json ToJson(const NetworkContradiction& contradiction);

  // `"War" [war]`, or the id alone if there is no title.
  std::string NameOf(std::string_view id);

  // The record; nothing if there is none. It stays where it is until Forget().
  const std::optional<Record>& Find(std::string_view id);

  // Lets go of the records that were looked up, if they have become many.
  void Forget();

  // `Ramani > some analysts; Some article: "..."`; empty for neither.
  std::string VoiceOf(const Claim& claim);

 private:
  std::string ReasonInWords(const NetworkStep& step);
  std::string VoiceOf(const Record& record);

  Store& store_;
  const SolveOptions& options_;
  std::map<std::string, std::optional<Record>, std::less<>> found_;
};

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_NETWORK_WORDS_H_
