// What a network says of two events and one another.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_BETWEEN_H_
#define ANNALS_CLI_INTERNAL_BETWEEN_H_

#include <string>

#include "annals/cli/internal/network_words.h"
#include "annals/cli/internal/session.h"
#include "annals/network/solved_events.h"

namespace annals::cli_internal {

// Prints the relations that a may have to b, and how far each end of b is from
// each end of a, by the whole network. Both are among its events, and it has no
// contradiction.
void PrintBetween(const SolvedEvents& solved, const std::string& a,
                  const std::string& b, NetworkWords& words,
                  const Session& session);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_BETWEEN_H_
