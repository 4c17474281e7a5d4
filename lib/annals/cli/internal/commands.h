// The commands: each function adds one to the program, with its flags.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_COMMANDS_H_
#define ANNALS_CLI_INTERNAL_COMMANDS_H_

#include "CLI/App.hpp"
#include "annals/cli/internal/session.h"

namespace annals::cli_internal {

// Each sets session.action when its command is the one that was called. The
// session must outlive the app.
void AddImportCommand(CLI::App& app, Session& session);
void AddAddCommand(CLI::App& app, Session& session);
void AddLinkCommand(CLI::App& app, Session& session);
void AddConstrainCommand(CLI::App& app, Session& session);
void AddRetractCommand(CLI::App& app, Session& session);
void AddRestoreCommand(CLI::App& app, Session& session);
void AddRedactCommand(CLI::App& app, Session& session);
void AddDiffCommand(CLI::App& app, Session& session);
void AddFollowCommand(CLI::App& app, Session& session);
void AddFindCommand(CLI::App& app, Session& session);
void AddCountCommand(CLI::App& app, Session& session);
void AddHistogramCommand(CLI::App& app, Session& session);
void AddNearestCommand(CLI::App& app, Session& session);
void AddCoverageCommand(CLI::App& app, Session& session);
void AddGapsCommand(CLI::App& app, Session& session);
void AddJoinCommand(CLI::App& app, Session& session);
void AddShowCommand(CLI::App& app, Session& session);
void AddCausesCommand(CLI::App& app, Session& session);
void AddEffectsCommand(CLI::App& app, Session& session);
void AddPathsCommand(CLI::App& app, Session& session);
void AddRootsCommand(CLI::App& app, Session& session);
void AddCommonCommand(CLI::App& app, Session& session);
void AddWithoutCommand(CLI::App& app, Session& session);
void AddSolveCommand(CLI::App& app, Session& session);
void AddCheckCommand(CLI::App& app, Session& session);
void AddChronologyCommand(CLI::App& app, Session& session);
void AddExportCommand(CLI::App& app, Session& session);
void AddDateCommand(CLI::App& app, Session& session);
void AddRelateCommand(CLI::App& app, Session& session);
void AddStatsCommand(CLI::App& app, Session& session);
void AddIndexCommand(CLI::App& app, Session& session);
void AddVerifyCommand(CLI::App& app, Session& session);
void AddBackupCommand(CLI::App& app, Session& session);
void AddSalvageCommand(CLI::App& app, Session& session);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_COMMANDS_H_
