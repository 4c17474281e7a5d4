// annals import: records from files into a store.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/import/import.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/output.h"

namespace annals::cli_internal {
namespace {

struct ImportFlags {
  std::string store;
  std::vector<std::string> files;
  std::string format;
  bool dry_run = false;
  std::string author;
  std::string reason;
};

// A record of the batch, and where it was read.
struct Origin {
  std::string file;
  int line = 0;
};

// Something that is wrong: FILE:LINE: PATH: MESSAGE.
struct Rejection {
  Origin origin;
  Fault fault;
};

struct Input {
  Batch batch;
  std::vector<Origin> origins;
  std::vector<Rejection> rejections;
};

absl::StatusOr<Input> ReadFiles(const ImportFlags& flags) {
  Input input;
  for (const std::string& file : flags.files) {
    ANNALS_ASSIGN_OR_RETURN(ReadResult read,
                            ReadRecordsFile(file, flags.format));
    for (LocatedRecord& located : read.records) {
      input.batch.Put(std::move(located.record));
      input.origins.push_back({file, located.line});
    }
    for (LocatedFault& located : read.faults) {
      input.rejections.push_back(
          {{file, located.line}, std::move(located.fault)});
    }
  }
  input.batch.author = flags.author;
  input.batch.reason = flags.reason;
  return input;
}

// A file that was not there before this import and holds nothing after it is
// taken away again, so that a refused import leaves things as they were.
class NewStoreGuard {
 public:
  explicit NewStoreGuard(std::string location)
      : location_(std::move(location)),
        was_there_(std::filesystem::exists(location_, ignored_)) {}

  void RemoveIfEmpty(std::unique_ptr<Timeline> timeline) {
    if (was_there_) return;
    const absl::StatusOr<int64_t> last = timeline->store().LastSequence();
    timeline.reset();
    if (!last.ok() || *last != 0) return;
    for (const char* suffix : {"", "-wal", "-shm"}) {
      std::remove((location_ + suffix).c_str());
    }
  }

 private:
  std::string location_;
  std::error_code ignored_;
  bool was_there_;
};

void PrintRejections(const Input& input, const Session& session) {
  for (const Rejection& rejection : input.rejections) {
    std::ostream& err = session.console.err;
    err << rejection.origin.file << ':';
    if (rejection.origin.line > 0) err << rejection.origin.line << ':';
    err << ' ';
    if (!rejection.fault.path.empty()) err << rejection.fault.path << ": ";
    err << OneLine(rejection.fault.message) << '\n';
    if (!session.WantsJson()) continue;
    PrintJson(session.console.out, {{"what", "rejected"},
                                    {"file", rejection.origin.file},
                                    {"line", rejection.origin.line},
                                    {"path", rejection.fault.path},
                                    {"reason", rejection.fault.message}});
  }
}

absl::Status Refused(size_t faults) {
  return absl::InvalidArgumentError(
      absl::StrCat("nothing was imported: ",
                   AsAbsl(Counted(static_cast<int64_t>(faults), "fault")),
                   " (see above); want a batch without any"));
}

constexpr const char* kWhat[] = {"added", "changed", "unchanged", "retracted"};

void PrintResult(const Input& input, const AppendResult& result,
                 const ImportFlags& flags, const Session& session) {
  int64_t counts[4] = {};
  for (size_t i = 0; i < result.outcomes.size(); ++i) {
    const Outcome& outcome = result.outcomes[i];
    const auto what = static_cast<int>(outcome.what);
    ++counts[what];
    if (!session.WantsJson()) continue;
    PrintJson(session.console.out, {{"what", kWhat[what]},
                                    {"id", outcome.id},
                                    {"sequence", outcome.sequence},
                                    {"file", input.origins[i].file},
                                    {"line", input.origins[i].line}});
  }
  std::ostream& words =
      session.WantsJson() ? session.console.err : session.console.out;
  words << flags.store << ": " << counts[0] << " added, " << counts[1]
        << " changed, " << counts[2] << " unchanged, 0 rejected"
        << (flags.dry_run ? " (dry run: nothing was written)" : "") << '\n';
}

absl::StatusOr<AppendResult> AppendInto(const ImportFlags& flags,
                                        const Batch& batch) {
  NewStoreGuard guard(flags.store);
  ANNALS_ASSIGN_OR_RETURN(Timeline opened, Timeline::Open(flags.store));
  auto timeline = std::make_unique<Timeline>(std::move(opened));
  absl::StatusOr<AppendResult> result =
      flags.dry_run ? timeline->store().DryRun(batch) : timeline->Append(batch);
  guard.RemoveIfEmpty(std::move(timeline));
  return result;
}

absl::StatusOr<int> Import(const ImportFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Input input, ReadFiles(flags));
  if (input.rejections.empty()) {
    const absl::StatusOr<AppendResult> result = AppendInto(flags, input.batch);
    if (result.ok()) {
      PrintResult(input, *result, flags, session);
      return kDone;
    }
    for (const BatchFault& fault : FaultsOf(result.status())) {
      input.rejections.push_back({input.origins[fault.change], fault.fault});
    }
    if (input.rejections.empty()) return result.status();
  }
  PrintRejections(input, session);
  return Refused(input.rejections.size());
}

}  // namespace

void AddImportCommand(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("import", "reads records from files into a store");
  auto flags = std::make_shared<ImportFlags>();
  AddStoreArgument(*command, flags->store);
  command
      ->add_option("FILE", flags->files,
                   "files of records; - is standard input")
      ->required();
  command->add_option("--format", flags->format,
                      "text, json or jsonl; by default by name and content");
  command->add_flag("--dry-run", flags->dry_run,
                    "says what would come of it, and writes nothing");
  command->add_option("--author", flags->author,
                      "who imports, for the history");
  command->add_option("--reason", flags->reason, "why, for the history");
  command->callback([flags, &session] {
    session.action = [flags, &session] { return Import(*flags, session); };
  });
}

}  // namespace annals::cli_internal
