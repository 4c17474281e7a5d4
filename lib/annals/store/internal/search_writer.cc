// A SearchWriter adds puts to the tables that are searched: terms and texts.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/search_writer.h"

#include "annals/base/beside.h"
#include "annals/base/status_macros.h"

namespace annals::store_internal {
namespace {

std::vector<TextOfPut> TextsOf(const std::vector<SearchedPut>& puts) {
  std::vector<TextOfPut> texts;
  texts.reserve(puts.size());
  for (const SearchedPut& put : puts) {
    if (!put.text->empty()) texts.push_back({put.sequence, put.text});
  }
  return texts;
}

}  // namespace

SearchWriter::SearchWriter(Database& database,
                           const std::vector<SearchedPut>& puts)
    : texts_(database, TextsOf(puts)),
      postings_(database),
      gathered_(RunBeside([this, puts] {
        for (const SearchedPut& put : puts) {
          postings_.Add(put.sequence, *put.terms);
        }
      })) {}

absl::Status SearchWriter::Finish() {
  gathered_.get();
  ANNALS_RETURN_IF_ERROR(postings_.Finish());
  return texts_.Finish();
}

}  // namespace annals::store_internal
