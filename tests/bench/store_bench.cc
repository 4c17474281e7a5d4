// The store's speed and size beside a plain SQLite table, in one run.
//
//   out/tests/store_bench --records=100000 --annals=out/bin/annals
//
// Some ten thousand records at a time are loaded into a store by BulkLoad(),
// and their bytes, 10,000 a transaction, into a table of one blob; each pair
// gives a ratio. There are at least eleven: few records are loaded into new
// files again and again. The table has SQLite's own settings for the same
// promise (WAL, synchronous=FULL). Questions are asked of both by turns as
// well. What comes out is a table in Markdown: medians, and in brackets the
// lower and upper quartile. With --only-writes nothing is asked, with --loads=N
// there are N pairs at least.
//
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <spawn.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/record/build.h"
#include "annals/record/content.h"
#include "annals/store/bulk_load.h"
#include "annals/store/event_criteria.h"
#include "annals/store/store.h"
#include "annals/store/text_query.h"
#include "annals/timeline/timeline.h"

extern char** environ;

namespace annals {
namespace {

constexpr int64_t kBatch = 10'000;
// What is loaded at a time, so that neither is too short to be measured nor all
// records must be in memory.
constexpr int64_t kChunkMin = 50'000;
constexpr int64_t kChunkMax = 100'000;
constexpr int64_t kLoadsMin = 11;
constexpr int kRounds = 21;
// So many that the tail is sorted in twice.
constexpr int kSingleAppends = 601;
constexpr int kTailAppends = 256;
constexpr char kMonth[] = "1950-05";

struct Options {
  int64_t records = 100'000;
  // A folder of its own is made in it, and taken away.
  std::string folder = std::filesystem::temp_directory_path().string();
  // The program, to be run as a whole; empty: left out.
  std::string annals;
  // How many loads there are at least.
  int64_t loads = kLoadsMin;
  // Loads and appends alone: nothing is asked.
  bool only_writes = false;
};

[[noreturn]] void Fail(std::string_view what) {
  std::fprintf(stderr, "store_bench: %.*s\n", static_cast<int>(what.size()),
               what.data());
  std::exit(2);
}

void Check(const absl::Status& status) {
  if (!status.ok()) Fail(status.ToString());
}
template <typename T>
void Check(const absl::StatusOr<T>& result) {
  Check(result.status());
}

// Of all threads of the process.
double ProcessorSeconds() {
  rusage used = {};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         1e-6 *
             static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

double Seconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin)
      .count();
}

// "3.1 (2.9 to 3.4)".
std::string Summary(std::vector<double> samples) {
  std::sort(samples.begin(), samples.end());
  const auto at = [&samples](double share) {
    return samples[static_cast<size_t>(
        share * static_cast<double>(samples.size() - 1))];
  };
  return absl::StrFormat("%.3g (%.3g to %.3g)", at(0.5), at(0.25), at(0.75));
}

void PrintLine(std::string_view what, const std::string& found,
               std::string_view wanted) {
  std::printf("| %s | %s | %s |\n", std::string(what).c_str(), found.c_str(),
              std::string(wanted).c_str());
  std::fflush(stdout);
}

// Records of about 1 kB: days of one century, some wider or open, a tenth
// uncertain, with names, tags, places and a quote.
class Writer {
 public:
  Event Next() {
    const int64_t number = ++number_;
    Event event =
        MakeEvent(absl::StrCat("event-", random_() % 1'000'000, "-", number),
                  absl::StrCat("Something happens, ", Words(5)), Date());
    event.set_description(Words(55));
    event.set_kind(static_cast<Event::Kind>(1 + random_() % 7));
    AddParticipant(event, Name("Person ", 2'000), Participant::AGENT);
    AddParticipant(event, Name("State ", 200), Participant::TARGET);
    event.add_places(Name("Place ", 500));
    event.add_tags(Name("tag-", 100));
    event.add_tags(Name("topic-", 1'000));
    Claim& claim = AddClaim(event, "c1", {Name("Author ", 300)});
    AddEvidence(claim, "archive", Words(25));
    if (random_() % 10 == 0) claim.set_modality(Claim::FUTURE);
    return event;
  }

 private:
  std::string Words(int count) {
    static constexpr const char* kSyllables[] = {
        "ka", "lo", "mi", "tor", "ven", "sal", "du", "per", "an", "ist"};
    std::string words;
    for (int i = 0; i < count; ++i) {
      if (i > 0) words += ' ';
      // About 1,000 words, some of them much more common.
      const auto rank = static_cast<unsigned>(random_() % 1'000);
      const unsigned word = rank * rank / 1'000;
      absl::StrAppend(&words, kSyllables[word % 10], kSyllables[word / 10 % 10],
                      kSyllables[word / 100 % 10]);
    }
    return words;
  }

  std::string Name(std::string_view stem, unsigned count) {
    return absl::StrCat(std::string(stem), random_() % count);
  }

  std::string Date() {
    const int year = 1900 + static_cast<int>(random_() % 100);
    const int month = 1 + static_cast<int>(random_() % 12);
    const int day = 1 + static_cast<int>(random_() % 28);
    const auto kind = random_() % 100;
    if (kind < 2) return "";
    if (kind < 7) return absl::StrFormat("%d", year);
    if (kind < 15) return absl::StrFormat("%d-%02d", year, month);
    if (kind < 20) return absl::StrFormat("%d-%02d~", year, month);
    if (kind < 22) return absl::StrFormat("[%d,%d]", year, year + 3);
    const std::string first = absl::StrFormat("%d-%02d-%02d", year, month, day);
    if (kind < 30) return absl::StrFormat("%s/%d-12-31", first, year);
    return first;
  }

  std::mt19937_64 random_{20'131'217};
  int64_t number_ = 0;
};

// The yardstick: one rowid table, one blob a row.
class PlainTable {
 public:
  explicit PlainTable(const std::string& path) {
    if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK) Fail("plain table");
    Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "PRAGMA cache_size = -65536;"
        "CREATE TABLE plain (id INTEGER PRIMARY KEY, content BLOB)");
    sqlite3_prepare_v2(handle_, "INSERT INTO plain (content) VALUES (?1)", -1,
                       &insert_, nullptr);
  }
  ~PlainTable() {
    sqlite3_finalize(insert_);
    sqlite3_close(handle_);
  }
  PlainTable(const PlainTable&) = delete;
  PlainTable& operator=(const PlainTable&) = delete;

  void Append(const std::vector<std::string>& contents) {
    Run("BEGIN IMMEDIATE");
    for (const std::string& content : contents) {
      sqlite3_bind_blob64(insert_, 1, content.data(), content.size(),
                          SQLITE_STATIC);
      if (sqlite3_step(insert_) != SQLITE_DONE) Fail("plain insert");
      sqlite3_reset(insert_);
    }
    Run("COMMIT");
  }

 private:
  void Run(const char* sql) {
    if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
      Fail(sqlite3_errmsg(handle_));
    }
  }

  sqlite3* handle_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

// What the text index would cost if nothing else were written: the words of the
// records in a full-text table with the store's settings.
class TextTable {
 public:
  TextTable(const std::string& path, const std::vector<Record>& records) {
    if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK) Fail("text table");
    Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "DROP TABLE IF EXISTS text;"
        "CREATE VIRTUAL TABLE text USING fts5(title, description, quotes, "
        "content = '', tokenize = \"unicode61 remove_diacritics 2 categories "
        "'L* M* N* Co'\");"
        "INSERT INTO text (text, rank) VALUES ('pgsz', 4000);"
        "INSERT INTO text (text, rank) VALUES ('hashsize', 16777216);"
        "BEGIN");
    sqlite3_prepare_v2(handle_, "INSERT INTO text VALUES (?1, ?2, ?3)", -1,
                       &insert_, nullptr);
    for (const Record& record : records) Insert(record.event());
    Run("COMMIT");
  }
  ~TextTable() {
    sqlite3_finalize(insert_);
    sqlite3_close(handle_);
  }
  TextTable(const TextTable&) = delete;
  TextTable& operator=(const TextTable&) = delete;

 private:
  void Run(const char* sql) {
    if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
      Fail(sqlite3_errmsg(handle_));
    }
  }

