// Commands with their flags and arguments: CLI11 behind a wall.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/command.h"

#include <utility>

#include "CLI/App.hpp"
#include "CLI/Validators.hpp"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace annals::cli_internal {
namespace {

std::string NotWithin(const std::string& text, int64_t least, int64_t most) {
  int64_t number = 0;
  const bool is_number = absl::SimpleAtoi(text, &number);
  if (is_number && number >= least && number <= most) return "";
  return absl::StrCat(
      "\"", text, "\"; want a whole number, at least ", least,
      is_number && number > most ? absl::StrCat(" and at most ", most) : "");
}

}  // namespace

const Option& Option::Required() const {
  option_->required();
  return *this;
}

const Option& Option::Takes(int least, int most) const {
  option_->expected(least, most);
  return *this;
}

const Option& Option::Between(int64_t least, int64_t most) const {
  option_->check(CLI::Range(least, most));
  return *this;
}

const Option& Option::AtLeast(int64_t least, int64_t most) const {
  option_->check(CLI::Validator(
      [least, most](const std::string& text) {
        return NotWithin(text, least, most);
      },
      ""));
  return *this;
}

const Option& Option::OneOf(const std::vector<std::string>& names) const {
  option_->check(CLI::IsMember(names));
  return *this;
}

const Option& Option::Excludes(Option other) const {
  option_->excludes(other.option_);
  return *this;
}

const Option& Option::Needs(Option other) const {
  option_->needs(other.option_);
  return *this;
}

const Option& Option::Hide() const {
  option_->group("");
  return *this;
}

bool Option::IsGiven() const { return option_->count() > 0; }

Option Command::AddFlag(const std::string& name, bool& value,
                        const std::string& help) const {
  return Option(app_->add_flag(name, value, help));
}

Option Command::AddOption(const std::string& name, std::string& value,
                          const std::string& help) const {
  return Option(app_->add_option(name, value, help));
}

Option Command::AddOption(const std::string& name, int& value,
                          const std::string& help) const {
  return Option(app_->add_option(name, value, help));
}

Option Command::AddOption(const std::string& name, int64_t& value,
                          const std::string& help) const {
  return Option(app_->add_option(name, value, help));
}

Option Command::AddOption(const std::string& name,
                          std::vector<std::string>& values,
                          const std::string& help) const {
  return Option(app_->add_option(name, values, help));
}

Option Command::AddRepeated(const std::string& name,
                            std::vector<std::string>& values,
                            const std::string& help) const {
  return Option(app_->add_option(name, values, help)->allow_extra_args(false));
}

Option Command::Get(const std::string& name) const {
  return Option(app_->get_option(name));
}

void Command::TakeRest() const { app_->allow_extras(); }

std::vector<std::string> Command::Rest() const { return app_->remaining(); }

void Command::SetFooter(const std::string& text) const { app_->footer(text); }

void Command::Does(Session& session, Action action) const {
  app_->callback(
      [&session, action = std::move(action)] { session.action = action; });
}

Command Program::Add(const std::string& name, const std::string& help) {
  return Command(app_.add_subcommand(name, help));
}

}  // namespace annals::cli_internal
