// A Query says which events are wanted; Timeline::Find answers it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_QUERY_H_
#define ANNALS_TIMELINE_QUERY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annals/record/record.h"
#include "annals/store/store.h"
#include "annals/time/allen.h"
#include "annals/timeline/solve_options.h"

namespace annals {

// A value, built step by step; what is not said is not asked.
//
//   annals::Query()
//       .Intersects("2016/2017")      // EDTF, or the id of an event
//       .Actor("russia")
//       .Tag("energy")
//       .OnlyCertain();
//
// Conditions of different kinds must all hold. Of several actors, places, tags
// and codes an event must have every one; of several event kinds, modalities
// and statuses it must have one.
//
// By default a query speaks of what is asserted (see IsAsserted) and leaves
// out, but counts, what is not and what has no date.
class Query {
 public:
  // In what order the answers come.
  enum class Order {
    kTime,  // earliest start, then latest end, then id; the undated last
    kId,
    kRank,  // the best match of Text() first, then id
  };

  // Events that share time with the window from the first instant of `when` to
  // its last. If `when` is no EDTF expression it is the id of an event, whose
  // own four bounds are meant.
  Query& Intersects(std::string_view when) {
    return Related(AllenSet::Intersects(), when);
  }
  // Events whose relation to `when` is one of these.
  Query& Related(AllenSet relations, std::string_view when) {
    relations_ = relations;
    when_ = std::string(when);
    return *this;
  }

  // Only answers that are certain. Leaves out dates with ? ~ %, unless
  // AsStated.
  Query& OnlyCertain() {
    only_certain_ = true;
    return *this;
  }
  // Take dates with ? ~ % for what they say.
  Query& AsStated() {
    as_stated_ = true;
    return *this;
  }
  // Events without a date too; asked for a relation, they are possible.
  Query& Undated() {
    undated_ = true;
    return *this;
  }

  // By the bounds that all records together leave each event
  // (Timeline::Solve), in place of those that its own date states. So undated
  // events that others bound have a date, and what was possible may be certain
  // or out of the question. An event may then be where its own date and those
  // bounds both allow; of a date that means one of several ("[1901,1905]",
  // "190X") what is left of each. A date that means several occurrences
  // ("{1901,1905}") stays as it is: what bounds the event does not say which
  // of them it bounds.
  //
  // A date-time without a zone bounds as that of any zone. OnlyCertain() takes
  // no bound from dates with ? ~ %, be they the event's own or another's,
  // unless AsStated(). Reads every live event and constraint, and solves.
  //
  // Of the options `as_of` is the query's; what-if knows no added events
  // (InvalidArgument), and finds none that is left out.
  Query& Solved(SolveOptions options = {}) {
    solved_ = std::move(options);
    return *this;
  }

  // Events in which this entity (its id, or any of its names) or name takes
  // part. Names compare byte for byte, save that ASCII letters match in either
  // case.
  Query& Actor(std::string_view actor) {
    actors_.emplace_back(actor);
    return *this;
  }
  // Events at this place, named likewise.
  Query& Place(std::string_view place) {
    places_.emplace_back(place);
    return *this;
  }
  Query& Tag(std::string_view tag) {
    tags_.emplace_back(tag);
    return *this;
  }
  Query& Kind(Event::Kind kind) {
    kinds_.push_back(kind);
    return *this;
  }
  Query& WithCode(std::string_view scheme, std::string_view code) {
    codes_.emplace_back(scheme, code);
    return *this;
  }
  // Events with evidence from this source.
  Query& FromSource(std::string_view source) {
    source_ = std::string(source);
    return *this;
  }
  // Events with these words in title, description or quotes: words, "phrases",
  // beginnings*, OR, -not; see TextQuery. InvalidArgument from Find() if it
  // cannot be read. Empty: whatever the text.
  Query& Text(std::string_view words) {
    text_ = std::string(words);
    return *this;
  }

  // Events with a claim of this modality, instead of the asserted ones.
  Query& Modality(Claim::Modality modality) {
    modalities_.push_back(modality);
    return *this;
  }
  // Events with a claim of this status, instead of the asserted ones.
  Query& Status(Claim::Status status) {
    statuses_.push_back(status);
    return *this;
  }
  // Whatever the claims say.
  Query& All() {
    all_ = true;
    return *this;
  }

  // Select() brings the constraints between the events too, for what tells of
  // order. That takes a pass over the store.
  Query& WithConstraints() {
    with_constraints_ = true;
    return *this;
  }

  // As the store was then.
  Query& As(AsOf as_of) {
    as_of_ = as_of;
    return *this;
  }
  Query& OrderBy(Order order) {
    order_ = order;
    return *this;
  }
  // At most so many answers, after skipping `offset`.
  Query& Limit(int64_t limit, int64_t offset = 0) {
    limit_ = limit;
    offset_ = offset;
    return *this;
  }

  const std::optional<AllenSet>& relations() const { return relations_; }
  const std::string& when() const { return when_; }
  bool only_certain() const { return only_certain_; }
  bool as_stated() const { return as_stated_; }
  bool undated() const { return undated_; }
  const std::optional<SolveOptions>& solved() const { return solved_; }
  const std::vector<std::string>& actors() const { return actors_; }
  const std::vector<std::string>& places() const { return places_; }
  const std::vector<std::string>& tags() const { return tags_; }
  const std::vector<Event::Kind>& kinds() const { return kinds_; }
  const std::vector<std::pair<std::string, std::string>>& codes() const {
    return codes_;
  }
  const std::string& source() const { return source_; }
  const std::string& text() const { return text_; }
  const std::vector<Claim::Modality>& modalities() const { return modalities_; }
  const std::vector<Claim::Status>& statuses() const { return statuses_; }
  bool all() const { return all_; }
  bool with_constraints() const { return with_constraints_; }
  const AsOf& as_of() const { return as_of_; }
  Order order() const { return order_; }
  std::optional<int64_t> limit() const { return limit_; }
  int64_t offset() const { return offset_; }

 private:
  std::optional<AllenSet> relations_;
  std::string when_;
  bool only_certain_ = false;
  bool as_stated_ = false;
  bool undated_ = false;
  std::optional<SolveOptions> solved_;
  std::vector<std::string> actors_;
  std::vector<std::string> places_;
  std::vector<std::string> tags_;
  std::vector<Event::Kind> kinds_;
  std::vector<std::pair<std::string, std::string>> codes_;
  std::string source_;
  std::string text_;
  std::vector<Claim::Modality> modalities_;
  std::vector<Claim::Status> statuses_;
  bool all_ = false;
  bool with_constraints_ = false;
  AsOf as_of_;
  Order order_ = Order::kTime;
  std::optional<int64_t> limit_;
  int64_t offset_ = 0;
};

}  // namespace annals

#endif  // ANNALS_TIMELINE_QUERY_H_