  void Insert(const Event& event) {
    Bind(1, event.title());
    Bind(2, event.description());
    Bind(3, event.claims(0).evidence(0).quote());
    if (sqlite3_step(insert_) != SQLITE_DONE) Fail("text insert");
    sqlite3_reset(insert_);
  }

  void Bind(int parameter, const std::string& text) {
    sqlite3_bind_text64(insert_, parameter, text.data(), text.size(),
                        SQLITE_STATIC, SQLITE_UTF8);
  }

  sqlite3* handle_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

// The month, asked in SQL alone: one branch for each length class.
class BareQuery {
 public:
  // `reads_answers`: what each says, too, as whoever shows them must.
  BareQuery(const std::string& path, const Span& window, bool reads_answers) {
    if (sqlite3_open_v2(path.c_str(), &handle_, SQLITE_OPEN_READONLY,
                        nullptr) != SQLITE_OK) {
      Fail("bare query");
    }
    const int64_t first = window.earliest_start.code();
    const int64_t last = window.latest_end.code();
    std::string sql;
    for (int k = 1; k < 64; ++k) {
      const int64_t least = std::numeric_limits<int64_t>::min();
      const int64_t room = first - least;
      const auto length = static_cast<int64_t>((uint64_t{1} << k) - 1);
      const int64_t from = first >= 0 || length < room ? first - length : least;
      absl::StrAppend(&sql, k > 1 ? " UNION ALL " : "",
                      "SELECT sequence, earliest_start, latest_end FROM state "
                      "WHERE class = ",
                      k, " AND earliest_start > ", from,
                      " AND earliest_start < ", last, " AND latest_end > ",
                      first, " AND until = 9223372036854775807");
    }
    if (reads_answers) {
      sql = absl::StrCat(
          "SELECT record_id, title, content FROM (", sql,
          ") AS month JOIN revision ON revision.sequence = month.sequence");
    }
    sqlite3_prepare_v2(handle_, sql.c_str(), -1, &query_, nullptr);
  }
  ~BareQuery() {
    sqlite3_finalize(query_);
    sqlite3_close(handle_);
  }
  BareQuery(const BareQuery&) = delete;
  BareQuery& operator=(const BareQuery&) = delete;

