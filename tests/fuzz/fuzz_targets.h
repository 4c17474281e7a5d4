// What is fuzzed: one function for each reader of outside bytes.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_FUZZ_FUZZ_TARGETS_H_
#define ANNALS_TESTS_FUZZ_FUZZ_TARGETS_H_

#include <string_view>
#include <vector>

namespace annals::testing {

// Reads the input and checks what must hold of whatever comes of it. Ends the
// program, saying why, if it does not.
using FuzzFunction = void (*)(std::string_view input);

// A new one is a function in a NAME_fuzz.cc, a line in fuzz_targets.cc, and a
// folder corpus/NAME of a few small inputs. tools/fuzz runs it by its name, and
// corpus_test.cc runs what is in its corpus.
struct FuzzTarget {
  std::string_view name;
  FuzzFunction run;
};

const std::vector<FuzzTarget>& FuzzTargets();

// For use in targets: ends the program unless it holds.
void Require(bool holds, std::string_view what, std::string_view input);

// A plain table of constraints, as CSV.
void FuzzConstraints(std::string_view input);

// Two expressions of EDTF, with a tab between them, or one.
void FuzzEdtf(std::string_view input);

// Changes of an index and questions to it, or a sealed index.
void FuzzIndex(std::string_view input);

// JSON and JSON Lines, whichever it is.
void FuzzJson(std::string_view input);

// A record in protobuf's bytes.
void FuzzRecord(std::string_view input);

// What is done to the file of a store: see store_damage.h.
void FuzzStore(std::string_view input);

// Records in protobuf's text format.
void FuzzText(std::string_view input);

// A query for text, as `annals find --text` takes it.
void FuzzTextQuery(std::string_view input);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_FUZZ_FUZZ_TARGETS_H_
