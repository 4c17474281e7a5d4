// The words of our JSON-LD, and the names that records have in it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_LINKED_CONTEXT_H_
#define ANNALS_EXPORT_INTERNAL_LINKED_CONTEXT_H_

#include <string>
#include <string_view>

#include "annals/export/internal/json.h"

namespace annals::export_internal {

// The @context: what each member's name stands for, whole, so that no reader
// has to fetch anything.
const Json& LinkedContext();

// "urn:annals:record:oil". The letters of ids all stand for themselves there
// (RFC 8141, section 2).
std::string IriOf(std::string_view id);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_LINKED_CONTEXT_H_
