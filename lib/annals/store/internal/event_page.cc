// The page of the answers: put in order, cut, and only then read.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/event_page.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "annals/base/status_macros.h"
#include "annals/record/content.h"
#include "annals/record/event_time.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/revision_row.h"
#include "annals/store/internal/search.h"

namespace annals::store_internal {
namespace {

// Of so many answers and more, the ids come in order off the index of all;
// fewer are looked up one by one.
constexpr size_t kLookedUpMax = 20'000;

using Matches = absl::Span<Match>;

auto TimeKey(const Match& match) {
  return std::make_tuple(match.is_undated, match.earliest_start,
                         match.latest_end);
}

bool IsEarlier(const Match& a, const Match& b) {
  return TimeKey(a) < TimeKey(b);
}

bool IsBetter(const Match& a, const Match& b) { return a.rank < b.rank; }

bool IsNeverBefore(const Match&, const Match&) { return false; }

using IsBefore = bool (*)(const Match&, const Match&);

IsBefore IsBeforeBy(EventCriteria::Order order) {
  if (order == EventCriteria::Order::kId) return IsNeverBefore;
  return order == EventCriteria::Order::kRank ? IsBetter : IsEarlier;
}

void SortBySequence(Matches matches) {
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.sequence < b.sequence;
  });
}

