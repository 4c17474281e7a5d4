// annals index: keeps what programs need in memory in a file beside a store.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/output.h"
#include "annals/store/event_feed.h"

namespace annals::cli_internal {
namespace {

struct IndexFlags {
  std::string store;
  bool drop = false;
};

absl::StatusOr<int> Keep(Timeline& timeline, const Session& session) {
  ResidentOptions options;
  options.file = ResidentOptions::File::kKeep;
  options.behind_max = 0;
  ANNALS_ASSIGN_OR_RETURN(const ResidentReport report,
                          timeline.MakeResident(options));
  ANNALS_RETURN_IF_ERROR(report.writing);
  ANNALS_ASSIGN_OR_RETURN(const EventFeed::KeptIndex kept,
                          timeline.store().event_feed()->MapIndex());
  if (session.WantsJson()) {
    Json object;
    object["file"] = kept.path;
    object["bytes"] = kept.bytes.size();
    object["written"] = !report.written.empty();
    PrintJson(session.console.out, object);
  } else {
    session.console.out << kept.path << ": " << kept.bytes.size() << " bytes, "
                        << (report.written.empty() ? "as it was" : "written")
                        << '\n';
  }
  return kDone;
}

absl::StatusOr<int> Index(const IndexFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Timeline timeline, OpenToWrite(flags.store, session));
  if (!flags.drop) return Keep(timeline, session);
  EventFeed* const feed = timeline.store().event_feed();
  if (feed != nullptr) {
    ANNALS_RETURN_IF_ERROR(feed->DropIndex());
  }
  return kDone;
}

}  // namespace

void AddIndexCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "index", "keeps an index beside a store, for programs to open at once");
  auto flags = std::make_shared<IndexFlags>();
  AddStoreArgument(command, flags->store);
  command.AddFlag("--drop", flags->drop, "delete it");
  command.Does(session, [flags, &session] { return Index(*flags, session); });
}

}  // namespace annals::cli_internal
