// Plain text: a chronology for a terminal.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_TEXT_H_
#define ANNALS_CHRONOLOGY_TEXT_H_

#include <string>

#include "annals/chronology/chronology.h"

namespace annals {

struct TextOptions {
  // In columns; at least 20 are used.
  int width = 80;
  // Bold and dim by ANSI escape sequences; only for a terminal.
  bool styled = false;
};

// Wrapped at the width, counting Chinese, Japanese and Korean characters and
// emoji as two columns, and breaking between the former. No string of the
// chronology can send a control character to the terminal. Ends with a line
// feed.
std::string ToText(const Chronology& chronology,
                   const TextOptions& options = {});

}  // namespace annals

#endif  // ANNALS_CHRONOLOGY_TEXT_H_
