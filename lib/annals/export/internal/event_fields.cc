// What formats with room for named values of one's own carry of an event.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/event_fields.h"

#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "annals/export/internal/describe.h"
#include "annals/record/claims.h"
#include "annals/record/names.h"

namespace annals::export_internal {
namespace {

// "INFERRED_FROM_CONTEXT" becomes "inferred from context".
void AppendInWords(std::string_view name, std::string& out) {
  for (const char c : name) {
    out += c == '_' ? ' ' : absl::ascii_tolower(static_cast<unsigned char>(c));
  }
}

// The names of a schema's values, each made once.
template <typename Enum, int size>
class NameTable {
 public:
  explicit NameTable(std::string (*name)(Enum)) {
    for (int i = 0; i < size; ++i) names_[i] = name(static_cast<Enum>(i));
  }

  // Nothing for a value that a newer schema added.
  std::string_view NameOf(Enum value) const {
    return value >= 0 && value < size ? names_[value] : std::string_view();
  }

 private:
  std::string names_[size];
};

void AppendMark(const Answer& answer, std::string& out) {
  if (!IsAsserted(answer.event)) out += MarkOf(answer.event.claims());
}

void AppendKind(const Answer& answer, std::string& out) {
  static const auto* const names =
      new NameTable<Event::Kind, Event::Kind_ARRAYSIZE>(EventKindName);
  out += names->NameOf(answer.event.kind());
}

// These add nothing where the record leaves it to the default.
void AppendExtent(const Answer& answer, std::string& out) {
  const When& when = answer.event.when();
  if (when.extent() == When::EXTENT_UNSPECIFIED) return;
  AppendInWords(When::Extent_Name(when.extent()), out);
}

void AppendBasis(const Answer& answer, std::string& out) {
  const When& when = answer.event.when();
  if (when.basis() == When::BASIS_UNSPECIFIED) return;
  AppendInWords(When::Basis_Name(when.basis()), out);
}

void AppendCalendar(const Answer& answer, std::string& out) {
  const When& when = answer.event.when();
  if (when.calendar() == When::CALENDAR_UNSPECIFIED) return;
  AppendInWords(When::Calendar_Name(when.calendar()), out);
}

void AppendOrdinal(const Answer& answer, std::string& out) {
  if (!answer.event.has_ordinal()) return;
  absl::StrAppend(&out, answer.event.ordinal());
}

// Gathers the items of a list, which stand in one text.
class ItemList {
 public:
  ItemList(std::string& text, std::vector<size_t>& ends)
      : text_(text), ends_(ends) {
    text_.clear();
    ends_.clear();
  }

  // Where to add the next item.
  std::string& text() { return text_; }

  // The item is there now, unless nothing was added.
  void End() {
    if (text_.size() > Begin()) ends_.push_back(text_.size());
  }

  // The same, unless it is there already.
  void EndUnlessRepeated() {
    const std::string_view all = text_;
    const std::string_view item = all.substr(Begin());
    size_t begin = 0;
    for (const size_t end : ends_) {
      if (all.substr(begin, end - begin) == item) {
        text_.resize(Begin());
        return;
      }
      begin = end;
    }
    End();
  }

 private:
  size_t Begin() const { return ends_.empty() ? 0 : ends_.back(); }

