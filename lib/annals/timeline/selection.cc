// A Selection is what a query chose, with all that is needed to tell it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/selection.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace annals {
namespace {

// Links may name links, and many of them: deep and wide enough for people, and
// bounded.
constexpr int kNestedLinksMax = 2;
constexpr int kEndsShownMax = 3;

std::string NameOfDepth(const Selection& selection, std::string_view id,
                        int depth);

template <typename Ids>
std::string NamesOf(const Selection& selection, const Ids& ids, int depth) {
  std::vector<std::string> names;
  for (const std::string& id : ids) {
    if (names.size() == kEndsShownMax) break;
    names.push_back(NameOfDepth(selection, id, depth));
  }
  const int left = ids.size() - static_cast<int>(names.size());
  if (left > 0) names.push_back(absl::StrCat(left, " more"));
  return absl::StrJoin(names, " + ");
}

std::string NameOfDepth(const Selection& selection, std::string_view id,
                        int depth) {
  if (const Event* event = selection.FindEvent(id)) return event->title();
  const auto found = selection.named.find(id);
  if (found == selection.named.end()) return std::string(id);
  const Record& record = found->second;
  if (!record.has_causal_link() || depth == kNestedLinksMax) {
    const std::string& title = TitleOf(record);
    return title.empty() ? std::string(id) : title;
  }
  const CausalLink& link = record.causal_link();
  return absl::StrCat("(", NamesOf(selection, link.causes(), depth + 1),
                      " \u2192 ", NamesOf(selection, link.effects(), depth + 1),
                      ")");
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
  return NameOfDepth(*this, id_or_name, 0);
}

}  // namespace annals
