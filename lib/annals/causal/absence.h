// A CausalAbsence says what would be unexplained without some records.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_ABSENCE_H_
#define ANNALS_CAUSAL_ABSENCE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "annals/causal/walk.h"
#include "annals/record/record.h"

namespace annals {

// A record that loses a link by the absence.
struct TouchedRecord {
  std::string id;
  // False if nothing that is recorded explains it any more.
  bool is_explained = false;
  // How many arrows from the nearest absent record.
  int depth = 0;
  // Indexes into the answer's `links`: those that led to it and no longer
  // stand, and those that still do.
  std::vector<size_t> fallen;
  std::vector<size_t> standing;
};

// What follows is said of what is *recorded*: it is not history that might have
// been, but which explanations rest on the absent records alone.
//
//   A record without any recorded cause is given: it needs no explanation, and
//   no absence but its own takes it away.
//   A link stands if it promotes its effects, is not absent, is itself
//   explained where it is the effect of other links, and its causes stand: all
//   of joint ones, one of alternative ones. A record that has recorded causes
//   is explained if a link to it stands, by a chain of reasons that begins with
//   given records. Records that lead to one another in a circle do not explain
//   themselves: when what led into the circle is gone, they all fall. Only
//   where nothing leads into a circle in the first place are its records taken
//   to explain one another, while any link among them stands: they are a root
//   together.
//
// An effect that no longer stands takes with it what it alone explained, and so
// on. Links that oppose or aim play no part: that something would not have been
// prevented does not make it come.
struct CausalAbsence : LinksLeftOut {
  // The records that are taken to be absent, by id.
  std::vector<std::string> absent;
  // What loses a link, nearest first, the absent ones apart.
  std::vector<TouchedRecord> touched;
  std::vector<CausalLink> links;
};

}  // namespace annals

#endif  // ANNALS_CAUSAL_ABSENCE_H_
