// An EventNetwork is made of records: what they say of order and distance.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_EVENT_NETWORK_H_
#define ANNALS_NETWORK_EVENT_NETWORK_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/network/network_scope.h"
#include "annals/network/temporal_network.h"
#include "annals/record/record.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"

namespace annals {

// Why an edge is there.
struct NetworkReason {
  enum class Kind {
    // Every event ends at least one tick after it starts.
    kStartBeforeEnd,
    // The date of the event `record`; its duration.
    kDate,
    kDuration,
    // The Constraint `record`.
    kConstraint,
    // The event `record` is part of another; is in a series.
    kPartOf,
    kSeries,
    // The CausalLink `record`.
    kLink,
    // Nothing is before -inf or after +inf. No record.
    kAxis,
  };
  Kind kind = Kind::kStartBeforeEnd;
  // Id of the record; of the event for kStartBeforeEnd.
  std::string record;
};

// The relation of two events is one of a set.
struct AllenStatement {
  TimeVariable start_a;
  TimeVariable end_a;
  TimeVariable start_b;
  TimeVariable end_b;
  AllenSet relations;
  // Index into the network's reasons.
  int32_t reason = 0;
};

// What a variable stands for.
struct EventEnd {
  // Id of the event; empty for the origin.
  std::string_view event;
  Endpoint::Side side = Endpoint::SIDE_UNSPECIFIED;
};

// Each event has a variable for its start and one for its end. Its own date
// bounds them by their hull: sets and unspecified digits lose their holes, and
// ? ~ % move nothing. A duration of calendar months or years is a range of
// days. A date-time without a zone is read as UTC.
//
//   EventNetwork network;
//   for (const Event& event : events) {
//     if (auto status = network.AddEvent(event); !status.ok()) return status;
//   }
//   for (const Constraint& constraint : constraints) { ... }
//   network.Finish();
//   SolvedEvents solved(std::move(network));
//
// What names an event that was not added is passed over. A plain value; safe to
// read from any thread.
class EventNetwork {
 public:
  explicit EventNetwork(NetworkScope scope = {}) : scope_(std::move(scope)) {}

  // InvalidArgument if a date or duration cannot be read (a valid record's
  // can); ResourceExhausted beyond kTimeVariablesMax. Not twice the same id.
  absl::Status AddEvent(const Event& event);

  // After the events that it names. InvalidArgument as above.
  absl::Status AddConstraint(const Constraint& constraint);

  // Something else that a record implies, for example a causal link. Whether
  // its claims count is for the caller to ask.
  absl::Status AddImplied(const NetworkReason& reason,
                          const Distance& distance);

  // Adds what parts and series imply, if the scope asks for it. Once, after
  // all events.
  void Finish();

  const NetworkScope& scope() const { return scope_; }
  const TemporalNetwork& network() const { return network_; }
  const std::vector<AllenStatement>& statements() const { return statements_; }
  const std::vector<NetworkReason>& reasons() const { return reasons_; }

  // The ids of all events, in the order in which they were added.
  const std::vector<std::string>& events() const { return events_; }

  // Its variables; nothing if there is no such event.
  std::optional<TimeVariable> StartOf(std::string_view event) const;
  std::optional<TimeVariable> EndOf(std::string_view event) const;
  // The end that a variable stands for. Nothing for the few that stand between
  // the members of a series.
  std::optional<EventEnd> EndAt(TimeVariable variable) const;

  // What the event's own date says; unbounded if it has none.
  Span StatedSpan(std::string_view event) const;

  // The same network without what this record says: an event's date, duration,
  // place in a whole or a series; a constraint; a link. The events stay.
  EventNetwork Without(std::string_view record) const;

 private:
  struct Member {
    int64_t ordinal;
    size_t event;
  };

  static constexpr int kVariablesPerEvent = 2;

  int32_t AddReason(NetworkReason::Kind kind, std::string_view record);
  absl::Status AddDate(const When& when, TimeVariable start,
                       std::string_view id);
  void AddBounds(TimeVariable variable, Instant earliest, Instant latest,
                 int32_t reason);
  std::optional<TimeVariable> VariableOf(const Endpoint& endpoint) const;
  static absl::StatusOr<absl::int128> OffsetOf(const Endpoint& endpoint);
  absl::Status AddDistance(const Distance& distance, int32_t reason);
  void AddRelations(const AllenConstraint& constraint, int32_t reason);
  void AddParts();
  void AddSeries(std::vector<Member> members);

  NetworkScope scope_;
  TemporalNetwork network_;
  std::vector<AllenStatement> statements_;
  std::vector<NetworkReason> reasons_;
  std::vector<std::string> events_;
  std::vector<Span> stated_;
  absl::flat_hash_map<std::string, size_t> index_of_;
  // Event index and the id that it is a part of; series and its members.
  std::vector<std::pair<size_t, std::string>> parts_;
  absl::flat_hash_map<std::string, std::vector<Member>> series_;
};

// A bound of the network as an instant: the first that is not before, the last
// that is not after. Beyond the axis -inf or +inf where that says nothing, else
// the last finite instant. Nothing is -inf for an earliest time, +inf for a
// latest.
Instant InstantNotBefore(const std::optional<absl::int128>& earliest);
Instant InstantNotAfter(const std::optional<absl::int128>& latest);

}  // namespace annals

#endif  // ANNALS_NETWORK_EVENT_NETWORK_H_