absl::Status SortByLookedUpIds(Database& database, Matches matches) {
  // In the order of the file: see ReadAll().
  SortBySequence(matches);
  std::vector<std::pair<std::string, Match>> named;
  named.reserve(matches.size());
  for (const Match& match : matches) {
    ANNALS_ASSIGN_OR_RETURN(std::string id, ReadId(database, match.sequence));
    named.emplace_back(std::move(id), match);
  }
  std::sort(named.begin(), named.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (size_t i = 0; i < named.size(); ++i) matches[i] = named[i].second;
  return absl::OkStatus();
}

// Puts the first `wanted` of them at the front, in the order of the index.
absl::Status SortByIndex(Database& database, Matches matches, size_t wanted) {
  std::vector<Match> by_sequence(matches.begin(), matches.end());
  SortBySequence(absl::MakeSpan(by_sequence));
  Statement query = database.Prepare(
      "SELECT sequence FROM revision INDEXED BY revision_by_record "
      "ORDER BY record_id, sequence");
  for (size_t sorted = 0; sorted < wanted;) {
    ANNALS_ASSIGN_OR_RETURN(const bool is_row, query.Step());
    if (!is_row) {
      return database.Damaged(by_sequence.front().sequence,
                              "missing in the index revision_by_record");
    }
    const auto found =
        std::lower_bound(by_sequence.begin(), by_sequence.end(), query.Int(0),
                         [](const Match& match, int64_t sequence) {
                           return match.sequence < sequence;
                         });
    if (found == by_sequence.end() || found->sequence != query.Int(0)) continue;
    matches[sorted++] = *found;
  }
  return absl::OkStatus();
}

absl::Status SortById(Database& database, Matches matches, size_t wanted) {
  if (matches.size() < 2) return absl::OkStatus();
  return matches.size() > kLookedUpMax ? SortByIndex(database, matches, wanted)
                                       : SortByLookedUpIds(database, matches);
}

// Puts those from `begin` up to `end`, of which there are some, where they
// belong. What `is_before` calls equal comes by id. Ids are looked up only of
// equals that are not all of the page: the others are put in their order when
// they have been read.
absl::Status SortBy(IsBefore is_before, Database& database, Matches matches,
                    size_t begin, size_t end) {
  const auto at = [&](size_t i) {
    return matches.begin() + static_cast<std::ptrdiff_t>(i);
  };
  std::nth_element(at(0), at(begin), matches.end(), is_before);
  const Match lowest = matches[begin];
  std::nth_element(at(begin), at(end - 1), matches.end(), is_before);
  // Equals of the first and of the last may lie on the far sides.
  const Match highest = matches[end - 1];
  const auto low = std::partition(at(0), at(begin), [&](const Match& match) {
    return is_before(match, lowest);
  });
  const auto high = std::partition(
      at(end), matches.end(),
      [&](const Match& match) { return !is_before(highest, match); });
  std::sort(low, high, is_before);
  for (size_t i = begin; i < end;) {
    const auto [first, last] =
        std::equal_range(low, high, matches[i], is_before);
    const auto from = static_cast<size_t>(first - matches.begin());
    const auto to = static_cast<size_t>(last - matches.begin());
    if (from < begin || to > end) {
      ANNALS_RETURN_IF_ERROR(SortById(database,
                                      matches.subspan(from, to - from),
                                      std::min(to, end) - from));
    }
    i = to;
  }
  return absl::OkStatus();
}

absl::Status Rank(Database& database, const EventCriteria& criteria,
                  Matches matches) {
  if (!criteria.text.has_value()) {
    return absl::InvalidArgumentError(
        "criteria: ordered by rank without a text; want one");
  }
  std::vector<int64_t> sequences;
  sequences.reserve(matches.size());
  for (const Match& match : matches) sequences.push_back(match.sequence);
  ANNALS_ASSIGN_OR_RETURN(const auto ranks,
                          RanksOf(database, *criteria.text, sequences));
  for (Match& match : matches) match.rank = ranks.at(match.sequence);
  return absl::OkStatus();
}

absl::StatusOr<FoundEvent> ReadFound(Database& database, const Match& match) {
  ANNALS_ASSIGN_OR_RETURN(const std::optional<StateRow> row,
                          ReadState(database, match.sequence));
  FoundEvent found;
  ANNALS_ASSIGN_OR_RETURN(found.event, ReadEvent(database, match.sequence,
                                                 row.value_or(StateRow())));
  found.sequence = match.sequence;
  found.certainty = match.certainty;
  return found;
}

// The numbers from 0 up to `size`.
std::vector<size_t> Places(size_t size) {
  std::vector<size_t> places(size);
  std::iota(places.begin(), places.end(), size_t{0});
  return places;
}

// In the order in which they lie in the file, whatever the order of the
// answers: a page that leads to several of them, or holds them, is then read
// once.
absl::StatusOr<std::vector<FoundEvent>> ReadAll(
    Database& database, absl::Span<const Match> matches) {
  std::vector<size_t> by_sequence = Places(matches.size());
  std::sort(by_sequence.begin(), by_sequence.end(), [&](size_t a, size_t b) {
    return matches[a].sequence < matches[b].sequence;
  });
  std::vector<FoundEvent> found(matches.size());
  for (const size_t i : by_sequence) {
    ANNALS_ASSIGN_OR_RETURN(found[i], ReadFound(database, matches[i]));
  }
  return found;
}

// `found` are the events of the matches; puts them in order.
std::vector<FoundEvent> InOrder(IsBefore is_before,
                                absl::Span<const Match> matches,
                                std::vector<FoundEvent> found) {
  std::vector<size_t> places = Places(found.size());
  std::sort(places.begin(), places.end(), [&](size_t a, size_t b) {
    if (is_before(matches[a], matches[b])) return true;
    if (is_before(matches[b], matches[a])) return false;
    return found[a].event.id() < found[b].event.id();
  });
  std::vector<FoundEvent> page;
  page.reserve(found.size());
  for (const size_t place : places) page.push_back(std::move(found[place]));
  return page;
}

// Puts in order, by id, equals that are to be parted. The matches from `begin`
// to `end` are sorted, and where they are parted from the others settled.
class EqualsSorter {
 public:
  EqualsSorter(IsBefore is_before, Database& database, Matches matches,
               size_t begin, size_t end)
      : is_before_(is_before),
        database_(database),
        matches_(matches),
        end_(end),
        settled_(begin) {}

  // Those that lie on both sides of `cut`, beyond the cuts before it; each of
  // them once, however many cuts go through them.
  absl::Status SortAcross(size_t cut) {
    if (cut >= end_ || cut < settled_) return absl::OkStatus();
    const auto first = matches_.begin() + static_cast<std::ptrdiff_t>(settled_);
    const auto last = matches_.begin() + static_cast<std::ptrdiff_t>(end_);
    const auto equals =
        std::equal_range(first, last, matches_[cut], is_before_);
    const auto from = static_cast<size_t>(equals.first - matches_.begin());
    if (from == cut) return absl::OkStatus();
    settled_ = static_cast<size_t>(equals.second - matches_.begin());
    const Matches group = matches_.subspan(from, settled_ - from);
    return SortById(database_, group, group.size());
  }

 private:
  const IsBefore is_before_;
  Database& database_;
  const Matches matches_;
  const size_t end_;
  // Up to here all equals that were cut are in order.
  size_t settled_;
};

}  // namespace

