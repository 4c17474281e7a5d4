// vis-timeline: a timeline to scale, for a web page.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/vis.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/base/string_view.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/vis_style.h"
#include "annals/record/claims.h"
#include "annals/record/names.h"
#include "annals/record/utf8.h"
#include "nlohmann/json.hpp"

namespace annals {
namespace {

using export_internal::Count;
using export_internal::DateInWords;
using export_internal::MarkedTitle;
using export_internal::VisStyle;
using Json = nlohmann::ordered_json;

// The greatest distance from 1970 of a JavaScript date, in milliseconds.
constexpr int64_t kMillisecondsMax = 8'640'000'000'000'000;

// vis-timeline shows at most 10,000 years at once unless told otherwise.
constexpr int64_t kZoomMax = 315'360'000'000'000;

constexpr int64_t kMillisecondsPerDay = 86'400'000;

// vis-timeline reads `content` and `title` as HTML.
std::string Escaped(std::string_view text) {
  std::string escaped;
  for (char c : OneLine(text)) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped.push_back(c);
    }
  }
  return escaped;
}

// The last whole millisecond that is not later; nothing if JavaScript has no
// such date.
std::optional<int64_t> Milliseconds(Instant instant) {
  if (!instant.IsFinite()) return std::nullopt;
  const absl::int128 microseconds = instant.Microseconds();
  absl::int128 milliseconds = microseconds / 1000;
  if (milliseconds * 1000 > microseconds) milliseconds -= 1;
  if (milliseconds > kMillisecondsMax || milliseconds < -kMillisecondsMax) {
    return std::nullopt;
  }
  return static_cast<int64_t>(milliseconds);
}

bool IsWhole(Instant instant) {
  return !instant.IsFinite() || instant.Microseconds() % 1000 == 0;
}

// As Milliseconds(), but the first that is not earlier.
std::optional<int64_t> MillisecondsUp(Instant instant) {
  const std::optional<int64_t> down = Milliseconds(instant);
  if (!down.has_value() || IsWhole(instant)) return down;
  return *down + 1;
}

// ISO 8601 where every tool reads it alike, else the number.
Json DateOf(int64_t milliseconds) {
  const Instant instant =
      *Instant::FromMicroseconds(absl::int128(milliseconds) * 1000);
  const int64_t year = instant.Civil().year();
  if (year < 1000 || year > 9999) return milliseconds;
  return instant.ToString();
}

// An event with its four bounds as JavaScript has them; nothing for an open
// end.
struct Item {
  const Answer* answer = nullptr;
  std::optional<int64_t> earliest_start;
  std::optional<int64_t> latest_start;
  std::optional<int64_t> earliest_end;
  std::optional<int64_t> latest_end;
};

Item ItemOf(const Answer& answer) {
  const Span& span = *answer.span;
  return {&answer, Milliseconds(span.earliest_start),
          MillisecondsUp(span.latest_start), Milliseconds(span.earliest_end),
          MillisecondsUp(span.latest_end)};
}

bool IsRounded(const Span& span) {
  // A bound such as "before 2014" ends a tick early; that is no fraction of
  // anybody's.
  const auto is_rounded = [](Instant instant) {
    return !IsWhole(instant) && !IsWhole(instant.Next()) &&
           !IsWhole(instant.Previous());
  };
  return is_rounded(span.earliest_start) || is_rounded(span.latest_end);
}

bool HasHoles(const Answer& answer) {
  return answer.date.has_value() && answer.date->Members().members.size() > 1;
}

// What is drawn, and what is lost on the way.
class VisWriter {
 public:
  explicit VisWriter(const Selection& selection) : selection_(selection) {
    for (const Answer& answer : selection.events) Consider(answer);
    // A little room, so that open ends reach beyond all others.
    const int64_t room =
        std::max((latest_ - earliest_) / 20, kMillisecondsPerDay);
    earliest_ = std::max(earliest_ - room, -kMillisecondsMax);
    latest_ = std::min(latest_ + room, kMillisecondsMax);
  }

  ExportResult Write() {
    Json items = Json::array();
    for (const Item& item : items_) items.push_back(ItemJson(item));
    Json data;
    data["items"] = std::move(items);
    data["groups"] = GroupsJson();
    data["options"] = OptionsJson();
    data["css"] = std::string(VisStyle());
    ExportResult result;
    // Bytes that are no UTF-8 become U+FFFD instead of an exception.
    result.bytes =
        data.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
    result.losses = Losses();
    return result;
  }

