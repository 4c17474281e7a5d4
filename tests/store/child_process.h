// A Child is a process that a test starts, listens to, and may kill.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_STORE_CHILD_PROCESS_H_
#define ANNALS_TESTS_STORE_CHILD_PROCESS_H_

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <functional>

namespace annals::testing {

// A process of its own, which may say numbers to this one.
class Child {
 public:
  using Say = std::function<void(int)>;

  // Its exit status is 0 if `run` returns true.
  explicit Child(const std::function<bool(const Say&)>& run) {
    int ends[2];
    if (pipe(ends) != 0) std::abort();
    process_ = fork();
    if (process_ == 0) {
      const bool is_well = run([&ends](int number) {
        if (write(ends[1], &number, sizeof number) < 0) _exit(2);
      });
      _exit(is_well ? 0 : 1);
    }
    close(ends[1]);
    ear_ = ends[0];
  }
  ~Child() {
    close(ear_);
    if (process_ > 0) waitpid(process_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // The next number that it says; -1 when it is silent for good.
  int Hear() {
    int number = -1;
    return read(ear_, &number, sizeof number) == sizeof number ? number : -1;
  }
  void Kill() { kill(process_, SIGKILL); }
  int Wait() {
    int status = -1;
    waitpid(process_, &status, 0);
    process_ = 0;
    return status;
  }

 private:
  pid_t process_ = 0;
  int ear_ = -1;
};

}  // namespace annals::testing

#endif  // ANNALS_TESTS_STORE_CHILD_PROCESS_H_
