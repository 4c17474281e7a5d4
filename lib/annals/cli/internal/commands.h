// The commands: each function adds one to the program, with its flags.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_COMMANDS_H_
#define ANNALS_CLI_INTERNAL_COMMANDS_H_

#include "annals/cli/internal/command.h"
#include "annals/cli/internal/session.h"

namespace annals::cli_internal {

// Each sets session.action when its command is the one that was called. The
// session must outlive the app.
void AddImportCommand(Program& program, Session& session);
void AddAddCommand(Program& program, Session& session);
void AddLinkCommand(Program& program, Session& session);
void AddConstrainCommand(Program& program, Session& session);
void AddRetractCommand(Program& program, Session& session);
void AddRestoreCommand(Program& program, Session& session);
void AddRedactCommand(Program& program, Session& session);
void AddDiffCommand(Program& program, Session& session);
void AddFollowCommand(Program& program, Session& session);
void AddFindCommand(Program& program, Session& session);
void AddCountCommand(Program& program, Session& session);
void AddHistogramCommand(Program& program, Session& session);
void AddNearestCommand(Program& program, Session& session);
void AddCoverageCommand(Program& program, Session& session);
void AddGapsCommand(Program& program, Session& session);
void AddJoinCommand(Program& program, Session& session);
void AddShowCommand(Program& program, Session& session);
void AddCausesCommand(Program& program, Session& session);
void AddEffectsCommand(Program& program, Session& session);
void AddPathsCommand(Program& program, Session& session);
void AddRootsCommand(Program& program, Session& session);
void AddCommonCommand(Program& program, Session& session);
void AddWithoutCommand(Program& program, Session& session);
void AddSolveCommand(Program& program, Session& session);
void AddCheckCommand(Program& program, Session& session);
void AddChronologyCommand(Program& program, Session& session);
void AddExportCommand(Program& program, Session& session);
void AddDateCommand(Program& program, Session& session);
void AddRelateCommand(Program& program, Session& session);
void AddStatsCommand(Program& program, Session& session);
void AddIndexCommand(Program& program, Session& session);
void AddVerifyCommand(Program& program, Session& session);
void AddBackupCommand(Program& program, Session& session);
void AddSalvageCommand(Program& program, Session& session);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_COMMANDS_H_
