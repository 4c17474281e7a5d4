// Tests of the filters: lines, their ends, and when answers are written out.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/filter.h"

#include <sstream>
#include <streambuf>
#include <string>
#include <vector>

#include "annals/cli/command_line.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace annals::cli_internal {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using Json = nlohmann::json;

std::vector<std::string> LinesOf(const std::string& input) {
  std::istringstream in(input);
  std::ostringstream out;
  std::vector<std::string> lines;
  ForEachLine(Console{in, out, out, false, 80},
              [&lines](const std::string& line) { lines.push_back(line); });
  return lines;
}

// The answers of a command to lines of input; each must be a JSON object.
std::vector<Json> Answers(const std::vector<std::string>& arguments,
                          const std::string& input) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(RunCommandLine(arguments, Console{in, out, err, false, 80}), 0);
  EXPECT_EQ(err.str(), "");
  std::vector<Json> answers;
  std::istringstream printed(out.str());
  for (std::string line; std::getline(printed, line);) {
    answers.push_back(Json::parse(line));
  }
  return answers;
}

TEST(FilterTest, LinesEndWithALineFeedACarriageReturnOrTheInput) {
  EXPECT_THAT(LinesOf("a\r\nb\n\n\r\nc"), ElementsAre("a", "b", "", "", "c"));
  EXPECT_THAT(LinesOf("a\n"), ElementsAre("a"));
  EXPECT_THAT(LinesOf(""), ElementsAre());
  EXPECT_THAT(LinesOf("a\rb\n"), ElementsAre("a\rb"));
}

TEST(FilterTest, AnEndlessLineIsCutAndTheNextOneIsRead) {
  const std::vector<std::string> lines =
      LinesOf(std::string(kFilterLineBytesMax + 5, '1') + "\n1985\n");
  EXPECT_THAT(lines, ElementsAre(SizeIs(kFilterLineBytesMax), "1985"));
}

// Hands out one line at a time, and remembers what had been written out
// whenever the next one was asked for.
class Conversation : public std::streambuf {
 public:
  Conversation(std::vector<std::string> lines, const std::string& written)
      : lines_(std::move(lines)), written_(written) {}

  const std::vector<std::string>& seen() const { return seen_; }

 private:
  int_type underflow() override {
    seen_.push_back(written_);
    if (next_ == lines_.size()) return traits_type::eof();
    std::string& line = lines_[next_++];
    setg(line.data(), line.data(), line.data() + line.size());
    return traits_type::to_int_type(line.front());
  }

  std::vector<std::string> lines_;
  size_t next_ = 0;
  const std::string& written_;
  std::vector<std::string> seen_;
};

// Keeps what is written to it, and passes it on when it is flushed.
class Pipe : public std::stringbuf {
 public:
  const std::string& written() const { return written_; }

 private:
  int sync() override {
    written_ += str();
    str("");
    return 0;
  }

  std::string written_;
};

TEST(FilterTest, WhoeverWaitsForAnAnswerHasIt) {
  Pipe pipe;
  Conversation conversation({"a\n", "b\nc\n"}, pipe.written());
  std::istream in(&conversation);
  std::ostream out(&pipe);
  ForEachLine(Console{in, out, out, false, 80},
              [&out](const std::string& line) { out << line << ' '; });
  EXPECT_THAT(conversation.seen(), ElementsAre("", "a ", "a b c "));
}

TEST(FilterTest, EveryLineGetsOneAnswerInUtf8) {
  const std::string input(
      "1985\r\n\n\t\n\xff\xfe\n1985\0\n1985\t1986\n[1667]\n19\xe2\x80\x93", 43);
  const std::vector<Json> dates = Answers({"date"}, input);
  ASSERT_THAT(dates, SizeIs(8));
  EXPECT_EQ(dates[0]["valid"], true);
  EXPECT_EQ(dates[4]["in"], std::string("1985\0", 5));
  EXPECT_EQ(dates[4]["valid"], false);
  EXPECT_EQ(dates[6]["valid"], true);
  EXPECT_THAT(Answers({"relate"}, input), SizeIs(8));
  EXPECT_THAT(Answers({"relate", "--bounds"}, input), SizeIs(8));
}

TEST(FilterTest, ALineOfAMegabyteIsAnAnswerToo) {
  const std::vector<Json> dates =
      Answers({"date"}, std::string(1 << 20, '1') + "\n1985");
  ASSERT_THAT(dates, SizeIs(2));
  EXPECT_EQ(dates[0]["valid"], false);
  EXPECT_EQ(dates[1]["valid"], true);
}

}  // namespace
}  // namespace annals::cli_internal
