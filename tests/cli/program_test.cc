// Tests of annals/cli/program.h: the program as a process, its pipes and
// signals.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/command_test.h"

namespace annals {
namespace {

using ::testing::IsEmpty;
using ::testing::StartsWith;

struct Pipe {
  int out = -1;
  int in = -1;
  Pipe() {
    int ends[2];
    if (pipe(ends) != 0) std::abort();
    out = ends[0];
    in = ends[1];
  }
};

// The program in a process of its own, whose output this one reads.
class Process {
 public:
  explicit Process(const std::vector<std::string>& arguments) {
    process_ = fork();
    if (process_ == 0) {
      dup2(output_.in, STDOUT_FILENO);
      dup2(errors_.in, STDERR_FILENO);
      for (const Pipe& pipe : {output_, errors_}) {
        close(pipe.out);
        close(pipe.in);
      }
      // As a shell starts it.
      std::signal(SIGPIPE, SIG_DFL);
      const int code = RunProgram(arguments);
      std::cout.flush();
      _exit(code);
    }
    close(output_.in);
    close(errors_.in);
  }
  ~Process() {
    Close();
    close(errors_.out);
    if (process_ > 0) {
      kill(process_, SIGKILL);
      waitpid(process_, nullptr, 0);
    }
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // What it prints up to the next line feed.
  std::string ReadLine() const {
    std::string line;
    for (char c = 0; read(output_.out, &c, 1) == 1 && c != '\n';) line += c;
    return line;
  }

  // Nobody reads what it prints any more.
  void Close() {
    if (output_.out >= 0) close(output_.out);
    output_.out = -1;
  }

  void Signal(int signal) const { kill(process_, signal); }

  // Its exit code; minus the signal that ended it.
  int Wait() {
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

  // After Wait(): all that it said on standard error.
  std::string Errors() const {
    std::string errors;
    for (char c = 0; read(errors_.out, &c, 1) == 1;) errors += c;
    return errors;
  }

 private:
  Pipe output_;
  Pipe errors_;
  pid_t process_ = 0;
};

class ProgramTest : public CommandTest {
 protected:
  // More than a pipe holds, so that whoever prints them all is still at it when
  // the other end closes.
  void ImportMany() {
    constexpr int kEvents = 1000;
    const std::string padding(200, 'x');
    std::string lines;
    for (int i = 0; i < kEvents; ++i) {
      const std::string number = std::to_string(i);
      lines += R"({"event": {"id": "e)" + number + R"(", "title": ")" +
               padding + R"(", "when": {"edtf": "1904"}}})" + "\n";
    }
    ASSERT_EQ(Run({"import", store_, Write("many.jsonl", lines)}).code, 0);
  }
};

TEST_F(ProgramTest, FollowEndsWellOnOneInterrupt) {
  ImportMany();
  for (const int signal : {SIGINT, SIGTERM}) {
    Process follow({"follow", store_, "--from", "1000"});
    EXPECT_THAT(follow.ReadLine(), StartsWith("{\"sequence\":1000,"));
    follow.Signal(signal);
    EXPECT_EQ(follow.Wait(), 0);
    EXPECT_THAT(follow.Errors(), IsEmpty());
  }
}

// It waits for more when the pipe closes.
TEST_F(ProgramTest, FollowEndsWellWhenNobodyReadsAnyMore) {
  ImportMany();
  Process follow({"follow", store_, "--from", "1000"});
  EXPECT_THAT(follow.ReadLine(), StartsWith("{\"sequence\":1000,"));
  follow.Close();
  EXPECT_EQ(follow.Wait(), 0);
  EXPECT_THAT(follow.Errors(), IsEmpty());
}

// As `annals follow STORE | head -1` does, and the others.
TEST_F(ProgramTest, AClosedPipeEndsEveryCommandQuietly) {
  ImportMany();
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{
           {"follow", store_},
           {"follow", store_, "--until-now"},
           {"diff", store_, "0", "--output=json"},
           {"chronology", store_}}) {
    Process process(command);
    process.ReadLine();
    process.Close();
    EXPECT_EQ(process.Wait(), 0) << command[0];
    EXPECT_THAT(process.Errors(), IsEmpty()) << command[0];
  }
}

// The counts on standard error are told all the same.
TEST_F(ProgramTest, APipeThatNobodyEverReadIsNoError) {
  ImportMany();
  Process find({"find", store_});
  find.Close();
  EXPECT_EQ(find.Wait(), 0);
  Process help({"help"});
  help.Close();
  EXPECT_EQ(help.Wait(), 0);
}

// A full disk is another matter.
TEST_F(ProgramTest, OutputThatCannotBeWrittenIsAnError) {
  const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
  if (full < 0) GTEST_SKIP() << "there is no /dev/full here";
  const pid_t process = fork();
  if (process == 0) {
    dup2(full, STDOUT_FILENO);
    close(STDERR_FILENO);
    _exit(RunProgram({"help"}));
  }
  close(full);
  int status = 0;
  waitpid(process, &status, 0);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 2);
}

}  // namespace
}  // namespace annals
