// The command line: one call of the program `annals`, as a function.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/command_line.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "annals/base/string_view.h"
#include "annals/cli/internal/command.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/interrupt.h"
#include "annals/cli/internal/output.h"
#include "annals/cli/internal/session.h"
#include "annals/record/utf8.h"
#include "annals/version.h"

namespace annals {
namespace {

using cli_internal::Program;
using cli_internal::Session;

// Null if there is none of that name.
const CLI::App* FindCommand(const CLI::App& app, const std::string& name) {
  for (const CLI::App* command : app.get_subcommands({})) {
    if (command->get_name() == name) return command;
  }
  return nullptr;
}

// CLI11 lists the names behind these words in the order of addresses, which
// differs from build to build.
std::string WithNamesInOrder(const std::string& text) {
  std::vector<std::string> words = absl::StrSplit(text, ' ');
  for (const char* label : {"Needs:", "Excludes:"}) {
    auto first = std::find(words.begin(), words.end(), label);
    if (first != words.end()) ++first;
    std::sort(first, std::find(first, words.end(), "Excludes:"));
  }
  return absl::StrJoin(words, " ");
}

class Formatter : public CLI::Formatter {
 public:
  std::string make_option_opts(const CLI::Option* option) const override {
    return WithNamesInOrder(CLI::Formatter::make_option_opts(option));
  }
};

// CLI11's own App::help() tells of the command that was parsed, which here is
// `help` itself.
std::string HelpOf(const CLI::App& app) {
  const bool is_command = app.get_parent() != nullptr;
  return app.get_formatter()->make_help(
      &app, is_command ? "annals " + app.get_name() : "annals",
      CLI::AppFormatMode::Normal);
}

void AddHelpCommand(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("help", "says what a command does, and its flags");
  auto name = std::make_shared<std::string>();
  command->add_option("COMMAND", *name, "the command to tell about");
  command->callback([&app, &session, name] {
    session.action = [&app, &session, name]() -> absl::StatusOr<int> {
      const CLI::App* about = name->empty() ? &app : FindCommand(app, *name);
      if (about == nullptr) {
        return absl::InvalidArgumentError("\"" + *name +
                                          "\": no such command; want one of "
                                          "those that `annals help` lists");
      }
      session.console.out << HelpOf(*about);
      return cli_internal::kDone;
    };
  });
}

// Before the command or after it. (Not by CLI11's fallthrough, which would hand
// the arguments of `date` up as well.)
void AddOutputFlag(CLI::App& app, Session& session) {
  app.add_option("--output", session.output,
                 "json: one JSON object a line; text: for people")
      ->check(CLI::Validator(
          [](const std::string& value) -> std::string {
            if (value == "json" || value == "text") return "";
            return "\"" + value + "\"; want json or text";
          },
          "{json,text}"));
}

struct KnownCommand {
  std::string_view name;
  void (*add)(Program& program, Session& session);
};

// In the order in which help lists them.
constexpr KnownCommand kCommands[] = {
    {"import", cli_internal::AddImportCommand},
    {"add", cli_internal::AddAddCommand},
    {"link", cli_internal::AddLinkCommand},
    {"constrain", cli_internal::AddConstrainCommand},
    {"retract", cli_internal::AddRetractCommand},
    {"restore", cli_internal::AddRestoreCommand},
    {"redact", cli_internal::AddRedactCommand},
    {"find", cli_internal::AddFindCommand},
    {"count", cli_internal::AddCountCommand},
    {"histogram", cli_internal::AddHistogramCommand},
    {"nearest", cli_internal::AddNearestCommand},
    {"coverage", cli_internal::AddCoverageCommand},
    {"gaps", cli_internal::AddGapsCommand},
    {"join", cli_internal::AddJoinCommand},
    {"show", cli_internal::AddShowCommand},
    {"causes", cli_internal::AddCausesCommand},
    {"effects", cli_internal::AddEffectsCommand},
    {"paths", cli_internal::AddPathsCommand},
    {"roots", cli_internal::AddRootsCommand},
    {"common", cli_internal::AddCommonCommand},
    {"without", cli_internal::AddWithoutCommand},
    {"solve", cli_internal::AddSolveCommand},
    {"check", cli_internal::AddCheckCommand},
    {"chronology", cli_internal::AddChronologyCommand},
    {"export", cli_internal::AddExportCommand},
    {"date", cli_internal::AddDateCommand},
    {"relate", cli_internal::AddRelateCommand},
    {"diff", cli_internal::AddDiffCommand},
    {"follow", cli_internal::AddFollowCommand},
    {"stats", cli_internal::AddStatsCommand},
    {"index", cli_internal::AddIndexCommand},
    {"verify", cli_internal::AddVerifyCommand},
    {"backup", cli_internal::AddBackupCommand},
    {"salvage", cli_internal::AddSalvageCommand},
};

// With all of its flags a command takes some time to add, and all of them
// together take longer than many an answer. So where one is called it is added
// alone; all are if the first word is none: it is a flag, or a mistake.
void AddCommands(CLI::App& app, Session& session, std::string_view first_word) {
  const auto* const called =
      std::find_if(std::begin(kCommands), std::end(kCommands),
                   [first_word](const KnownCommand& command) {
                     return command.name == first_word;
                   });
  const bool is_called = called != std::end(kCommands);
  Program program(app);
  for (const KnownCommand& command : kCommands) {
    if (!is_called || &command == called) command.add(program, session);
  }
  if (!is_called) AddHelpCommand(app, session);
  for (CLI::App* command : app.get_subcommands({})) {
    AddOutputFlag(*command, session);
  }
}

void PrintError(const Console& console, std::string_view message) {
  console.err << "annals: " << OneLine(message) << '\n';
}

int WrongUsage(const Console& console, const std::string& message,
               const std::string& command) {
  PrintError(console, message);
  console.err << "usage: annals help" << (command.empty() ? "" : " ") << command
              << '\n';
  return cli_internal::kWrongInput;
}

// A word where a command is wanted; "" if all is well.
std::string UnknownCommand(const CLI::App& app,
                           const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments[0].rfind('-', 0) == 0) return "";
  return FindCommand(app, arguments[0]) == nullptr ? arguments[0] : "";
}

// The name of an option that was given "" for its value, as an unset variable
// of a shell gives it: no command has a use for that. "" if there is none.
std::string EmptyOption(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    const std::vector<std::string>& values = option->results();
    if (std::find(values.begin(), values.end(), "") != values.end()) {
      return option->get_name();
    }
  }
  return "";
}

