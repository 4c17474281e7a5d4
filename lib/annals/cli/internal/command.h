// Commands with their flags and arguments: CLI11 behind a wall.
//
// What CLI11 is, it is in headers: each file that called it took 6 to 7 s to
// compile, twice as long as one that does not. So command.cc and
// command_line.cc call it, and the commands these classes.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_COMMAND_H_
#define ANNALS_CLI_INTERNAL_COMMAND_H_

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "annals/cli/internal/session.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace annals::cli_internal {

// A flag or an argument of a command. A handle: copies mean the same one. What
// breaks one of its rules ends the call with exit code 2.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  const Option& Required() const;
  // Takes `least` to `most` values.
  const Option& Takes(int least, int most) const;
  // A whole number between these two, included.
  const Option& Between(int64_t least, int64_t most) const;
  const Option& AtLeast(
      int64_t least, int64_t most = std::numeric_limits<int64_t>::max()) const;
  const Option& OneOf(const std::vector<std::string>& names) const;
  // Never with the other; never without it.
  const Option& Excludes(Option other) const;
  const Option& Needs(Option other) const;
  // Help does not list it.
  const Option& Hide() const;

  // Whether it was given, once the command was called.
  bool IsGiven() const;

 private:
  CLI::Option* option_;
};

// A handle too. A name with dashes is a flag's ("--limit", "-o"), one without
// an argument's. Values are set before the command does what it does.
class Command {
 public:
  explicit Command(CLI::App* app) : app_(app) {}

  Option AddFlag(const std::string& name, bool& value,
                 const std::string& help) const;
  Option AddOption(const std::string& name, std::string& value,
                   const std::string& help) const;
  Option AddOption(const std::string& name, int& value,
                   const std::string& help) const;
  Option AddOption(const std::string& name, int64_t& value,
                   const std::string& help) const;
  // Several after one name; of a flag, as many as Takes() says.
  Option AddOption(const std::string& name, std::vector<std::string>& values,
                   const std::string& help) const;
  // A flag that may be given several times, each time with one value. (CLI11's
  // own lists would take "[1667,1668]" apart, which is an EDTF expression.)
  Option AddRepeated(const std::string& name, std::vector<std::string>& values,
                     const std::string& help) const;
  // The flag that was added by this name.
  Option Get(const std::string& name) const;

  // Whatever else there is on the line is taken as it stands, and told of by
  // Rest() when the command was called.
  void TakeRest() const;
  std::vector<std::string> Rest() const;
  // A last line of the command's help.
  void SetFooter(const std::string& text) const;

  // What happens when this command is the one that was called.
  void Does(Session& session, Action action) const;

 private:
  CLI::App* app_;
};

// The program, which has the commands.
class Program {
 public:
  explicit Program(CLI::App& app) : app_(app) {}

  Command Add(const std::string& name, const std::string& help);

 private:
  CLI::App& app_;
};

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_COMMAND_H_
