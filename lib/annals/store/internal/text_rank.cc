// TextRanker ranks what a query finds in one text index or in several.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_rank.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>

#include "absl/functional/function_ref.h"
#include "annals/base/status_macros.h"
#include "annals/store/internal/text_index.h"

namespace annals::store_internal {
namespace {

// Of title, description, quotes: as in kTextRank.
constexpr float kColumnWeights[] = {8, 2, 1};

// How soon a word said again says no more, and how much longer texts are held
// to say it by chance.
constexpr double kSaturation = 1.2;
constexpr double kLengthShare = 0.75;

// A word that half of the texts have says nothing, but must not weigh against
// them.
constexpr double kRarityMin = 1e-6;

// 64 words or phrases of an index that is sound come nowhere near it.
constexpr double kRankBound = 1e18;

// FTS5 shows a row to a function of an SQL expression, which is the only way to
// it. Ours hands it on to a visitor, whose address is bound to the query.
using Visitor =
    absl::FunctionRef<int(const Fts5ExtensionApi& api, Fts5Context* row)>;
constexpr char kVisitorType[] = "annals.visitor";

void ShowRow(const Fts5ExtensionApi* api, Fts5Context* row,
             sqlite3_context* result, int count, sqlite3_value** values) {
  auto* const visitor = count == 1
                            ? static_cast<Visitor*>(sqlite3_value_pointer(
                                  values[0], kVisitorType))
                            : nullptr;
  const int code = visitor == nullptr ? SQLITE_MISUSE : (*visitor)(*api, row);
  if (code != SQLITE_OK) sqlite3_result_error_code(result, code);
}

// Runs a query in which the function stands, with `?1` for the visitor.
absl::Status VisitRows(Statement& search, Visitor visitor) {
  search.BindPointer(1, &visitor, kVisitorType);
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool is_row, search.Step());
    if (!is_row) return absl::OkStatus();
  }
}

std::vector<std::string> PhrasesOf(const TextQuery& query) {
  std::vector<std::string> phrases;
  for (const auto& group : query.wanted) {
    for (const TextTerm& term : group) {
      phrases.push_back(TermExpression(term));
    }
  }
  return phrases;
}

// The weights of all places where the row has the only phrase of the query.
int WeightsOf(const Fts5ExtensionApi& api, Fts5Context* row, float& sum) {
  int places = 0;
  int code = api.xInstCount(row, &places);
  for (int i = 0; i < places && code == SQLITE_OK; ++i) {
    int phrase = 0;
    int column = 0;
    int offset = 0;
    code = api.xInst(row, i, &phrase, &column, &offset);
    if (code == SQLITE_OK) sum += kColumnWeights[std::clamp(column, 0, 2)];
  }
  return code;
}

int WordsOf(const Fts5ExtensionApi& api, Fts5Context* row, double& words) {
  int found = 0;
  const int code = api.xColumnSize(row, -1, &found);
  words = found;
  return code;
}

}  // namespace

TextRanker::TextRanker(const TextQuery& query,
                       const std::vector<int64_t>& sequences)
    : phrases_(PhrasesOf(query)), rows_with_(phrases_.size()) {
  const Text none = {0, std::vector<float>(phrases_.size())};
  for (const int64_t sequence : sequences) texts_.emplace(sequence, none);
}

absl::Status TextRanker::Count(Database& database) {
  ANNALS_RETURN_IF_ERROR(database.AddTextFunction("annals_show", ShowRow));
  ANNALS_RETURN_IF_ERROR(CountTexts(database));
  for (size_t i = 0; i < phrases_.size(); ++i) {
    ANNALS_RETURN_IF_ERROR(CountPhrase(database, i));
  }
  return absl::OkStatus();
}

// Any row will do to be told of all.
absl::Status TextRanker::CountTexts(Database& database) {
  const auto count = [this](const Fts5ExtensionApi& api, Fts5Context* row) {
    sqlite3_int64 rows = 0;
    sqlite3_int64 words = 0;
    int code = api.xRowCount(row, &rows);
    if (code == SQLITE_OK) code = api.xColumnTotalSize(row, -1, &words);
    rows_ += static_cast<double>(rows);
    words_ += static_cast<double>(words);
    return code;
  };
  Statement any =
      database.Prepare("SELECT annals_show(text, ?1) FROM text LIMIT 1");
  return VisitRows(any, count);
}

absl::Status TextRanker::CountPhrase(Database& database, size_t phrase) {
  const auto count = [this, phrase](const Fts5ExtensionApi& api,
                                    Fts5Context* row) {
    ++rows_with_[phrase];
    const auto found = texts_.find(api.xRowid(row));
    if (found == texts_.end()) return SQLITE_OK;
    Text& text = found->second;
    // How long it is, is asked for once.
    const int code =
        text.words == 0 ? WordsOf(api, row, text.words) : SQLITE_OK;
    return code == SQLITE_OK ? WeightsOf(api, row, text.weights[phrase]) : code;
  };
  Statement search = database.Prepare(
      "SELECT annals_show(text, ?1) FROM text WHERE text MATCH ?2");
  return VisitRows(search.Bind(2, phrases_[phrase]), count);
}

double TextRanker::RankOf(const Text& text) const {
  const double mean_words = words_ / rows_;
  const double length =
      1 - kLengthShare + kLengthShare * text.words / mean_words;
  double sum = 0;
  for (size_t i = 0; i < phrases_.size(); ++i) {
    const auto with = static_cast<double>(rows_with_[i]);
    // In this order: of a damaged index the logarithm may be no number.
    const double rarity =
        std::max(kRarityMin, std::log((rows_ - with + 0.5) / (with + 0.5)));
    const double weight = text.weights[i];
    if (weight == 0) continue;
    sum +=
        rarity * weight * (kSaturation + 1) / (weight + kSaturation * length);
  }
  return -sum;
}

absl::flat_hash_map<int64_t, int64_t> TextRanker::Ranks() const {
  absl::flat_hash_map<int64_t, int64_t> ranks;
  for (const auto& [sequence, text] : texts_) {
    const double rank = 1e9 * RankOf(text);
    // A sum of a damaged index fits into no integer.
    const bool is_number = std::abs(rank) < kRankBound;
    ranks[sequence] = is_number ? static_cast<int64_t>(rank) : 0;
  }
  return ranks;
}

}  // namespace annals::store_internal
