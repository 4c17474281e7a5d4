// The common headers of Annals, in one include.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_ANNALS_H_
#define ANNALS_ANNALS_H_

// IWYU pragma: begin_exports
#include "annals/causal/court.h"
#include "annals/causal/finding.h"
#include "annals/chronology/chronology.h"
#include "annals/chronology/html.h"
#include "annals/chronology/markdown.h"
#include "annals/chronology/text.h"
#include "annals/export/export.h"
#include "annals/import/import.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/join.h"
#include "annals/index/matches.h"
#include "annals/index/row_set.h"
#include "annals/index/uncertain_index.h"
#include "annals/network/allen_clauses.h"
#include "annals/network/event_network.h"
#include "annals/network/network_scope.h"
#include "annals/network/smallest_cycle.h"
#include "annals/network/solved_events.h"
#include "annals/network/solved_network.h"
#include "annals/network/temporal_network.h"
#include "annals/record/build.h"
#include "annals/record/claim_scope.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "annals/record/names.h"
#include "annals/record/read.h"
#include "annals/record/record.h"
#include "annals/record/validate.h"
#include "annals/record/write.h"
#include "annals/time/allen.h"
#include "annals/time/calendar_date.h"
#include "annals/time/composition.h"
#include "annals/time/conversions.h"
#include "annals/time/duration.h"
#include "annals/time/edtf.h"
#include "annals/time/edtf_arithmetic.h"
#include "annals/time/edtf_builder.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "annals/time/words.h"
#include "annals/time/zone.h"
#include "annals/timeline/query.h"
#include "annals/timeline/selection.h"
#include "annals/timeline/timeline.h"
#include "annals/version.h"
// IWYU pragma: end_exports

#endif  // ANNALS_ANNALS_H_