  int64_t Run() {
    int64_t rows = 0;
    while (sqlite3_step(query_) == SQLITE_ROW) ++rows;
    sqlite3_reset(query_);
    return rows;
  }

 private:
  sqlite3* handle_ = nullptr;
  sqlite3_stmt* query_ = nullptr;
};

int64_t SizeOf(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? 0 : static_cast<int64_t>(size);
}

// The bytes of the tables whose name begins so.
int64_t BytesOf(const std::string& path, const std::string& prefix) {
  sqlite3* handle = nullptr;
  sqlite3_stmt* query = nullptr;
  sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READONLY, nullptr);
  const std::string sql = absl::StrCat(
      "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '", prefix, "%'");
  sqlite3_prepare_v2(handle, sql.c_str(), -1, &query, nullptr);
  int64_t bytes = 0;
  if (query != nullptr && sqlite3_step(query) == SQLITE_ROW) {
    bytes = sqlite3_column_int64(query, 0);
  }
  sqlite3_finalize(query);
  sqlite3_close(handle);
  return bytes;
}

class Bench {
 public:
  Bench(const Options& options, std::string folder)
      : options_(options),
        store_path_(folder + "/bench.annals"),
        plain_path_(folder + "/plain.db"),
        text_path_(folder + "/text.db") {}

  void Run() {
    std::printf(
        "%lld records\n\n| what | found | wanted |\n| --- | --- | --- |\n",
        static_cast<long long>(options_.records));
    while (LoadsAreFew()) {
      DeleteFiles();
      PlainTable plain(plain_path_);
      const std::unique_ptr<Store> store = NewStore();
      Load(*store, plain);
      if (LoadsAreFew()) continue;
      PrintLoad();
      AppendSingles(*store, plain);
    }
    Sizes();
    AskTail();
    if (options_.only_writes) return;
    Questions();
    Processes();
  }

 private:
  bool LoadsAreFew() const {
    return static_cast<int64_t>(ratios_.size()) < options_.loads;
  }

  void DeleteFiles() {
    for (const std::string& path : {store_path_, plain_path_}) {
      std::filesystem::remove(path);
    }
    ids_.clear();
  }

  std::unique_ptr<Store> NewStore() const {
    absl::StatusOr<std::unique_ptr<Store>> store = OpenStore(store_path_);
    Check(store);
    Check((*store)->Append(Batch().Put(MakeSource("archive", "The archive"))));
    return *std::move(store);
  }