// What CLI11 throws: a call for help, or a mistake.
int ReportParseEnd(const CLI::App& app, const CLI::ParseError& end,
                   const Console& console) {
  if (end.get_exit_code() != 0) {
    const auto chosen = app.get_subcommands();
    const std::string command =
        chosen.empty() ? "" : chosen.front()->get_name();
    return WrongUsage(console, end.what(), command);
  }
  if (end.get_name() == "CallForVersion") {
    console.out << end.what() << '\n';
  } else {
    const auto chosen = app.get_subcommands();
    console.out << HelpOf(chosen.empty() ? app : *chosen.front());
  }
  return cli_internal::kDone;
}

int Act(const Session& session, const Console& console) {
  const absl::StatusOr<int> code = session.action();
  console.out.flush();
  if (!code.ok()) {
    PrintError(console, AsStd(code.status().message()));
    return cli_internal::kWrongInput;
  }
  // Whoever closes the pipe has read enough.
  if (console.out.good() || cli_internal::IsOutputClosed()) return *code;
  PrintError(console, "standard output: cannot be written");
  return cli_internal::kWrongInput;
}

}  // namespace

int RunCommandLine(const std::vector<std::string>& arguments,
                   const Console& console) {
  CLI::App app(
      "Annals keeps dated events, who says so, and what led to what.\n"
      "STORE is a file; `annals help COMMAND` tells more.",
      "annals");
  app.formatter(std::make_shared<Formatter>());
  Session session{console, "", nullptr};
  app.set_version_flag("--version", std::string(kVersion));
  AddOutputFlag(app, session);
  app.require_subcommand(1);
  if (arguments.empty()) {
    return WrongUsage(console, "no command; want one, as find or import", "");
  }
  AddCommands(app, session, arguments[0]);
  const std::string unknown = UnknownCommand(app, arguments);
  if (!unknown.empty()) {
    return WrongUsage(console, "\"" + unknown + "\": no such command", "");
  }
  // CLI11 wants them last first.
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  if (!arguments.empty() && arguments[0] == "date") {
    // It would refuse what stands after a "--" here; `date` needs none.
    reversed.erase(std::remove(reversed.begin(), reversed.end(), "--"),
                   reversed.end());
  }
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& end) {
    return ReportParseEnd(app, end, console);
  }
  const CLI::App& command = *app.get_subcommands().front();
  const std::string empty = EmptyOption(command);
  if (!empty.empty()) {
    return WrongUsage(console, empty + " \"\": want a value",
                      command.get_name());
  }
  return Act(session, console);
}

}  // namespace annals
