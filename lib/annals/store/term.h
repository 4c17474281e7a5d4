// A Term is a word of a record's field by which its bearers are found.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_TERM_H_
#define ANNALS_STORE_TERM_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "annals/store/event_criteria.h"

namespace annals {

// In which field of a record a term stands. Frozen with the format.
enum class TermField : uint8_t {
  kParticipant = 1,      // the id of an entity that takes part
  kParticipantName = 2,  // a plain name of who takes part, folded
  kPlace = 3,            // an id or a name, as it is written
  kFoldedPlace = 4,      // the same folded, where that differs
  kTag = 5,
  kCode = 6,        // the scheme's length, the scheme, the code
  kSource = 7,      // the id of a source of evidence
  kEntityName = 8,  // a name of an entity, folded
};

// A word of a field, by which its bearers are found.
struct Term {
  TermField field = TermField::kTag;
  std::string text;

  friend bool operator==(const Term& a, const Term& b) {
    return a.field == b.field && a.text == b.text;
  }
  friend bool operator<(const Term& a, const Term& b) {
    return std::tie(a.field, a.text) < std::tie(b.field, b.text);
  }
  template <typename H>
  friend H AbslHashValue(H hash, const Term& term) {
    return H::combine(std::move(hash), term.field, term.text);
  }
};

// The name of a participant, a place or an entity as it is compared: ASCII
// letters in lower case.
std::string FoldedName(std::string_view name);

Term CodeTerm(std::string_view scheme, std::string_view code);

// Which entities, by their ids, bear a name.
using EntitiesNamed =
    absl::FunctionRef<absl::StatusOr<std::vector<std::string>>(
        std::string_view folded_name)>;

// Of each list an event must bear at least one term to be what is asked. An
// actor or a place may be given by its id, or by any name that an entity of
// that id has. Passes on the errors of `entities_named`; pure otherwise.
absl::StatusOr<std::vector<std::vector<Term>>> TermsAsked(
    const EventCriteria& criteria, EntitiesNamed entities_named);

}  // namespace annals

#endif  // ANNALS_STORE_TERM_H_