absl::StatusOr<std::string> ReadId(Database& database, int64_t sequence) {
  Statement query =
      database.Prepare("SELECT record_id FROM revision WHERE sequence = ?1");
  query.Bind(1, sequence);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (!found) return database.Damaged(sequence, "missing; want no gaps");
  return std::string(query.Text(0));
}

absl::StatusOr<DecodedEvent> DecodeChecked(const Database& database,
                                           const Revision& revision,
                                           const StateRow& row) {
  absl::StatusOr<Record> record = Decode(revision.content());
  if (!record.ok() || IdOf(*record) != revision.record_id()) {
    return database.Damaged(
        revision.sequence(),
        absl::StrCat("no record of its own id: ", record.status().message()));
  }
  absl::StatusOr<std::optional<ResolvedWhen>> when =
      annals::Resolve(record->event().when());
  if (!when.ok() || StateOf(*record, *when) != row || !record->has_event()) {
    return database.Damaged(revision.sequence(),
                            "the table state disagrees with the record; want "
                            "them to agree: restore a backup");
  }
  return DecodedEvent{std::move(*record->mutable_event()), *std::move(when)};
}

// Of what was redacted there is no row, so that a put without content is
// damage, whoever took it.
absl::StatusOr<Event> ReadEvent(Database& database, int64_t sequence,
                                const StateRow& row) {
  ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                          ReadUncheckedRevision(database, sequence));
  ANNALS_RETURN_IF_ERROR(CheckHashes(database, revision));
  ANNALS_ASSIGN_OR_RETURN(DecodedEvent decoded,
                          DecodeChecked(database, revision, row));
  return std::move(decoded.event);
}

absl::StatusOr<std::vector<FoundEvent>> Sort(Database& database,
                                             const EventCriteria& criteria,
                                             std::vector<Match> matches,
                                             std::vector<FoundEvent> found) {
  if (criteria.order == EventCriteria::Order::kRank) {
    ANNALS_RETURN_IF_ERROR(Rank(database, criteria, absl::MakeSpan(matches)));
  }
  return InOrder(IsBeforeBy(criteria.order), matches, std::move(found));
}

absl::StatusOr<std::vector<FoundEvent>> ReadPage(Database& database,
                                                 const EventCriteria& criteria,
                                                 std::vector<Match> matches) {
  std::vector<FoundEvent> page;
  const auto keep = [&page](std::vector<FoundEvent> events) {
    page = std::move(events);
    return absl::OkStatus();
  };
  const auto all = static_cast<int64_t>(matches.size());
  ANNALS_RETURN_IF_ERROR(
      VisitPage(database, criteria, std::move(matches), all, keep));
  return page;
}

absl::Status VisitPage(
    Database& database, const EventCriteria& criteria,
    std::vector<Match> matches, int64_t events_at_once,
    absl::FunctionRef<absl::Status(std::vector<FoundEvent>)> visit) {
  const auto size = static_cast<int64_t>(matches.size());
  const int64_t begin = std::clamp<int64_t>(criteria.offset, 0, size);
  const int64_t length =
      std::clamp<int64_t>(criteria.limit.value_or(size), 0, size - begin);
  if (length == 0) return absl::OkStatus();
  if (criteria.order == EventCriteria::Order::kRank) {
    ANNALS_RETURN_IF_ERROR(Rank(database, criteria, absl::MakeSpan(matches)));
  }
  const IsBefore is_before = IsBeforeBy(criteria.order);
  const auto end = static_cast<size_t>(begin + length);
  auto from = static_cast<size_t>(begin);
  ANNALS_RETURN_IF_ERROR(
      SortBy(is_before, database, absl::MakeSpan(matches), from, end));
  EqualsSorter equals(is_before, database, absl::MakeSpan(matches), from, end);
  while (from < end) {
    const size_t count = std::min(
        static_cast<size_t>(std::max<int64_t>(events_at_once, 1)), end - from);
    ANNALS_RETURN_IF_ERROR(equals.SortAcross(from + count));
    const auto page = absl::MakeConstSpan(matches).subspan(from, count);
    ANNALS_ASSIGN_OR_RETURN(std::vector<FoundEvent> found,
                            ReadAll(database, page));
    ANNALS_RETURN_IF_ERROR(visit(InOrder(is_before, page, std::move(found))));
    from += count;
  }
  return absl::OkStatus();
}

}  // namespace annals::store_internal
