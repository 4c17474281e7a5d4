// OpenStore() chooses the kind of store by its location.
//
// SPDX-License-Identifier: Apache-2.0

#include "absl/strings/match.h"
#include "annals/base/string_view.h"
#include "annals/store/sqlite_store.h"
#include "annals/store/store.h"

namespace annals {

absl::StatusOr<std::unique_ptr<Store>> OpenStore(std::string_view location,
                                                 const StoreOptions& options) {
  if (absl::StartsWith(AsAbsl(location), "postgresql://") ||
      absl::StartsWith(AsAbsl(location), "postgres://")) {
    // The URL may hold a password: it is not repeated.
    return absl::UnimplementedError(
        "postgresql://...: stores in a server are still to come; want a file, "
        "such as korea.annals");
  }
  return OpenSqliteStore(location, options);
}

}  // namespace annals
