// A WordReader takes a text apart into the words that the text index has.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_words.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "annals/base/status_macros.h"

namespace annals::store_internal {
namespace {

using Visit = absl::FunctionRef<void(std::string_view word)>;

// As the schema has it (schema.cc), taken apart.
constexpr char kTokenizer[] = "unicode61";
constexpr const char* kSettings[] = {"remove_diacritics", "2", "categories",
                                     "L* M* N* Co"};

// FTS5 cuts a longer word.
constexpr size_t kWordBytesMax = 32'768;

// What a byte is to a word. Those beyond ASCII may be part of one, and the
// ASCII ones between words are no part of any.
enum ByteKind : unsigned char {
  kBetweenWords = 0,
  kPlain = 1,
  kUpper = 2,
  kBeyondAscii = 4,
};

constexpr std::array<unsigned char, 256> MakeByteKinds() {
  std::array<unsigned char, 256> kinds = {};
  for (int i = '0'; i <= '9'; ++i) kinds[i] = kPlain;
  for (int i = 'a'; i <= 'z'; ++i) kinds[i] = kPlain;
  for (int i = 'A'; i <= 'Z'; ++i) kinds[i] = kUpper;
  for (int i = 0x80; i < 0x100; ++i) kinds[i] = kBeyondAscii;
  return kinds;
}
constexpr std::array<unsigned char, 256> kByteKinds = MakeByteKinds();

// The bytes up to the next that is between words, and all kinds among them.
struct Stretch {
  std::string_view bytes;
  unsigned kinds = 0;
};

Stretch FirstStretch(std::string_view text) {
  Stretch stretch;
  size_t size = 0;
  for (; size < text.size(); ++size) {
    const unsigned kind = kByteKinds[static_cast<unsigned char>(text[size])];
    if (kind == kBetweenWords) break;
    stretch.kinds |= kind;
  }
  stretch.bytes = text.substr(0, size);
  return stretch;
}

int TakeToken(void* visit, int /*flags*/, const char* token, int bytes,
              int /*begin*/, int /*end*/) {
  const auto size = std::min(static_cast<size_t>(bytes), kWordBytesMax);
  (*static_cast<Visit*>(visit))(std::string_view(token, size));
  return SQLITE_OK;
}

absl::Status Failed(int code) {
  return absl::Status(code == SQLITE_NOMEM
                          ? absl::StatusCode::kResourceExhausted
                          : absl::StatusCode::kInternal,
                      "SQLite's tokenizer cannot be used");
}

// FTS5 hands itself out in a parameter, as its documentation has it:
// https://www.sqlite.org/fts5.html#extending_fts5.
fts5_api* ApiOf(sqlite3* connection) {
  fts5_api* api = nullptr;
  sqlite3_stmt* query = nullptr;
  if (sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &query, nullptr) ==
      SQLITE_OK) {
    sqlite3_bind_pointer(query, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(query);
  }
  sqlite3_finalize(query);
  return api;
}

}  // namespace

struct WordReader::Tokenizer {
  Tokenizer() = default;
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;
  ~Tokenizer() {
    if (instance != nullptr) methods.xDelete(instance);
    sqlite3_close(connection);
  }

  // To a database in memory, which stays empty.
  sqlite3* connection = nullptr;
  fts5_tokenizer methods = {};
  Fts5Tokenizer* instance = nullptr;
};

absl::StatusOr<std::unique_ptr<WordReader>> WordReader::Make() {
  auto made = std::make_unique<Tokenizer>();
  const int opened = sqlite3_open(":memory:", &made->connection);
  if (opened != SQLITE_OK) return Failed(opened);
  fts5_api* const api = ApiOf(made->connection);
  if (api == nullptr) return Failed(SQLITE_ERROR);
  void* data = nullptr;
  const int found = api->xFindTokenizer(api, kTokenizer, &data, &made->methods);
  if (found != SQLITE_OK) return Failed(found);
  const char* settings[std::size(kSettings)];
  std::copy(std::begin(kSettings), std::end(kSettings), settings);
  const int created = made->methods.xCreate(
      data, settings, static_cast<int>(std::size(settings)), &made->instance);
  if (created != SQLITE_OK) return Failed(created);
  return std::unique_ptr<WordReader>(new WordReader(std::move(made)));
}

WordReader::WordReader(std::unique_ptr<Tokenizer> tokenizer)
    : tokenizer_(std::move(tokenizer)) {}

WordReader::~WordReader() = default;

absl::Status WordReader::Read(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const auto [bytes, kinds] = FirstStretch(text);
    if (kinds == kPlain) {
      visit(bytes.substr(0, kWordBytesMax));
    } else if (kinds >= kBeyondAscii) {
      ANNALS_RETURN_IF_ERROR(ReadWithSqlite(bytes, visit));
    } else if (kinds != kBetweenWords) {
      lower_.assign(bytes.substr(0, kWordBytesMax));
      absl::AsciiStrToLower(&lower_);
      visit(lower_);
    }
    text.remove_prefix(std::min(bytes.size() + 1, text.size()));
  }
  return absl::OkStatus();
}

absl::Status WordReader::ReadWithSqlite(std::string_view bytes, Visit visit) {
  const int code = tokenizer_->methods.xTokenize(
      tokenizer_->instance, &visit, FTS5_TOKENIZE_DOCUMENT, bytes.data(),
      static_cast<int>(bytes.size()), TakeToken);
  return code == SQLITE_OK ? absl::OkStatus() : Failed(code);
}

}  // namespace annals::store_internal
