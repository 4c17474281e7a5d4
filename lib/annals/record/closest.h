// Closest(): the name that somebody probably meant, of those that there are.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_CLOSEST_H_
#define ANNALS_RECORD_CLOSEST_H_

#include <string>
#include <string_view>
#include <vector>

namespace annals {

// The name that differs from `text` by the fewest single letters (capitals and
// small ones count as alike), the first of equals; empty if none is close: at
// most two letters, and at most half of the text. For what people typed, to
// help them: what was meant is never guessed and then done.
//
//   Closest("titel", {"id", "title"});   // "title"
//   Closest("place", {"id", "title"});   // ""
//
// Levenshtein's distance (Soviet Physics Doklady 10, 1966), in time and memory
// by the lengths of text and names; texts of more than 40 bytes are close to
// none. Pure, so safe on any thread.
std::string Closest(std::string_view text,
                    const std::vector<std::string>& names);

// `; did you mean "title"?`, or `; want one of id, title` if none is close: the
// end of a sentence that says what was found.
std::string DidYouMean(std::string_view text,
                       const std::vector<std::string>& names);

}  // namespace annals

#endif  // ANNALS_RECORD_CLOSEST_H_