  void Load(Store& store, PlainTable& plain) {
    const int64_t chunk =
        std::clamp(options_.records / kLoadsMin, kChunkMin, kChunkMax);
    for (int64_t left = options_.records; left > 0; left -= chunk) {
      LoadChunk(std::min(chunk, left), store, plain);
    }
  }

  void LoadChunk(int64_t count, Store& store, PlainTable& plain) {
    std::vector<Record> records;
    std::vector<std::vector<std::string>> contents;
    for (int64_t i = 0; i < count; ++i) {
      records.push_back(ToRecord(writer_.Next()));
      if (i % kBatch == 0) contents.emplace_back();
      contents.back().push_back(*Encode(records.back()));
      bytes_ += static_cast<int64_t>(contents.back().back().size());
    }
    RememberSome(records);
    const double text_took = Seconds([&] { TextTable(text_path_, records); });
    const double before = ProcessorSeconds();
    const double plain_took = Seconds([&] {
      for (const std::vector<std::string>& batch : contents) {
        plain.Append(batch);
      }
    });
    const double between = ProcessorSeconds();
    const double store_took = Seconds([&] { LoadInto(store, records); });
    plain_processor_ += between - before;
    store_processor_ += ProcessorSeconds() - between;
    text_shares_.push_back(text_took / store_took);
    ratios_.push_back(plain_took / store_took);
    plain_seconds_ += plain_took;
    store_seconds_ += store_took;
    loaded_ += count;
  }

  void RememberSome(const std::vector<Record>& records) {
    for (size_t i = 0; i < records.size(); i += 500) {
      ids_.push_back(IdOf(records[i]));
    }
  }

  static void LoadInto(Store& store, std::vector<Record>& records) {
    size_t next = 0;
    const absl::StatusOr<BulkResult> result = BulkLoad(
        store,
        [&]() -> absl::StatusOr<std::optional<Record>> {
          if (next == records.size()) return std::nullopt;
          return std::optional<Record>(std::move(records[next++]));
        },
        {}, [](const BulkOutcome&) {});
    Check(result);
    if (result->counts.added != static_cast<int64_t>(records.size())) {
      Fail("not all records were loaded");
    }
  }

  void PrintLoad() const {
    const auto loaded = static_cast<double>(loaded_);
    PrintLine("bytes of a record", absl::StrCat(bytes_ / loaded_), "");
    PrintLine("bulk load, records/s",
              absl::StrFormat("%.0f; plain table %.0f", loaded / store_seconds_,
                              loaded / plain_seconds_),
              "");
    PrintLine("bulk load, part of the plain table's rate", Summary(ratios_),
              "0.25");
    PrintLine("the same texts into a text index alone, part of that time",
              Summary(text_shares_), "");
    PrintLine("bulk load, µs of processor time a record",
              absl::StrFormat("%.1f; plain table %.1f",
                              1e6 * store_processor_ / loaded,
                              1e6 * plain_processor_ / loaded),
              "");
  }

  // The median is of those that sort nothing in; the mean is of all.
  void AppendSingles(Store& store, PlainTable& plain) {
    std::vector<double> ratios;
    std::vector<double> milliseconds;
    double plain_took = 0;
    double store_took = 0;
    double plain_processor = 0;
    double store_processor = 0;
    for (int i = 0; i < kSingleAppends; ++i) {
      Batch batch;
      batch.Put(writer_.Next());
      const std::vector<std::string> contents = {
          *Encode(batch.changes.back().record)};
      const double before = ProcessorSeconds();
      const double plain_one = Seconds([&] { plain.Append(contents); });
      const double between = ProcessorSeconds();
      const double store_one = Seconds([&] { Check(store.Append(batch)); });
      store_processor += ProcessorSeconds() - between;
      plain_processor += between - before;
      plain_took += plain_one;
      store_took += store_one;
      ratios.push_back(store_one / plain_one);
      milliseconds.push_back(store_one * 1e3);
    }
    PrintLine("single durable append, ms", Summary(milliseconds), "");
    PrintLine("single durable append, times the plain table's", Summary(ratios),
              "1.5");
    PrintLine("all of them, the tail sorted in twice, times the plain table's",
              absl::StrFormat(
                  "%.3g; the longest %.3g ms", store_took / plain_took,
                  *std::max_element(milliseconds.begin(), milliseconds.end())),
              "");
    PrintLine("the same, µs of processor time each",
              absl::StrFormat("%.0f; plain table %.0f",
                              1e6 * store_processor / kSingleAppends,
                              1e6 * plain_processor / kSingleAppends),
              "");
  }

