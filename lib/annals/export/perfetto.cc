// Perfetto: events as slices on tracks, causal links as arrows between them.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/perfetto.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/event_fields.h"
#include "annals/export/internal/lanes.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/export/internal/trace_time.h"
#include "annals/export/internal/wire_writer.h"
#include "annals/record/names.h"

namespace annals {
namespace {

using export_internal::CountFloatingDates;
using export_internal::EventField;
using export_internal::EventFields;
using export_internal::Joined;
using export_internal::Lanes;
using export_internal::LossTally;
using export_internal::MarkedTitle;
using export_internal::TraceTime;
using export_internal::WireWriter;

// Field numbers of perfetto.protos.
namespace field {
constexpr int kTracePacket = 1;
constexpr int kTimestamp = 8;
constexpr int kTrustedPacketSequenceId = 10;
constexpr int kTrackEvent = 11;
constexpr int kTrackDescriptor = 60;
// TrackDescriptor
constexpr int kUuid = 1;
constexpr int kTrackName = 2;
constexpr int kParentUuid = 5;
// TrackEvent
constexpr int kDebugAnnotations = 4;
constexpr int kType = 9;
constexpr int kTrackUuid = 11;
constexpr int kCategories = 22;
constexpr int kEventName = 23;
constexpr int kFlowIds = 47;
constexpr int kTerminatingFlowIds = 48;
// DebugAnnotation
constexpr int kStringValue = 6;
constexpr int kAnnotationName = 10;
}  // namespace field

constexpr uint64_t kSliceBegin = 1;  // TrackEvent.Type
constexpr uint64_t kSliceEnd = 2;

// All packets come from one writer, and in order.
constexpr uint64_t kSequenceId = 1;

// The track that the others are part of; theirs are counted from it.
constexpr uint64_t kRootUuid = 1;

constexpr uint64_t kNever = std::numeric_limits<uint64_t>::max();

// An event that is drawn. `end` is kNever for an open end.
struct Slice {
  const Answer* answer = nullptr;
  uint64_t begin = 0;
  uint64_t end = kNever;
  uint64_t track = 0;
  // Ids of the flows that start here, and that end here.
  std::vector<uint64_t> flows_out;
  std::vector<uint64_t> flows_in;
  // What to tell of the links to it: the kind, and the cause.
  std::vector<std::pair<std::string, std::string>> causes;
};

class TraceWriter {
 public:
  TraceWriter(const Selection& selection, const ExportOptions& options)
      : selection_(selection), options_(options) {}

  ExportResult Write() && {
    AddSlices();
    if (time_.scale() != 1) {
      losses_.Add("scale of time", "on which a nanosecond is a microsecond");
    }
    WriteTrack(kRootUuid, 0,
               options_.title.empty() ? "Annals" : options_.title);
    AssignTracks();
    for (const CausalLink& link : selection_.links) AddFlows(link);
    WriteSlices();
    return {std::move(trace_).Take(), losses_.Losses()};
  }

 private:
  // Slices in the order in which they begin.
  void AddSlices() {
    std::vector<const Answer*> drawn;
    for (const Answer& answer : selection_.events) {
      if (!IsDrawn(answer)) continue;
      drawn.push_back(&answer);
      for (const Instant bound :
           {answer.span->earliest_start, answer.span->latest_end}) {
        if (bound.IsFinite()) time_.Include(bound);
      }
    }
    CountFloatingDates(selection_, losses_);
    for (const Answer* answer : drawn) slices_.push_back(SliceOf(*answer));
    std::stable_sort(
        slices_.begin(), slices_.end(), [](const Slice& a, const Slice& b) {
          return std::tie(a.begin, a.end) < std::tie(b.begin, b.end);
        });
    for (size_t i = 0; i < slices_.size(); ++i) {
      by_id_.emplace(slices_[i].answer->event.id(), i);
    }
  }

  bool IsDrawn(const Answer& answer) {
    if (!answer.span.has_value()) {
      losses_.Add("event", "without a date left out");
      return false;
    }
    const Instant start = answer.span->earliest_start;
    const Instant end = answer.span->latest_end;
    if (!start.IsFinite() && !end.IsFinite()) {
      losses_.Add("event", "without a bound left out");
      return false;
    }
    if ((start.IsFinite() && !TraceTime::Holds(start)) ||
        (end.IsFinite() && !TraceTime::Holds(end))) {
      losses_.Add("event", "left out more than 146,000 years from 1970");
      return false;
    }
    return true;
  }

  Slice SliceOf(const Answer& answer) {
    Slice slice;
    slice.answer = &answer;
    if (answer.span->earliest_start.IsFinite()) {
      slice.begin = time_.Of(answer.span->earliest_start);
    } else {
      losses_.Add("open start", "drawn at the beginning of the trace");
    }
    if (answer.span->latest_end.IsFinite()) {
      // What ends with the trace's first instant is drawn a nanosecond long.
      slice.end = std::max(time_.Of(answer.span->latest_end), slice.begin + 1);
    }
    return slice;
  }

