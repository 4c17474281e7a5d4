// Where on the Earth an event took place.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_PLACES_H_
#define ANNALS_EXPORT_INTERNAL_PLACES_H_

#include <vector>

#include "annals/timeline/selection.h"

namespace annals::export_internal {

// The coordinates of the event's places, of those that are entities and have
// both. They live as long as the selection.
std::vector<const Coordinates*> CoordinatesOf(const Selection& selection,
                                              const Event& event);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_PLACES_H_
