// FieldsChanged() says how one record differs from another, field by field.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_FIELD_DIFF_H_
#define ANNALS_RECORD_FIELD_DIFF_H_

#include <optional>
#include <string>
#include <vector>

#include "annals/record/record.h"

namespace annals {

// One value that differs.
struct FieldChange {
  // "event.when.edtf", "event.claims[0].evidence[1].quote". An item of a list
  // is counted as it stands in the newer record; one that is gone, as it stood
  // in the older.
  std::string path;
  // The value as text, an enum by its name; nothing where it is not set.
  std::optional<std::string> before;
  std::optional<std::string> after;
};

// Every value that differs, in the order of the schema; empty if the records
// are the same. What stands at the beginning and the end of both lists is
// paired up, so that an item put into the middle is one item that is new and
// not a change of all that follow.
//
//   for (const annals::FieldChange& change :
//        annals::FieldsChanged(older, newer)) {
//     std::cout << change.path << ": " << change.before.value_or("nothing")
//               << " -> " << change.after.value_or("nothing") << "\n";
//   }
//
// Linear in the size of both. Pure. What a newer version of the schema added
// is not compared.
std::vector<FieldChange> FieldsChanged(const Record& before,
                                       const Record& after);

}  // namespace annals

#endif  // ANNALS_RECORD_FIELD_DIFF_H_
