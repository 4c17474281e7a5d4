// What the commands of the causal graph call records and links.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_CAUSAL_WORDS_H_
#define ANNALS_CLI_INTERNAL_CAUSAL_WORDS_H_

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "annals/causal/walk.h"
#include "annals/record/record.h"
#include "annals/store/store.h"

namespace annals::cli_internal {

// What to call each record; one that is not there has its id.
using Titles = std::map<std::string, std::string>;

// An event by its title, a link by its ends.
absl::Status AddTitle(Store& store, const AsOf& as_of, const std::string& id,
                      Titles& titles);
absl::Status AddTitles(Store& store, const AsOf& as_of,
                       const std::vector<CausalStep>& steps, Titles& titles);

// "cause", "joint cause", "cause, conditional".
std::string LinkInWords(const CausalLink& link);

// "; 3 links not asserted left out (--all)", or nothing.
void PrintLeftOut(const LinksLeftOut& left_out, std::ostream& out);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_CAUSAL_WORDS_H_
