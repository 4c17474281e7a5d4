// Fuzzes annals/store/text_query.h, and SQLite with what becomes of a query.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "annals/record/build.h"
#include "annals/record/utf8.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/schema.h"
#include "annals/store/internal/text_index.h"
#include "annals/store/text_query.h"
#include "tests/fuzz/fuzz_targets.h"

namespace annals::testing {
namespace {

using store_internal::Database;
using store_internal::Transaction;

// A store of nothing, without a file.
Database& EmptyStore() {
  static const std::unique_ptr<Database> database = [] {
    store_internal::DatabaseOptions options;
    options.is_scratch = true;
    auto opened = Database::Open("scratch", options);
    Require(opened.ok() && store_internal::CreateSchema(**opened).ok(),
            "there is a store", "");
    return *std::move(opened);
  }();
  return *database;
}

size_t CountTerms(const TextQuery& query) {
  size_t count = query.unwanted.size();
  for (const auto& group : query.wanted) count += group.size();
  return count;
}

void RequireTerms(const TextQuery& query, std::string_view input) {
  Require(!query.wanted.empty(), "something must occur", input);
  Require(CountTerms(query) <= kTextQueryTermsMax, "words are bounded", input);
  for (const auto& group : query.wanted) {
    Require(!group.empty(), "a group has a word", input);
    for (const TextTerm& term : group) {
      Require(Utf8PrefixLength(term.words) == term.words.size(),
              "a term is text", input);
    }
  }
}

// An event whose quotes are what the query wants, each a text of its own.
Record WhatIsWanted(const TextQuery& query) {
  Event event = MakeEvent("wanted", "");
  Claim& claim = AddClaim(event, "c", {});
  for (const auto& group : query.wanted) {
    AddEvidence(claim, "s", group.front().words);
  }
  return ToRecord(event);
}

bool HasLetters(const TextTerm& term) {
  return std::any_of(term.words.begin(), term.words.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c));
  });
}

// Whether what is wanted is more than signs that are taken for words.
bool IsOfWords(const TextQuery& query) {
  bool has_letters = false;
  for (const auto& group : query.wanted) {
    if (group.size() > 1 && !HasLetters(group.front())) return false;
    has_letters |= HasLetters(group.front());
  }
  return has_letters;
}

// SQLite understands the query, and finds what it asks for.
void RequireFound(const TextQuery& query, std::string_view input) {
  Database& database = EmptyStore();
  Transaction transaction(database, Transaction::Kind::kWrite);
  Require(transaction.begun().ok(), "a transaction begins", input);
  const Record wanted = WhatIsWanted(query);
  Require(
      store_internal::InsertText(database, 1, store_internal::TextOf(wanted))
          .ok(),
      "text is indexed", input);
  const absl::StatusOr<std::vector<int64_t>> found =
      store_internal::FindText(database, query, 1);
  Require(found.ok(), "SQLite understands the query", input);
  Require(!found->empty() || !query.unwanted.empty() || !IsOfWords(query),
          "what is asked for is found", store_internal::MatchExpression(query));
}

}  // namespace

void FuzzTextQuery(std::string_view input) {
  const absl::StatusOr<TextQuery> query = TextQuery::Parse(input);
  if (query.ok()) {
    RequireTerms(*query, input);
    RequireFound(*query, input);
    return;
  }
  const absl::string_view words = query.status().message();
  Require(absl::IsInvalidArgument(query.status()), "it is refused", input);
  Require(Utf8PrefixLength({words.data(), words.size()}) == words.size(),
          "an error is text", input);
}

}  // namespace annals::testing
