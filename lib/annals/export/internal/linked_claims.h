// Claims as linked data: who says so, by the words of PROV.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_LINKED_CLAIMS_H_
#define ANNALS_EXPORT_INTERNAL_LINKED_CLAIMS_H_

#include <string>

#include "annals/export/internal/json.h"
#include "annals/timeline/selection.h"

namespace annals::export_internal {

// The claims of the record of that id, as json_ld.h says.
Json ClaimsJson(const Selection& selection, const std::string& record,
                const google::protobuf::RepeatedPtrField<Claim>& claims);

// An entity's IRI, or a nameless node around a plain name.
Json ReferenceTo(const Selection& selection, const std::string& id_or_name);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_LINKED_CLAIMS_H_
