// TextRanker ranks what a query finds in one text index or in several.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_TEXT_RANK_H_
#define ANNALS_STORE_INTERNAL_TEXT_RANK_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "annals/store/internal/database.h"
#include "annals/store/text_query.h"

namespace annals::store_internal {

// How good an answer is, by BM25 (Robertson and Zaragoza 2009) with the
// parameters of FTS5: k1 = 1.2, b = 0.75. The better it is, the less; a word in
// a title weighs most. How rare a word is, and how long a text is beside the
// others, is counted over all texts of all the indexes that were counted:
// several that hold some texts each rank them as one that holds them all.
//
//   TextRanker ranker(query, sequences);
//   ANNALS_RETURN_IF_ERROR(ranker.Count(sorted_in));
//   ANNALS_RETURN_IF_ERROR(ranker.Count(tail));
//   for (const auto& [sequence, rank] : ranker.Ranks()) ...
//
// Count() takes time in proportion to the texts that hold any of the words, for
// each word; memory is some 100 bytes and 4 for each word for each text that is
// to be ranked.
class TextRanker {
 public:
  // Those to be ranked hold what is asked. Of others only that they hold a word
  // is counted.
  TextRanker(const TextQuery& query, const std::vector<int64_t>& sequences);

  // Counts the texts of this database, none of which was counted before.
  absl::Status Count(Database& database);

  // The ranks, in thousand millionths. Of a put that no index has: 0.
  absl::flat_hash_map<int64_t, int64_t> Ranks() const;

 private:
  // A text that is to be ranked: how long it is, and how often it has each
  // phrase, by the weights of the columns.
  struct Text {
    double words = 0;
    std::vector<float> weights;
  };

  absl::Status CountTexts(Database& database);
  absl::Status CountPhrase(Database& database, size_t phrase);
  double RankOf(const Text& text) const;

  // Of the query what must occur, each as a query of its own.
  const std::vector<std::string> phrases_;
  absl::flat_hash_map<int64_t, Text> texts_;
  // All texts: how many, their words, and how many have each phrase.
  double rows_ = 0;
  double words_ = 0;
  std::vector<int64_t> rows_with_;
};

// What FTS5 itself makes of an index that holds all texts: the same, but for
// the last digits. A shell can ask so.
inline constexpr char kTextRank[] = "bm25(text, 8.0, 2.0, 1.0)";

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TEXT_RANK_H_