  std::string& text_;
  std::vector<size_t>& ends_;
};

void ListParticipants(const Selection& selection, const Event& event,
                      ItemList& list) {
  static const auto* const roles =
      new NameTable<Participant::Role, Participant::Role_ARRAYSIZE>(RoleName);
  for (const Participant& participant : event.participants()) {
    if (participant.entity().empty()) {
      list.text() += participant.name();
    } else {
      selection.AppendNameOf(participant.entity(), list.text());
    }
    const std::string_view role = roles->NameOf(participant.role());
    if (!role.empty()) {
      list.text() += " (";
      list.text() += role;
      list.text() += ')';
    }
    list.End();
  }
}

void ListPlaces(const Selection& selection, const Event& event,
                ItemList& list) {
  for (const std::string& place : event.places()) {
    selection.AppendNameOf(place, list.text());
    list.End();
  }
}

void ListTags(const Selection&, const Event& event, ItemList& list) {
  for (const std::string& tag : event.tags()) {
    list.text() += tag;
    list.End();
  }
}

void ListSources(const Selection& selection, const Event& event,
                 ItemList& list) {
  for (const Claim& claim : event.claims()) {
    for (const Evidence& evidence : claim.evidence()) {
      selection.AppendNameOf(evidence.source(), list.text());
      list.EndUnlessRepeated();
    }
  }
}

using Text = const std::string& (*)(const Answer&);
using Append = void (*)(const Answer&, std::string&);
using ListItems = void (*)(const Selection&, const Event&, ItemList&);

// One of the four is not null: what the record holds as it is to be told, what
// is made of it, a list, a bound.
struct FieldKind {
  std::string_view name;
  Text text = nullptr;
  Append append = nullptr;
  ListItems list = nullptr;
  Instant Span::*bound = nullptr;
};

constexpr FieldKind Held(std::string_view name, Text text) {
  return {name, text, nullptr, nullptr, nullptr};
}
constexpr FieldKind Made(std::string_view name, Append append) {
  return {name, nullptr, append, nullptr, nullptr};
}
constexpr FieldKind Bound(std::string_view name, Instant Span::*bound) {
  return {name, nullptr, nullptr, nullptr, bound};
}
constexpr FieldKind Listed(std::string_view name, ListItems list) {
  return {name, nullptr, nullptr, list, nullptr};
}

constexpr FieldKind kFields[] = {
    Held("id",
         [](const Answer& a) -> const std::string& { return a.event.id(); }),
    Held("title",
         [](const Answer& a) -> const std::string& { return a.event.title(); }),
    Held("description",
         [](const Answer& a) -> const std::string& {
           return a.event.description();
         }),
    Made("kind", AppendKind),
    Made("mark", AppendMark),
    Made("date", AppendDateInWords),
    Held("edtf",
         [](const Answer& a) -> const std::string& {
           return a.event.when().edtf();
         }),
    Made("extent", AppendExtent),
    Bound("earliest_start", &Span::earliest_start),
    Bound("latest_start", &Span::latest_start),
    Bound("earliest_end", &Span::earliest_end),
    Bound("latest_end", &Span::latest_end),
    Held("zone",
         [](const Answer& a) -> const std::string& {
           return a.event.when().zone();
         }),
    Held("duration",
         [](const Answer& a) -> const std::string& {
           return a.event.when().duration();
         }),
    Held("recurrence",
         [](const Answer& a) -> const std::string& {
           return a.event.when().recurrence();
         }),
    Held("words",
         [](const Answer& a) -> const std::string& {
           return a.event.when().words();
         }),
    Made("calendar", AppendCalendar),
    Made("basis", AppendBasis),
    Listed("participants", ListParticipants),
    Listed("places", ListPlaces),
    Listed("tags", ListTags),
    Listed("sources", ListSources),
    Held("part_of",
         [](const Answer& a) -> const std::string& {
           return a.event.part_of();
         }),
    Held(
        "series",
        [](const Answer& a) -> const std::string& { return a.event.series(); }),
    Made("ordinal", AppendOrdinal),
};

}  // namespace

void EventFieldReader::Visit(
    const Selection& selection, const Answer& answer,
    absl::FunctionRef<void(const EventFieldView&)> visit) {
  for (size_t place = 0; place < std::size(kFields); ++place) {
    const FieldKind& kind = kFields[place];
    EventFieldView field;
    field.name = kind.name;
    field.place = place;
    if (kind.list != nullptr) {
      ItemList list(text_, ends_);
      kind.list(selection, answer.event, list);
      if (ends_.empty()) continue;
      field.is_list = true;
      field.text = text_;
      field.items = Items();
    } else if (kind.append != nullptr) {
      text_.clear();
      kind.append(answer, text_);
      field.text = text_;
    } else if (kind.bound != nullptr) {
      if (!answer.span.has_value()) continue;
      field.instant = &((*answer.span).*kind.bound);
    } else {
      field.text = kind.text(answer);
    }
    if (!IsEmpty(field)) visit(field);
  }
}

absl::Span<const std::string_view> EventFieldReader::Items() {
  items_.clear();
  size_t begin = 0;
  for (const size_t end : ends_) {
    items_.push_back(std::string_view(text_).substr(begin, end - begin));
    begin = end;
  }
  return items_;
}

std::vector<EventField> EventFields(const Selection& selection,
                                    const Answer& answer) {
  std::vector<EventField> fields;
  EventFieldReader().Visit(
      selection, answer, [&fields](const EventFieldView& field) {
        EventField copy;
        copy.name = field.name;
        copy.is_list = field.is_list;
        copy.items.assign(field.items.begin(), field.items.end());
        if (field.instant != nullptr) {
          copy.text = field.instant->ToString();
        } else if (!field.is_list) {
          copy.text = std::string(field.text);
        }
        fields.push_back(std::move(copy));
      });
  return fields;
}

const std::vector<std::string_view>& EventFieldNames() {
  static const auto* const names = [] {
    auto* all = new std::vector<std::string_view>;
    for (const FieldKind& kind : kFields) all->push_back(kind.name);
    return all;
  }();
  return *names;
}

std::string Joined(const EventField& field, LossTally& losses) {
  const std::vector<std::string_view> items(field.items.begin(),
                                            field.items.end());
  EventFieldView view;
  view.is_list = field.is_list;
  view.text = field.text;
  view.items = items;
  std::string joined;
  AppendJoined(view, losses, joined);
  return joined;
}

void AppendJoined(const EventFieldView& field, LossTally& losses,
                  std::string& out) {
  if (!field.is_list) {
    out += field.text;
    return;
  }
  std::string_view separator;
  for (const std::string_view item : field.items) {
    if (item.find(';') != std::string_view::npos) {
      losses.Add("list item", "with a semicolon, which reads as two");
    }
    out += separator;
    out += item;
    separator = "; ";
  }
}

}  // namespace annals::export_internal
