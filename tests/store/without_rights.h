// WithoutRights: what somebody may do who may do nothing in particular.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_STORE_WITHOUT_RIGHTS_H_
#define ANNALS_TESTS_STORE_WITHOUT_RIGHTS_H_

#include <unistd.h>

#include <cstdlib>

namespace annals::testing {

// Nobody's rights until it goes. Root may do anything, so root becomes nobody.
class WithoutRights {
 public:
  // A sandbox may know of no other user than root.
  static bool IsPossible() {
    return geteuid() != 0 || (seteuid(kNobody) == 0 && seteuid(0) == 0);
  }

  WithoutRights() : was_root_(geteuid() == 0) {
    if (was_root_ && seteuid(kNobody) != 0) std::abort();
  }
  ~WithoutRights() {
    if (was_root_ && seteuid(0) != 0) std::abort();
  }
  WithoutRights(const WithoutRights&) = delete;
  WithoutRights& operator=(const WithoutRights&) = delete;

 private:
  static constexpr uid_t kNobody = 65534;

  const bool was_root_;
};

}  // namespace annals::testing

#endif  // ANNALS_TESTS_STORE_WITHOUT_RIGHTS_H_
