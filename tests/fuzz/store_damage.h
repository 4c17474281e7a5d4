// DamageStore() reads bytes as a list of what to do to the file of a store.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_FUZZ_STORE_DAMAGE_H_
#define ANNALS_TESTS_FUZZ_STORE_DAMAGE_H_

#include <string>
#include <string_view>

namespace annals::testing {

// Random bytes in a store's file are caught by the checksum of their page, and
// a fuzzer would never see what lies behind. So this damages the store on
// purpose and then, if the first byte says so, makes checksums and hashes fit
// what it did. The first byte is the sum of
//
//   1  give every page the checksum of what it holds now
//   2  give every revision the hashes of what it holds now
//
// and then come, as often as there are bytes for it,
//
//   0 table row column type length BYTES   one cell gets another value
//   1 table row                            a row is taken away
//   2 row offset length BYTES              in a revision's content
//   3 page offset offset length BYTES      in a page of the file
//   4 pages                                the file is cut to so many pages
//
// where each word is a byte, taken modulo what there is. Changes of rows are
// made first. True if nothing was made to fit and no row was changed, so that
// whoever reads the store must notice.
bool DamageStore(std::string_view program, const std::string& path);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_FUZZ_STORE_DAMAGE_H_