 private:
  void Consider(const Answer& answer) {
    if (!answer.span.has_value()) {
      ++undated_;
      return;
    }
    const Item item = ItemOf(answer);
    const auto start = item.earliest_start.has_value() ? item.earliest_start
                                                       : item.latest_start;
    const auto end =
        item.latest_end.has_value() ? item.latest_end : item.earliest_end;
    if (!start.has_value() && !end.has_value()) {
      ++unbounded_;
      return;
    }
    earliest_ =
        std::min({earliest_, start.value_or(*end), end.value_or(*start)});
    latest_ = std::max({latest_, start.value_or(*end), end.value_or(*start)});
    open_ends_ += item.earliest_start.has_value() ? 0 : 1;
    open_ends_ += item.latest_end.has_value() ? 0 : 1;
    holes_ += HasHoles(answer) ? 1 : 0;
    rounded_ += IsRounded(*answer.span) ? 1 : 0;
    items_.push_back(item);
  }

  Json ItemJson(const Item& item) const {
    const Event& event = item.answer->event;
    const int64_t start = item.earliest_start.value_or(earliest_);
    const int64_t end = item.latest_end.value_or(latest_);
    Json json;
    json["id"] = event.id();
    json["group"] = EventKindName(event.kind());
    json["content"] = Escaped(MarkedTitle(event));
    json["title"] =
        Escaped(absl::StrCat(DateInWords(event), ": ", MarkedTitle(event)));
    json["start"] = DateOf(start);
    json["end"] = DateOf(end);
    json["type"] = "range";
    json["className"] = ClassesOf(item);
    if (IsPartlyCertain(item)) {
      const double length = static_cast<double>(end - start);
      const double from = static_cast<double>(*item.latest_start - start);
      const double to = static_cast<double>(*item.earliest_end - start);
      json["style"] = absl::StrFormat("--from: %.2f%%; --to: %.2f%%",
                                      100 * from / length, 100 * to / length);
    }
    return json;
  }

  static bool IsPartlyCertain(const Item& item) {
    return item.latest_start.has_value() && item.earliest_end.has_value() &&
           *item.latest_start < *item.earliest_end;
  }

  static std::string ClassesOf(const Item& item) {
    const Span& span = *item.answer->span;
    const bool exact = span.earliest_start == span.latest_start &&
                       span.earliest_end == span.latest_end;
    std::string classes = exact                   ? "exact"
                          : IsPartlyCertain(item) ? "partly"
                                                  : "uncertain";
    if (!item.earliest_start.has_value()) classes += " open-start";
    if (!item.latest_end.has_value()) classes += " open-end";
    const std::string qualifiers =
        item.answer->date.has_value() ? item.answer->date->Qualifiers() : "";
    const bool both = qualifiers == "%";
    if (both || qualifiers == "~") classes += " approximate";
    if (both || qualifiers == "?") classes += " questioned";
    if (!item.answer->asserted) classes += " unasserted";
    return classes;
  }

  // The kinds that occur, in the schema's order.
  Json GroupsJson() const {
    std::set<int> kinds;
    for (const Item& item : items_) {
      const int kind = item.answer->event.kind();
      kinds.insert(kind == Event::KIND_UNSPECIFIED ? Event::OCCURRENCE : kind);
    }
    Json groups = Json::array();
    for (int kind : kinds) {
      const std::string name(EventKindName(static_cast<Event::Kind>(kind)));
      groups.push_back({{"id", name}, {"content", name}, {"order", kind}});
    }
    return groups;
  }

  Json OptionsJson() const {
    Json options;
    if (!items_.empty()) {
      // Labels run on beyond the last events.
      const int64_t room = (latest_ - earliest_) / 6;
      options["start"] = DateOf(earliest_);
      options["end"] = DateOf(std::min(latest_ + room, kMillisecondsMax));
      options["zoomMax"] = std::max(2 * (latest_ - earliest_), kZoomMax);
    }
    options["groupOrder"] = "order";
    options["showCurrentTime"] = false;
    options["orientation"] = "top";
    options["tooltip"] = {{"followMouse", true}, {"overflowMethod", "flip"}};
    return options;
  }

  std::vector<Loss> Losses() const {
    std::vector<Loss> losses;
    Count(undated_, "event", "without a date left out", losses);
    Count(unbounded_, "event",
          "left out without a bound that JavaScript can hold", losses);
    Count(open_ends_, "open end", "closed at the edge of the data", losses);
    Count(holes_, "date", "that is a set drawn as one range", losses);
    Count(rounded_, "date", "widened to whole milliseconds", losses);
    Count(static_cast<int64_t>(selection_.links.size()), "causal link",
          "left out", losses);
    return losses;
  }

  const Selection& selection_;
  std::vector<Item> items_;
  // The edges of the data.
  int64_t earliest_ = kMillisecondsMax;
  int64_t latest_ = -kMillisecondsMax;
  int64_t undated_ = 0;
  int64_t unbounded_ = 0;
  int64_t open_ends_ = 0;
  int64_t holes_ = 0;
  int64_t rounded_ = 0;
};

}  // namespace

absl::StatusOr<ExportResult> ExportVis(const Selection& selection,
                                       const ExportOptions&) {
  return VisWriter(selection).Write();
}

}  // namespace annals
