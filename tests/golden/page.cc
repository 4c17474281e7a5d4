// SPDX-License-Identifier: Apache-2.0

#include "tests/golden/page.h"

#include <fstream>
#include <sstream>

#include "annals/cli/command_line.h"

namespace annals::testing {
namespace {

constexpr char kPrompt[] = "$ annals ";

bool StartsWith(const std::string& text, const std::string& start) {
  return text.rfind(start, 0) == 0;
}

std::vector<std::string> LinesOf(std::istream& in) {
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::istringstream in(text);
  return LinesOf(in);
}

std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// As a shell takes words apart, as far as the pages need it.
std::vector<std::string> WordsOf(const std::string& command) {
  std::vector<std::string> words = {""};
  bool is_quoted = false;
  for (char c : command) {
    if (c == '\'') {
      is_quoted = !is_quoted;
    } else if (c == ' ' && !is_quoted) {
      words.emplace_back();
    } else {
      words.back().push_back(c);
    }
  }
  return words;
}

// What a terminal shows after the command.
std::vector<std::string> Shown(const std::string& command,
                               const std::vector<NamedFile>& files) {
  std::vector<std::string> words = WordsOf(command);
  for (std::string& word : words) {
    for (const NamedFile& file : files) {
      if (word == file.name) word = file.path;
    }
  }
  std::istringstream in;
  std::stringstream out;
  RunCommandLine(words, Console{in, out, out, true, 80});
  return LinesOf(out);
}

}  // namespace

std::string ReadPage(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return Joined(LinesOf(in));
}

std::string RunPage(const std::string& page,
                    const std::vector<NamedFile>& files) {
  std::vector<std::string> lines;
  bool is_console = false;
  for (const std::string& line : LinesOf(page)) {
    const bool is_fence = StartsWith(line, "```");
    if (is_fence) is_console = line == "```console";
    const bool is_command = is_console && StartsWith(line, kPrompt);
    if (!is_console || is_fence || is_command) lines.push_back(line);
    if (!is_command) continue;
    for (std::string& shown : Shown(line.substr(sizeof(kPrompt) - 1), files)) {
      lines.push_back(std::move(shown));
    }
  }
  return Joined(lines);
}

int CommandsIn(const std::string& page) {
  int commands = 0;
  for (const std::string& line : LinesOf(page)) {
    if (StartsWith(line, kPrompt)) ++commands;
  }
  return commands;
}

}  // namespace annals::testing
