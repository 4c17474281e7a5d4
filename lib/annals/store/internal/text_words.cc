// A WordReader takes a text apart into the words that the text index has.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_words.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "absl/numeric/bits.h"
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

// Eight bytes of text are looked at together, as one integer that has a byte
// in each of its bytes, the first in the lowest. A set of them is an integer
// with the high bit of each that belongs to it. (Lamport, Multiple byte
// processing with full-word instructions, 1975.)
using Bytes = uint64_t;
constexpr size_t kBytes = sizeof(Bytes);

constexpr Bytes EachByte(unsigned char value) {
  return Bytes{0x0101010101010101} * value;
}
constexpr Bytes kHighBits = EachByte(0x80);
constexpr Bytes kCaseBits = EachByte(0x20);

// Those from `first` up to `last`. All are below 0x80.
constexpr Bytes InRange(Bytes bytes, unsigned char first, unsigned char last) {
  const Bytes from_first = bytes + EachByte(0x80 - first);
  const Bytes beyond_last = bytes + EachByte(0x80 - last - 1);
  return from_first & ~beyond_last & kHighBits;
}

// What eight bytes are to words: those that may be part of one, which all
// beyond ASCII may, and the capitals and those beyond ASCII among them.
struct ByteKinds {
  explicit ByteKinds(Bytes bytes) {
    const Bytes ascii = bytes & ~kHighBits;
    const Bytes letters = InRange(ascii | kCaseBits, 'a', 'z');
    const Bytes digits = InRange(ascii, '0', '9');
    beyond_ascii = bytes & kHighBits;
    upper = letters & ~(bytes << 2) & ~beyond_ascii;
    in_words = letters | digits | beyond_ascii;
  }

  // How many of them come before the first that is between words.
  size_t WordBytes() const {
    const Bytes between = ~in_words & kHighBits;
    return static_cast<size_t>(absl::countr_zero(between)) / 8;
  }

  Bytes in_words;
  Bytes upper;
  Bytes beyond_ascii;
};

// The first eight.
Bytes FirstBytes(const char* text) {
  Bytes bytes = 0;
  for (size_t i = 0; i < kBytes; ++i) {
    bytes |= Bytes{static_cast<unsigned char>(text[i])} << (8 * i);
  }
  return bytes;
}

// The same of a text that may have fewer: zeros, which are between words,
// follow it.
Bytes FirstBytes(std::string_view text) {
  if (text.size() >= kBytes) return FirstBytes(text.data());
  char padded[kBytes] = {};
  std::copy(text.begin(), text.end(), padded);
  return FirstBytes(padded);
}

// The bytes up to the next that is between words, and what is among them.
struct Stretch {
  std::string_view bytes;
  bool has_upper = false;
  bool is_beyond_ascii = false;
};

Stretch FirstStretch(std::string_view text) {
  Bytes upper = 0;
  Bytes beyond_ascii = 0;
  size_t size = 0;
  size_t more = kBytes;
  while (more == kBytes) {
    const ByteKinds kinds(FirstBytes(text.substr(size)));
    more = kinds.WordBytes();
    // Of those before the end of the word. All eight would shift too far.
    const Bytes before =
        more == kBytes ? ~Bytes{0} : (Bytes{1} << 8 * more) - 1;
    upper |= kinds.upper & before;
    beyond_ascii |= kinds.beyond_ascii & before;
    size += more;
  }
  return {text.substr(0, size), upper != 0, beyond_ascii != 0};
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
    const auto [bytes, has_upper, is_beyond_ascii] = FirstStretch(text);
    if (is_beyond_ascii) {
      ANNALS_RETURN_IF_ERROR(ReadWithSqlite(bytes, visit));
    } else if (has_upper) {
      lower_.assign(bytes.substr(0, kWordBytesMax));
      absl::AsciiStrToLower(&lower_);
      visit(lower_);
    } else if (!bytes.empty()) {
      visit(bytes.substr(0, kWordBytesMax));
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
