// A Selection is what a query chose, with all that is needed to tell it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/selection.h"

#include "absl/strings/str_cat.h"

namespace annals {
namespace {

// Links may name links, and many of them: deep and wide enough for people, and
// bounded.
constexpr int kNestedLinksMax = 2;
constexpr int kEndsShownMax = 3;

void AppendNameOfDepth(const Selection& selection, std::string_view id,
                       int depth, std::string& out);

template <typename Ids>
void AppendNamesOf(const Selection& selection, const Ids& ids, int depth,
                   std::string& out) {
  int shown = 0;
  for (const std::string& id : ids) {
    if (shown == kEndsShownMax) break;
    if (shown++ > 0) out += " + ";
    AppendNameOfDepth(selection, id, depth, out);
  }
  const int left = ids.size() - shown;
  if (left > 0) absl::StrAppend(&out, " + ", left, " more");
}

void AppendNameOfDepth(const Selection& selection, std::string_view id,
                       int depth, std::string& out) {
  const auto found = selection.named.find(id);
  if (found == selection.named.end()) {
    out += id;
    return;
  }
  const Record& record = found->second;
  if (record.has_event()) {
    out += record.event().title();
  } else if (!record.has_causal_link() || depth == kNestedLinksMax) {
    const std::string& title = TitleOf(record);
    out += title.empty() ? id : std::string_view(title);
  } else {
    const CausalLink& link = record.causal_link();
    out += '(';
    AppendNamesOf(selection, link.causes(), depth + 1, out);
    out += " \u2192 ";
    AppendNamesOf(selection, link.effects(), depth + 1, out);
    out += ')';
  }
}

}  // namespace

const Source* Selection::FindSource(std::string_view id) const {
  const auto found = named.find(id);
  if (found == named.end() || !found->second.has_source()) return nullptr;
  return &found->second.source();
}

const Entity* Selection::FindEntity(std::string_view id) const {
  const auto found = named.find(id);
  if (found == named.end() || !found->second.has_entity()) return nullptr;
  return &found->second.entity();
}

const Event* Selection::FindEvent(std::string_view id) const {
  const auto found = named.find(id);
  if (found == named.end() || !found->second.has_event()) return nullptr;
  return &found->second.event();
}

std::string Selection::NameOf(std::string_view id_or_name) const {
  std::string name;
  AppendNameOf(id_or_name, name);
  return name;
}

void Selection::AppendNameOf(std::string_view id_or_name,
                             std::string& out) const {
  AppendNameOfDepth(*this, id_or_name, 0, out);
}

}  // namespace annals
