// BindingReferencesOf(): what a record names that must be there.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_REFERENCES_H_
#define ANNALS_RECORD_REFERENCES_H_

#include <vector>

#include "annals/record/record.h"

namespace annals {

// The references of a record that must not dangle: those of ReferencesOf()
// that cannot be mere words, in the same order. A place called "Seoul" binds
// nothing, and keeps nobody from taking the entity "Seoul" away.
//
//   for (const Reference& each : BindingReferencesOf(record)) {
//     if (!store.Get(each.id).ok()) Complain(each.path);
//   }
//
// Of any record, valid or not. Pure, and safe to call from any thread; takes
// time in proportion to what is named.
std::vector<Reference> BindingReferencesOf(const Record& record);

}  // namespace annals

#endif  // ANNALS_RECORD_REFERENCES_H_
