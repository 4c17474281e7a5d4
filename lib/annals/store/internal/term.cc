// The tables `term` and `posting`: which puts bear a name, a tag, a source.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/term.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/store/internal/record_index.h"

namespace annals::store_internal {
namespace {

void AddPlace(const std::string& place, std::vector<Term>& terms) {
  terms.push_back({TermField::kPlace, place});
  std::string folded = FoldedName(place);
  if (folded == place) return;
  terms.push_back({TermField::kFoldedPlace, std::move(folded)});
}

void AddTermsOf(const Event& event, std::vector<Term>& terms) {
  terms.reserve(static_cast<size_t>(
      2 * event.participants_size() + 2 * event.places_size() +
      event.tags_size() + event.codes_size() + event.claims_size()));
  for (const Participant& participant : event.participants()) {
    if (!participant.entity().empty()) {
      terms.push_back({TermField::kParticipant, participant.entity()});
    }
    if (!participant.name().empty()) {
      terms.push_back(
          {TermField::kParticipantName, FoldedName(participant.name())});
    }
  }
  for (const std::string& place : event.places()) AddPlace(place, terms);
  for (const std::string& tag : event.tags()) {
    terms.push_back({TermField::kTag, tag});
  }
  for (const Code& code : event.codes()) {
    terms.push_back(CodeTerm(code.scheme(), code.code()));
  }
  for (const Claim& claim : event.claims()) {
    for (const Evidence& evidence : claim.evidence()) {
      terms.push_back({TermField::kSource, evidence.source()});
    }
  }
}

// Base 128, the least significant digit first, as protobuf writes numbers.
void AppendVarint(uint64_t value, std::string& bytes) {
  for (; value >= 0x80; value >>= 7) {
    bytes.push_back(static_cast<char>(value | 0x80));
  }
  bytes.push_back(static_cast<char>(value));
}

// The number at the front, taken away; nothing if there is no whole one.
std::optional<uint64_t> TakeVarint(std::string_view& bytes) {
  uint64_t value = 0;
  for (size_t i = 0; i < bytes.size() && i < 10; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    value |= uint64_t{byte & 0x7fu} << (7 * i);
    if (byte < 0x80) {
      bytes.remove_prefix(i + 1);
      return value;
    }
  }
  return std::nullopt;
}

// How far each is from the one before it.
std::string StepsOf(const std::vector<int64_t>& sequences) {
  std::string steps;
  for (size_t i = 1; i < sequences.size(); ++i) {
    AppendVarint(static_cast<uint64_t>(sequences[i] - sequences[i - 1]), steps);
  }
  return steps;
}

absl::Status Damaged(const Database& database, int64_t first) {
  return database.Damaged(first,
                          "the table posting is damaged; want ascending "
                          "sequences: restore a backup, or salvage the log");
}

// Adds the sequences of one row up to `sequence_max`.
absl::Status AddRow(const Database& database, const Statement& row,
                    int64_t sequence_max, std::vector<int64_t>& sequences) {
  int64_t sequence = row.Int(0);
  const int64_t last = sequences.empty() ? 0 : sequences.back();
  if (sequence <= last) return Damaged(database, sequence);
  sequences.push_back(sequence);
  std::string_view steps = row.Blob(1);
  while (!steps.empty()) {
    const std::optional<uint64_t> step = TakeVarint(steps);
    const auto room = static_cast<uint64_t>(sequence_max - sequence);
    if (!step.has_value() || *step == 0) return Damaged(database, sequence);
    if (*step > room) return absl::OkStatus();
    sequence += static_cast<int64_t>(*step);
    sequences.push_back(sequence);
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<Term> TermsOf(const Record& record) {
  std::vector<Term> terms;
  if (record.has_event()) AddTermsOf(record.event(), terms);
  for (const Name& name : record.entity().names()) {
    terms.push_back({TermField::kEntityName, FoldedName(name.text())});
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

void PostingWriter::Add(int64_t sequence, const std::vector<Term>& terms) {
  for (const Term& term : terms) sequences_[term].push_back(sequence);
}

absl::StatusOr<int64_t> PostingWriter::NumberOf(const Term& term) {
  Statement query = database_.Prepare(
      "SELECT number FROM term WHERE field = ?1 AND text = ?2");
  query.Bind(1, static_cast<int64_t>(term.field)).Bind(2, term.text);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (found) return query.Int(0);
  Statement insert =
      database_.Prepare("INSERT INTO term (field, text) VALUES (?1, ?2)");
  insert.Bind(1, static_cast<int64_t>(term.field)).Bind(2, term.text);
  ANNALS_RETURN_IF_ERROR(insert.Run());
  return database_.LastInsertedRow();
}

// In the order of terms, so that neighbours go to the same page.
absl::Status PostingWriter::Finish() {
  std::vector<std::pair<const Term*, const std::vector<int64_t>*>> sorted;
  sorted.reserve(sequences_.size());
  for (const auto& [term, sequences] : sequences_) {
    sorted.emplace_back(&term, &sequences);
  }
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return *a.first < *b.first; });
  Statement insert = database_.Prepare(
      "INSERT INTO posting (term, first, steps) VALUES (?1, ?2, ?3)");
  for (const auto& [term, sequences] : sorted) {
    ANNALS_ASSIGN_OR_RETURN(const int64_t number, NumberOf(*term));
    insert.Bind(1, number).Bind(2, sequences->front());
    insert.BindBlob(3, StepsOf(*sequences));
    ANNALS_RETURN_IF_ERROR(insert.Run());
    insert.Reset();
  }
  sequences_.clear();
  return absl::OkStatus();
}

absl::Status VisitPostings(
    Database& database,
    absl::FunctionRef<absl::Status(const Term& term,
                                   absl::Span<const int64_t> sequences)>
        visit) {
  Statement query = database.Prepare(
      "SELECT posting.first, posting.steps, term.number, term.field, term.text "
      "FROM term CROSS JOIN posting ON posting.term = term.number "
      "ORDER BY term.number, posting.first");
  int64_t number = 0;
  Term term;
  std::vector<int64_t> sequences;
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if ((!found || query.Int(2) != number) && !sequences.empty()) {
      ANNALS_RETURN_IF_ERROR(visit(term, sequences));
      sequences.clear();
    }
    if (!found) return absl::OkStatus();
    if (sequences.empty()) {
      number = query.Int(2);
      term = {static_cast<TermField>(query.Int(3)), std::string(query.Text(4))};
    }
    ANNALS_RETURN_IF_ERROR(AddRow(database, query, kNow, sequences));
  }
}

absl::StatusOr<std::vector<int64_t>> ReadPostings(Database& database,
                                                  const Term& term,
                                                  int64_t sequence_max) {
  Statement query = database.Prepare(
      "SELECT posting.first, posting.steps FROM term JOIN posting "
      "ON posting.term = term.number "
      "WHERE term.field = ?1 AND term.text = ?2 AND posting.first <= ?3 "
      "ORDER BY posting.first");
  query.Bind(1, static_cast<int64_t>(term.field)).Bind(2, term.text);
  query.Bind(3, sequence_max);
  std::vector<int64_t> sequences;
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) return sequences;
    ANNALS_RETURN_IF_ERROR(AddRow(database, query, sequence_max, sequences));
  }
}

}  // namespace annals::store_internal
