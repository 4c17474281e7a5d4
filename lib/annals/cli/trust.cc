// annals verify, backup, salvage: whether a store is sound, and what to do.
//
// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/output.h"
#include "annals/record/utf8.h"
#include "annals/store/backup.h"
#include "annals/store/verify.h"

namespace annals::cli_internal {
namespace {

Json ToJson(const VerifyReport& report) {
  Json object;
  object["sound"] = report.is_sound();
  object["revisions"] = report.revisions;
  object["sound_revisions"] = report.sound_revisions;
  object["hash"] = report.hash.empty() ? Json(nullptr) : Json(report.hash);
  object["pages"] = report.pages;
  object["faults"] = report.faults;
  return object;
}

void PrintForPeople(const VerifyReport& report, std::ostream& out) {
  for (const std::string& fault : report.faults) out << OneLine(fault) << '\n';
  out << report.sound_revisions << " of "
      << Counted(report.revisions, "revision") << " sound, "
      << Counted(report.pages, "page") << " checked\n";
  if (!report.hash.empty()) out << "newest hash  " << report.hash << '\n';
}

// For whoever waits at a terminal.
VerifyOptions WithProgress(const Console& console) {
  VerifyOptions options;
  if (&console.err != &std::cerr || isatty(STDERR_FILENO) == 0) return options;
  options.progress = [&console](std::string_view what, int64_t done,
                                int64_t of) {
    console.err << "\r\033[K" << AsAbsl(what);
    if (of > 1) console.err << ": " << done << " of " << of;
    console.err.flush();
  };
  return options;
}

absl::StatusOr<int> Verify(const std::string& store, const Session& session) {
  const VerifyOptions options = WithProgress(session.console);
  const absl::StatusOr<VerifyReport> report = VerifyStore(store, options);
  if (options.progress != nullptr) session.console.err << "\r\033[K";
  ANNALS_RETURN_IF_ERROR(report.status());
  if (session.WantsJson()) {
    PrintJson(session.console.out, ToJson(*report));
  } else {
    PrintForPeople(*report, session.console.out);
  }
  return report->is_sound() ? kDone : kAnswerIsNo;
}

struct BackupFlags {
  std::string store;
  std::string file;
  bool force = false;
};

absl::StatusOr<int> Backup(const BackupFlags& flags) {
  BackupOptions options;
  options.replace = flags.force;
  const absl::Status copied = BackupStore(flags.store, flags.file, options);
  if (absl::IsAlreadyExists(copied)) {
    return absl::AlreadyExistsError(
        absl::StrCat(copied.message(), ", or --force"));
  }
  ANNALS_RETURN_IF_ERROR(copied);
  return kDone;
}

Json ToJson(const SalvageReport& report) {
  Json object;
  object["saved_revisions"] = report.saved_revisions;
  object["lost_revisions"] = report.lost_revisions;
  object["end_is_unknown"] = report.end_is_unknown;
  object["lost"] = Json::array();
  for (const SalvageReport::Stretch& stretch : report.lost) {
    object["lost"].push_back({stretch.first, stretch.last});
  }
  return object;
}

void PrintForPeople(const SalvageReport& report, std::ostream& out) {
  out << Counted(report.saved_revisions, "revision") << " saved, "
      << report.lost_revisions << " lost\n";
  for (const SalvageReport::Stretch& stretch : report.lost) {
    out << "lost: " << stretch.first;
    if (stretch.last != stretch.first) out << " to " << stretch.last;
    out << '\n';
  }
  if (report.end_is_unknown) {
    out << "how many there were cannot be read: more may be lost at the end\n";
  }
}

absl::StatusOr<int> Salvage(const std::string& damaged, const std::string& file,
                            const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const SalvageReport report,
                          SalvageStore(damaged, file));
  if (session.WantsJson()) {
    PrintJson(session.console.out, ToJson(report));
  } else {
    PrintForPeople(report, session.console.out);
  }
  const bool is_whole = report.lost_revisions == 0 && !report.end_is_unknown;
  return is_whole ? kDone : kAnswerIsNo;
}

}  // namespace

void AddVerifyCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "verify", "checks pages, hash chain and derived tables; exit 1 if bad");
  auto store = std::make_shared<std::string>();
  AddStoreArgument(command, *store);
  command.Does(session, [store, &session] { return Verify(*store, session); });
}

void AddBackupCommand(Program& program, Session& session) {
  const Command command =
      program.Add("backup", "copies a store, in use or not, to a sealed file");
  auto flags = std::make_shared<BackupFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("FILE", flags->file, "the copy to make").Required();
  command.AddFlag("--force", flags->force, "replace a file that is there");
  command.Does(session, [flags] { return Backup(*flags); });
}

void AddSalvageCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "salvage", "makes a new store of what is sound in a damaged one");
  auto damaged = std::make_shared<std::string>();
  auto file = std::make_shared<std::string>();
  command.AddOption("DAMAGED", *damaged, "the store; only read").Required();
  command.AddOption("NEW", *file, "the store to make").Required();
  command.Does(session, [damaged, file, &session] {
    return Salvage(*damaged, *file, session);
  });
}

}  // namespace annals::cli_internal