  // What it costs to ask a store that somebody writes, when most is still to be
  // sorted in: the first question of a connection, and a later one.
  void AskTail() {
    absl::StatusOr<std::unique_ptr<Store>> writer = OpenStore(store_path_);
    Check(writer);
    for (int i = 0; i < kTailAppends; ++i) {
      Check((*writer)->Append(Batch().Put(writer_.Next())));
    }
    AskTerms("with a tail");
    writer->reset();
    AskTerms("without");
  }

  void AskTerms(const std::string& when) {
    EventCriteria tagged;
    tagged.tags = {"topic-7"};
    tagged.limit = 20;
    EventCriteria holding;
    holding.text = *TextQuery::Parse("kakaist dudutor");
    holding.order = EventCriteria::Order::kRank;
    holding.limit = 20;
    Ask(absl::StrCat("a tag, first and later question, ", when, ", ms"),
        tagged);
    Ask(absl::StrCat("two words, ranked, ", when, ", ms"), holding);
  }

  void Ask(const std::string& what, EventCriteria& criteria) {
    std::vector<double> first;
    std::vector<double> later;
    for (int i = 0; i < kRounds; ++i) {
      StoreOptions options;
      options.read_only = true;
      const auto store = OpenStore(store_path_, options);
      Check(store);
      criteria.sequence = (*store)->LastSequence().value();
      const auto ask = [&] { Check((*store)->FindEvents(criteria)); };
      first.push_back(1e3 * Seconds(ask));
      later.push_back(1e3 * Seconds(ask));
    }
    PrintLine(what, absl::StrCat(Summary(first), "; ", Summary(later)), "");
  }

  void Sizes() {
    const int64_t text = BytesOf(store_path_, "text");
    const int64_t store = SizeOf(store_path_) - text;
    const int64_t plain = SizeOf(plain_path_);
    PrintLine("file, times the plain table's, without the text index",
              absl::StrFormat("%.2f", static_cast<double>(store) /
                                          static_cast<double>(plain)),
              "2");
    PrintLine("text index, times the plain table",
              absl::StrFormat("%.2f", static_cast<double>(text) /
                                          static_cast<double>(plain)),
              "");
  }

  void Questions() {
    std::vector<double> opens;
    for (int i = 0; i < kRounds; ++i) {
      opens.push_back(1e3 * Seconds([&] { Check(OpenStore(store_path_)); }));
    }
    PrintLine("open and close, ms", Summary(opens), "50");
    const absl::StatusOr<Timeline> timeline = Timeline::Open(store_path_);
    Check(timeline);
    FindMonth(*timeline);
    Scan(timeline->store());
    GetEach(timeline->store());
    Statistics(timeline->store());
  }

  void FindMonth(const Timeline& timeline) {
    const Query query = Query().Intersects(kMonth).All();
    const Span window = Edtf::Parse(kMonth)->Bounds();
    BareQuery bare(store_path_, window, /*reads_answers=*/false);
    BareQuery reading(store_path_, window, /*reads_answers=*/true);
    std::vector<double> finds;
    std::vector<double> counts;
    int64_t answers = 0;
    for (int i = 0; i < kRounds; ++i) {
      bare_ms_.push_back(1e3 * Seconds([&] { bare.Run(); }));
      reading_ms_.push_back(1e3 * Seconds([&] { reading.Run(); }));
      counts.push_back(1e3 * Seconds([&] { Check(timeline.Count(query)); }));
      finds.push_back(1e3 * Seconds([&] {
                        const absl::StatusOr<Found> found =
                            timeline.Find(query);
                        Check(found);
                        answers = found->total;
                      }));
    }
    PrintLine("a month, events", absl::StrCat(answers), "");
    PrintLine("a month, bare SQL, ms", Summary(bare_ms_), "");
    PrintLine("a month, bare SQL that reads the answers, ms",
              Summary(reading_ms_), "");
    PrintLine("a month, Count, ms", Summary(counts), "");
    PrintLine("a month, Find, ms", Summary(finds), "");
  }

  void Scan(Store& store) {
    int64_t read = 0;
    const double took = Seconds([&] {
      Check(store.Scan(RecordKind::kEvent, {}, [&](const StoredRecord&) {
        ++read;
        return absl::OkStatus();
      }));
    });
    PrintLine("Scan, records/s, checked and decoded",
              absl::StrFormat("%.0f", static_cast<double>(read) / took), "");
  }

