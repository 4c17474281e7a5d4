// annals import: records from files into a store.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/import/import.h"

#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/cli/internal/bulk_import.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/output.h"
#include "annals/record/utf8.h"

namespace annals::cli_internal {
namespace {

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
  // To be put if there is no record of that id, and where they were read.
  std::vector<std::pair<Record, Origin>> if_missing;
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
    for (LocatedRecord& located : read.if_missing) {
      input.if_missing.push_back(
          {std::move(located.record), {file, located.line}});
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

// A store in a folder of its own, which goes with it.
class ScratchStore {
 public:
  ScratchStore() {
    std::error_code ignored;
    std::string folder =
        (std::filesystem::temp_directory_path(ignored) / "annals-XXXXXX");
    if (mkdtemp(folder.data()) != nullptr) folder_ = folder;
  }
  ~ScratchStore() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  ScratchStore(const ScratchStore&) = delete;
  ScratchStore& operator=(const ScratchStore&) = delete;

  absl::StatusOr<AppendResult> DryRun(const Batch& batch) const {
    if (folder_.empty()) {
      return absl::InvalidArgumentError(
          "the folder for temporary files cannot be written to; set TMPDIR");
    }
    ANNALS_ASSIGN_OR_RETURN(
        const Timeline timeline,
        Timeline::Open((folder_ / "scratch.annals").string()));
    return timeline.store().DryRun(batch);
  }

 private:
  std::filesystem::path folder_;
};

// Puts those records of `if_missing` that are neither in the batch nor in the
// store. Should one come to be before the batch is appended, that is refused.
absl::Status PutWhatIsMissing(const std::string& location,
                              const Session& session, Input& input) {
  if (input.if_missing.empty()) return absl::OkStatus();
  std::set<std::string> there;
  for (const Change& change : input.batch.changes) {
    there.insert(IdOf(change.record));
  }
  std::error_code ignored;
  std::optional<Timeline> timeline;
  if (std::filesystem::exists(location, ignored)) {
    ANNALS_ASSIGN_OR_RETURN(timeline, OpenToRead(location, session));
  }
  for (auto& [record, origin] : input.if_missing) {
    const std::string id = IdOf(record);
    if (!there.insert(id).second) continue;
    if (timeline.has_value()) {
      const absl::Status status = timeline->store().Get(id).status();
      if (status.ok()) continue;
      if (!absl::IsNotFound(status)) return status;
    }
    input.batch.Put(std::move(record));
    input.batch.changes.back().expected_revision = 0;
    input.origins.push_back(std::move(origin));
  }
  return absl::OkStatus();
}

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

void PrintResult(const Input& input, const AppendResult& result,
                 const ImportFlags& flags, const Session& session) {
  int64_t counts[6] = {};
  for (size_t i = 0; i < result.outcomes.size(); ++i) {
    const Outcome& outcome = result.outcomes[i];
    ++counts[static_cast<int>(outcome.what)];
    if (!session.WantsJson()) continue;
    PrintJson(session.console.out, {{"what", OutcomeName(outcome.what)},
                                    {"id", outcome.id},
                                    {"sequence", outcome.sequence},
                                    {"file", input.origins[i].file},
                                    {"line", input.origins[i].line}});
  }
  std::ostream& words =
      session.WantsJson() ? session.console.err : session.console.out;
  words << flags.store << ": " << counts[0] << " added, " << counts[1]
        << " changed, " << counts[2] << " unchanged, ";
  const int64_t restored = counts[static_cast<int>(Outcome::What::kRestored)];
  if (restored > 0) words << restored << " restored, ";
  words << "0 rejected"
        << (flags.dry_run ? " (dry run: nothing was written)" : "") << '\n';
}

absl::StatusOr<AppendResult> AppendInto(const ImportFlags& flags,
                                        const Batch& batch,
                                        const Session& session) {
  // A store is made only for a batch that an empty one takes, so that a refused
  // import leaves no file behind. (To make one and take it away again could
  // take it from another process.)
  std::error_code ignored;
  if (!std::filesystem::exists(flags.store, ignored)) {
    const absl::StatusOr<AppendResult> preview = ScratchStore().DryRun(batch);
    if (!preview.ok() || flags.dry_run) return preview;
  }
  ANNALS_ASSIGN_OR_RETURN(Timeline timeline, OpenOrMake(flags.store, session));
  if (flags.dry_run) return timeline.store().DryRun(batch);
  return timeline.Append(batch);
}

// "event.when.edtf", as the reader of a file calls it too.
Fault Located(const Record& record, Fault fault) {
  const auto kind = KindOf(record);
  if (!kind.has_value()) return fault;
  fault.path = absl::StrCat(AsAbsl(RecordKindName(*kind)),
                            fault.path.empty() ? "" : ".", fault.path);
  return fault;
}

// What is wrong with the records that could be read, so that all faults of a
// file are told at once. Whether the ids they name exist is not asked: they may
// be those of records that could not be read.
void ValidateWhatWasRead(Input& input) {
  for (size_t i = 0; i < input.batch.changes.size(); ++i) {
    const Record& record = input.batch.changes[i].record;
    for (Fault& fault : Validate(record)) {
      input.rejections.push_back(
          {input.origins[i], Located(record, std::move(fault))});
    }
  }
}

absl::StatusOr<int> Import(const ImportFlags& flags, const Session& session) {
  if (flags.batch > 0 || (!flags.dry_run && AreForBatches(flags))) {
    return ImportInBatches(flags, session);
  }
  ANNALS_ASSIGN_OR_RETURN(Input input, ReadFiles(flags));
  if (input.rejections.empty()) {
    ANNALS_RETURN_IF_ERROR(PutWhatIsMissing(flags.store, session, input));
    const absl::StatusOr<AppendResult> result =
        AppendInto(flags, input.batch, session);
    if (result.ok()) {
      PrintResult(input, *result, flags, session);
      return kDone;
    }
    for (const BatchFault& fault : FaultsOf(result.status())) {
      input.rejections.push_back(
          {input.origins[fault.change],
           Located(input.batch.changes[fault.change].record, fault.fault)});
    }
    if (input.rejections.empty()) return result.status();
  } else {
    ValidateWhatWasRead(input);
  }
  PrintRejections(input, session);
  return Refused(input.rejections.size());
}

}  // namespace

void AddImportCommand(Program& program, Session& session) {
  const Command command =
      program.Add("import", "reads records from files into a store");
  auto flags = std::make_shared<ImportFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("FILE", flags->files, "files of records").Required();
  command.AddOption("--format", flags->format,
                    "text, json, jsonl or constraints; by default by name "
                    "and content");
  command
      .AddOption("--batch", flags->batch,
                 "commit after so many records at most, and go on past what is "
                 "wrong; JSON Lines only")
      .AtLeast(1);
  command.AddFlag("--dry-run", flags->dry_run,
                  "says what would come of it, and writes nothing");
  command.AddOption("--author", flags->author, "who imports, for the history");
  command.AddOption("--reason", flags->reason, "why, for the history");
  command.Does(session, [flags, &session] { return Import(*flags, session); });
}

}  // namespace annals::cli_internal