  // Tracks are numbered as they are first needed.
  void AssignTracks() {
    std::map<std::string, Lanes> lanes_of_kind;
    std::map<std::pair<std::string, int>, uint64_t> tracks;
    for (Slice& slice : slices_) {
      const std::string kind = EventKindName(slice.answer->event.kind());
      const int lane = lanes_of_kind[kind].Place(slice.begin, slice.end);
      const auto [track, is_new] =
          tracks.emplace(std::pair(kind, lane), kRootUuid + 1 + tracks.size());
      slice.track = track->second;
      if (!is_new) continue;
      WriteTrack(slice.track, kRootUuid,
                 lane == 0 ? kind : absl::StrCat(kind, " ", lane + 1));
    }
  }

  void AddFlows(const CausalLink& link) {
    for (const std::string& effect : link.effects()) {
      for (const std::string& cause : link.causes()) {
        AddFlow(LinkKindName(link.kind()), cause, effect);
      }
    }
  }

  void AddFlow(const std::string& kind, const std::string& cause,
               const std::string& effect) {
    const auto from = by_id_.find(cause);
    const auto to = by_id_.find(effect);
    if (to != by_id_.end()) {
      slices_[to->second].causes.emplace_back(kind, cause);
    }
    if (from == by_id_.end() || to == by_id_.end()) {
      losses_.Add("causal arrow", "left out with an end that is not drawn");
    } else if (slices_[from->second].begin >= slices_[to->second].begin) {
      losses_.Add("causal arrow",
                  "left out to an effect that may start no later");
    } else {
      ++flow_count_;
      slices_[from->second].flows_out.push_back(flow_count_);
      slices_[to->second].flows_in.push_back(flow_count_);
    }
  }

  // In the order of time; on a track a slice ends before the next begins.
  void WriteSlices() {
    struct Edge {
      uint64_t time;
      bool is_begin;
      size_t slice;
    };
    std::vector<Edge> edges;
    for (size_t i = 0; i < slices_.size(); ++i) {
      edges.push_back({slices_[i].begin, true, i});
      if (slices_[i].end != kNever) edges.push_back({slices_[i].end, false, i});
    }
    std::stable_sort(
        edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
          return std::tie(a.time, a.is_begin) < std::tie(b.time, b.is_begin);
        });
    for (const Edge& edge : edges) {
      const Slice& slice = slices_[edge.slice];
      WritePacket(edge.time, edge.is_begin ? BeginOf(slice) : EndOf(slice));
    }
  }

  WireWriter BeginOf(const Slice& slice) {
    const Event& event = slice.answer->event;
    WireWriter begin;
    begin.Varint(field::kType, kSliceBegin);
    begin.Varint(field::kTrackUuid, slice.track);
    begin.String(field::kCategories, EventKindName(event.kind()));
    begin.String(field::kEventName, MarkedTitle(event));
    for (const uint64_t flow : slice.flows_out) {
      begin.Fixed64(field::kFlowIds, flow);
    }
    for (const uint64_t flow : slice.flows_in) {
      begin.Fixed64(field::kTerminatingFlowIds, flow);
    }
    for (const EventField& one : EventFields(selection_, *slice.answer)) {
      Annotate(one.name, Joined(one, losses_), begin);
    }
    for (const auto& [kind, cause] : slice.causes) Annotate(kind, cause, begin);
    return begin;
  }

  static WireWriter EndOf(const Slice& slice) {
    WireWriter end;
    end.Varint(field::kType, kSliceEnd);
    end.Varint(field::kTrackUuid, slice.track);
    return end;
  }

  static void Annotate(std::string_view name, std::string_view value,
                       WireWriter& event) {
    WireWriter annotation;
    annotation.String(field::kAnnotationName, name);
    annotation.String(field::kStringValue, value);
    event.Message(field::kDebugAnnotations, annotation);
  }

  void WritePacket(uint64_t time, const WireWriter& event) {
    WireWriter packet;
    packet.Varint(field::kTimestamp, time);
    packet.Varint(field::kTrustedPacketSequenceId, kSequenceId);
    packet.Message(field::kTrackEvent, event);
    trace_.Message(field::kTracePacket, packet);
  }

  void WriteTrack(uint64_t uuid, uint64_t parent, std::string_view name) {
    WireWriter track;
    track.Varint(field::kUuid, uuid);
    track.String(field::kTrackName, name);
    if (parent != 0) track.Varint(field::kParentUuid, parent);
    WireWriter packet;
    packet.Varint(field::kTrustedPacketSequenceId, kSequenceId);
    packet.Message(field::kTrackDescriptor, track);
    trace_.Message(field::kTracePacket, packet);
  }

  const Selection& selection_;
  const ExportOptions& options_;
  TraceTime time_;
  std::vector<Slice> slices_;
  // Where in `slices_` each event is.
  std::map<std::string, size_t> by_id_;
  uint64_t flow_count_ = 0;
  LossTally losses_;
  WireWriter trace_;
};

}  // namespace

absl::StatusOr<ExportResult> ExportPerfetto(const Selection& selection,
                                            const ExportOptions& options) {
  return TraceWriter(selection, options).Write();
}

}  // namespace annals