  void GetEach(Store& store) {
    std::mt19937 random(1);
    std::shuffle(ids_.begin(), ids_.end(), random);
    const double took = Seconds([&] {
      for (const std::string& id : ids_) Check(store.Get(id));
    });
    PrintLine("Get by random ids, records/s",
              absl::StrFormat("%.0f", static_cast<double>(ids_.size()) / took),
              "");
  }

  void Statistics(Store& store) {
    std::vector<double> samples;
    for (int i = 0; i < kRounds; ++i) {
      samples.push_back(1e3 * Seconds([&] { Check(store.Statistics()); }));
    }
    PrintLine("statistics, ms", Summary(samples), "");
  }

  void RunProcess(const std::vector<std::string>& arguments) const {
    std::vector<char*> argv;
    for (const std::string& argument : arguments) {
      argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int descriptor : {1, 2}) {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null",
                                       O_WRONLY, 0);
    }
    pid_t child = 0;
    int ended = 0;
    if (posix_spawn(&child, options_.annals.c_str(), &actions, nullptr,
                    argv.data(), environ) != 0 ||
        waitpid(child, &ended, 0) != child || ended != 0) {
      Fail("cannot run annals");
    }
    posix_spawn_file_actions_destroy(&actions);
  }

  void Processes() {
    if (options_.annals.empty()) return;
    Process("annals find --intersects of a month, whole process",
            {"find", store_path_, "--intersects", kMonth}, true);
    Process("annals count --intersects of a month, whole process",
            {"count", store_path_, "--intersects", kMonth}, false);
    Process("annals stats, whole process", {"stats", store_path_}, false);
  }

  void Process(const std::string& what, std::vector<std::string> arguments,
               bool is_measured_by_bare) {
    arguments.insert(arguments.begin(), "annals");
    std::vector<double> samples;
    for (int i = 0; i < kRounds; ++i) {
      samples.push_back(1e3 * Seconds([&] { RunProcess(arguments); }));
    }
    PrintLine(what + ", ms", Summary(samples), "50");
    if (!is_measured_by_bare) return;
    PrintLine(what + ", times the bare SQL", Summary(Times(samples, bare_ms_)),
              "20");
    PrintLine(what + ", times the bare SQL that reads the answers",
              Summary(Times(samples, reading_ms_)), "");
  }

  static std::vector<double> Times(std::vector<double> samples,
                                   const std::vector<double>& others) {
    for (size_t i = 0; i < samples.size(); ++i) samples[i] /= others[i];
    return samples;
  }

  const Options& options_;
  const std::string store_path_;
  const std::string plain_path_;
  const std::string text_path_;
  Writer writer_;
  // Of the load.
  std::vector<double> ratios_;
  std::vector<double> text_shares_;
  double store_processor_ = 0;
  double plain_processor_ = 0;
  double store_seconds_ = 0;
  double plain_seconds_ = 0;
  int64_t bytes_ = 0;
  int64_t loaded_ = 0;
  // Of some records that are in the store.
  std::vector<std::string> ids_;
  std::vector<double> bare_ms_;
  std::vector<double> reading_ms_;
};

Options OptionsOf(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const size_t equals = argument.find('=');
    const std::string name = argument.substr(0, equals);
    const std::string value =
        equals == std::string::npos ? "" : argument.substr(equals + 1);
    if (name == "--records" && absl::SimpleAtoi(value, &options.records) &&
        options.records > 0) {
      continue;
    }
    if (name == "--loads" && absl::SimpleAtoi(value, &options.loads)) continue;
    if (argument == "--only-writes") {
      options.only_writes = true;
    } else if (name == "--folder") {
      options.folder = value;
    } else if (name == "--annals") {
      options.annals = value;
    } else {
      Fail(argument +
           ": want --records=N, --folder=DIR, --annals=PROGRAM, "
           "--loads=N, --only-writes");
    }
  }
  return options;
}

}  // namespace
}  // namespace annals

int main(int argc, char** argv) {
  const annals::Options options = annals::OptionsOf(argc, argv);
  std::string folder = options.folder + "/store_bench-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) annals::Fail("cannot make a folder");
  annals::Bench(options, folder).Run();
  std::filesystem::remove_all(folder);
  return 0;
}
