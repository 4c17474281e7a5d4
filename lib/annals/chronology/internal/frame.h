// A Frame is what a template may name at one place: texts, and lists of frames.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_FRAME_H_
#define ANNALS_CHRONOLOGY_INTERNAL_FRAME_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace annals::chronology_internal {

// Texts are ready to be written: escaped, with markup. The frames of a list are
// made when they are visited, so that a telling is never in memory twice.
//
//   Frame frame;
//   frame.SetText("title", markup.Text(source.title));
//   frame.SetList("notes", notes.size(), [&](size_t i) { return ...; });
//
// Names are literals: the views are kept. What items are made of must outlive
// the frame.
class Frame {
 public:
  using MakeItem = std::function<Frame(size_t)>;

  struct List {
    std::string_view name;
    size_t size = 0;
    MakeItem item;
  };

  void SetText(std::string_view name, std::string text) {
    texts_.emplace_back(name, std::move(text));
  }
  void SetList(std::string_view name, size_t size, MakeItem item) {
    lists_.push_back({name, size, std::move(item)});
  }
  // A text that is only asked whether it is empty.
  void SetFlag(std::string_view name, bool flag) {
    SetText(name, flag ? "yes" : "");
  }

  // Null if there is none of that name.
  const std::string* FindText(std::string_view name) const {
    for (const auto& [its_name, text] : texts_) {
      if (its_name == name) return &text;
    }
    return nullptr;
  }
  const List* FindList(std::string_view name) const {
    for (const List& list : lists_) {
      if (list.name == name) return &list;
    }
    return nullptr;
  }

  // All names, texts first.
  std::vector<std::string_view> Names() const {
    std::vector<std::string_view> names;
    for (const auto& [name, text] : texts_) names.push_back(name);
    for (const List& list : lists_) names.push_back(list.name);
    return names;
  }

 private:
  std::vector<std::pair<std::string_view, std::string>> texts_;
  std::vector<List> lists_;
};

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_FRAME_H_
