// PeekAtDate() reads when an event was, and nothing else of it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_DATE_PEEK_H_
#define ANNALS_STORE_INTERNAL_DATE_PEEK_H_

#include <optional>
#include <string_view>

#include "annals/record/record.h"

namespace annals::store_internal {

// The `when` of the event whose serialised record `content` is; an empty one if
// it has none. Of many events nothing is wanted but whether their date fits,
// and to pass over the rest of the bytes takes a tenth of the time that
// decoding them does. Nothing if the bytes are not as Encode() writes them, an
// event and no other field: then decode them. Says nothing about the bytes
// passed over.
std::optional<When> PeekAtDate(std::string_view content);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_DATE_PEEK_H_
