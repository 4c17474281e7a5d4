// What words cost: indexing them, their bytes on disk, finding them.
//
//   out/tests/text_index_bench
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/schema.h"
#include "annals/store/internal/text_index.h"
#include "annals/store/internal/text_rank.h"
#include "benchmark/benchmark.h"

namespace annals::store_internal {
namespace {

// Words as texts have them: few that are frequent, many that are rare (Zipf).
class Vocabulary {
 public:
  Vocabulary() {
    double sum = 0;
    for (int i = 0; i < 60'000; ++i) {
      std::string word;
      for (unsigned n = 2 + random_() % 9; n > 0; --n) {
        word += static_cast<char>('a' + random_() % 26);
      }
      words_.push_back(std::move(word));
      sums_.push_back(sum += 1.0 / (i + 1));
    }
  }

  std::string Text(int words) {
    std::string text;
    for (int i = 0; i < words; ++i) {
      const double at =
          std::uniform_real_distribution<>(0, sums_.back())(random_);
      const auto found = std::lower_bound(sums_.begin(), sums_.end(), at);
      absl::StrAppend(&text, words_[static_cast<size_t>(found - sums_.begin())],
                      " ");
    }
    return text;
  }

  const std::string& Word(size_t rank) const { return words_[rank]; }

 private:
  std::mt19937 random_{1};
  std::vector<std::string> words_;
  std::vector<double> sums_;
};

// About a kilobyte.
IndexedText OneText(Vocabulary& vocabulary) {
  return {vocabulary.Text(8), vocabulary.Text(60), vocabulary.Text(80)};
}

size_t BytesOf(const IndexedText& text) {
  return text.title.size() + text.description.size() + text.quotes.size();
}

void Check(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  std::exit(1);
}

// A file with the store's tables, of which only `text` is filled.
class Index {
 public:
  explicit Index(int64_t texts) {
    path_ = std::filesystem::temp_directory_path() / "annals_text_bench.annals";
    std::filesystem::remove(path_);
    DatabaseOptions options;
    options.create = true;
    auto opened = Database::Open(path_.string(), options);
    Check(opened.status());
    database_ = *std::move(opened);
    Check(CreateSchema(*database_));
    Check(database_->Execute("PRAGMA journal_mode = WAL"));
    empty_bytes_ = FileBytes();
    for (int64_t i = 0; i < texts; ++i) Add();
    Commit();
  }
  ~Index() {
    database_.reset();
    std::filesystem::remove(path_);
  }

  void Add() {
    if (transaction_ == nullptr) {
      transaction_ =
          std::make_unique<Transaction>(*database_, Transaction::Kind::kWrite);
    }
    const IndexedText text = OneText(vocabulary_);
    bytes_ += BytesOf(text);
    Check(InsertText(*database_, ++sequence_, text));
    if (sequence_ % 10'000 == 0) Commit();
  }

  void Commit() {
    if (transaction_ != nullptr) Check(transaction_->Commit());
    transaction_.reset();
  }

  int64_t Count(const std::string& query, const std::string& order) {
    const auto parsed = TextQuery::Parse(query);
    Check(parsed.status());
    Statement search = database_->Prepare(absl::StrCat(
        "SELECT rowid FROM text WHERE text MATCH ?1 ORDER BY ", order));
    search.Bind(1, MatchExpression(*parsed));
    int64_t count = 0;
    while (*search.Step()) ++count;
    return count;
  }

  int64_t IndexBytes() {
    Check(database_->Execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    return FileBytes() - empty_bytes_;
  }
  size_t bytes() const { return bytes_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  int64_t FileBytes() const {
    return static_cast<int64_t>(std::filesystem::file_size(path_));
  }

  std::filesystem::path path_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Transaction> transaction_;
  Vocabulary vocabulary_;
  int64_t sequence_ = 0;
  int64_t empty_bytes_ = 0;
  size_t bytes_ = 0;
};

// Making the texts takes time too, which is measured by itself.
void MakeText(benchmark::State& state) {
  Vocabulary vocabulary;
  for (auto _ : state) benchmark::DoNotOptimize(OneText(vocabulary));
}
BENCHMARK(MakeText);

void AddText(benchmark::State& state) {
  Index index(0);
  for (auto _ : state) index.Add();
  index.Commit();
  state.counters["text_bytes"] = static_cast<double>(index.bytes()) /
                                 static_cast<double>(state.iterations());
  state.counters["index_bytes_per_byte"] =
      static_cast<double>(index.IndexBytes()) /
      static_cast<double>(index.bytes());
}
BENCHMARK(AddText)->Iterations(100'000);

void FindWord(benchmark::State& state) {
  Index index(state.range(0));
  const std::string word = index.vocabulary().Word(500);
  int64_t found = 0;
  for (auto _ : state) found = index.Count(word, "rowid");
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK(FindWord)->Arg(100'000);

void RankTwoWords(benchmark::State& state) {
  Index index(state.range(0));
  const std::string words = absl::StrCat(index.vocabulary().Word(50), " ",
                                         index.vocabulary().Word(100));
  int64_t found = 0;
  for (auto _ : state) found = index.Count(words, kTextRank);
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK(RankTwoWords)->Arg(100'000);

void FoldKorean(benchmark::State& state) {
  std::string text;
  while (text.size() < 1000) text += "북한은 러시아를 신뢰한다. ";
  Record record;
  record.mutable_event()->set_description(text);
  for (auto _ : state) benchmark::DoNotOptimize(TextOf(record));
}
BENCHMARK(FoldKorean);

}  // namespace
}  // namespace annals::store_internal
