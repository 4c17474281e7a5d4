// Filters: reading bounded lines, and when to write answers out.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/filter.h"

#include <istream>
#include <ostream>
#include <streambuf>
#include <string>

namespace annals::cli_internal {
namespace {

using Traits = std::char_traits<char>;

// The next line, cut at kFilterLineBytesMax; false at the end of the input.
bool ReadLine(std::streambuf& in, std::string& line) {
  line.clear();
  auto next = in.sbumpc();
  if (Traits::eq_int_type(next, Traits::eof())) return false;
  for (; !Traits::eq_int_type(next, Traits::eof()); next = in.sbumpc()) {
    const char byte = Traits::to_char_type(next);
    if (byte == '\n') break;
    if (line.size() < kFilterLineBytesMax) line.push_back(byte);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return true;
}

}  // namespace

void ForEachLine(const Console& console,
                 absl::FunctionRef<void(const std::string&)> answer) {
  std::streambuf* in = console.in.rdbuf();
  std::string line;
  while (console.out && ReadLine(*in, line)) {
    answer(line);
    if (in->in_avail() <= 0) console.out.flush();
  }
}

}  // namespace annals::cli_internal
