// A PlacementWriter tells what is recorded of order, and why an entry stands
// where it does.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_PLACEMENT_WRITER_H_
#define ANNALS_CHRONOLOGY_INTERNAL_PLACEMENT_WRITER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/chronology/chronology.h"
#include "annals/chronology/internal/claim_writer.h"
#include "annals/chronology/internal/event_order.h"
#include "annals/chronology/internal/order_words.h"
#include "annals/chronology/internal/pointer_book.h"
#include "annals/network/solved_events.h"

namespace annals::chronology_internal {

// How many records a tie names that follows from several; of more the rest are
// counted.
inline constexpr size_t kGroundsNamedMax = 6;

// The constraints are ties of the entries of both their events. What follows
// from several records is a tie with its grounds: a bound that the event's own
// date does not have, and the neighbours that it must come after and before.
//
// All must outlive it.
class PlacementWriter {
 public:
  // `solved` is what the order goes by; null if it goes by the events' own
  // dates.
  PlacementWriter(const Selection& selection, const EventOrder& order,
                  const SolvedEvents* solved, const PointerBook& pointers,
                  ClaimWriter& claims);

  // Adds ties and facts, and gives an event that only the network places its
  // date. `follows` is the event told before it, where their order matters.
  // InvalidArgument if a date or a duration cannot be read.
  absl::Status Add(size_t event, std::optional<size_t> follows, Entry& entry);

 private:
  // A constraint, and what it says of the event at hand.
  struct ConstraintEnd {
    const Constraint* constraint;
    OrderStatement statement;
  };

  // A record that a step rests on, and the events whose ends the step joins
  // (none for the fixed point).
  struct Reason {
    NetworkReason::Kind kind;
    std::string record;
    std::string from;
    std::string to;
  };

  // Each record once.
  static std::vector<Reason> ReasonsOf(const std::vector<NetworkStep>& steps);

  absl::Status IndexConstraints();

  absl::StatusOr<Tie> TieOf(const ConstraintEnd& end, int entry);
  absl::Status AddBounds(size_t event, Entry& entry);
  absl::Status AddBound(size_t event, NetworkBound bound, Instant at,
                        Entry& entry);
  void AddDate(size_t event, Entry& entry) const;
  absl::Status AddNeighbours(size_t event, std::optional<size_t> follows,
                             Entry& entry);
  absl::Status AddNeighbour(size_t event, size_t other, Entry& entry);
  bool MustBeNamed(size_t other, const Entry& entry) const;

  std::vector<NetworkStep> WhyBefore(size_t first, size_t second);
  absl::StatusOr<Tie> Derived(std::string words, std::vector<Pointer> to,
                              const std::vector<NetworkStep>& steps,
                              Entry& entry);
  absl::StatusOr<Ground> GroundOf(const Reason& reason, int entry);
  absl::StatusOr<Ground> DateGround(const std::string& event) const;
  absl::StatusOr<Ground> DurationGround(const std::string& event) const;
  Ground PartGround(const std::string& event) const;
  Ground SeriesGround(const std::string& event) const;
  absl::StatusOr<Ground> LinkGround(const CausalLink& link,
                                    const Reason& reason, int entry);
  absl::StatusOr<Ground> ConstraintGround(const std::string& id, int entry);

  const std::string& IdOf(size_t event) const {
    return selection_.events[event].event.id();
  }

  const Selection& selection_;
  const EventOrder& order_;
  const SolvedEvents* const solved_;
  const PointerBook& pointers_;
  ClaimWriter& claims_;
  // Why a constraint of the selection could not be read.
  absl::Status status_;
  // By event; by their own id.
  std::unordered_map<std::string, std::vector<ConstraintEnd>> constraints_of_;
  std::unordered_map<std::string_view, const Constraint*> constraints_;
  std::unordered_map<std::string_view, const CausalLink*> links_;
  // How often the network was searched to say why.
  int searches_ = 0;
};

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_PLACEMENT_WRITER_H_
