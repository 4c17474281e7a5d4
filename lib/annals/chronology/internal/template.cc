// A Template is text with names in it, which a Frame fills in.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/template.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/utf8.h"

namespace annals::chronology_internal {
namespace {

template <typename... Parts>
absl::Status FaultAt(int line, const Parts&... parts) {
  return absl::InvalidArgumentError(
      absl::StrCat("template line ", line, ": ", parts...));
}

std::string_view Stripped(std::string_view text) {
  return AsStd(absl::StripAsciiWhitespace(AsAbsl(text)));
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// The text of this name in the innermost frame that has one.
const std::string* FindText(const std::vector<const Frame*>& frames,
                            std::string_view name) {
  for (size_t i = frames.size(); i-- > 0;) {
    const std::string* text = frames[i]->FindText(name);
    if (text != nullptr) return text;
  }
  return nullptr;
}

std::string NamesIn(const std::vector<const Frame*>& frames) {
  std::vector<std::string> names;
  for (const std::string_view name : frames.back()->Names()) {
    names.emplace_back(name);
  }
  std::sort(names.begin(), names.end());
  return absl::StrJoin(names, ", ");
}

}  // namespace

// Reads from the front; open sections are a stack.
class TemplateParser {
 public:
  using Node = Template::Node;

  explicit TemplateParser(std::string_view text) : text_(text) {}

  absl::StatusOr<Template> Parse() {
    open_.emplace_back();
    while (at_ < text_.size()) ANNALS_RETURN_IF_ERROR(ReadNext());
    if (open_.size() > 1) {
      const Node& last = open_.back();
      return FaultAt(last.line, Tag("#", last.text), " is not closed; want ",
                     Tag("/", last.text));
    }
    Template result;
    result.nodes_ = std::move(open_.front().children);
    return result;
  }

 private:
  // As it would be written with today's delimiters.
  std::string Tag(std::string_view sigil, std::string_view name) const {
    return absl::StrCat(opening_, AsAbsl(sigil), AsAbsl(name), closing_);
  }

  std::vector<Node>& Here() { return open_.back().children; }

  void AddText(std::string_view text) {
    if (!text.empty()) Here().push_back({Node::Kind::kText, std::string(text)});
    line_ += static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  }

  // The text up to the next tag, and the tag.
  absl::Status ReadNext() {
    const size_t begin = std::min(text_.find(opening_, at_), text_.size());
    if (begin == text_.size()) {
      AddText(text_.substr(at_));
      at_ = begin;
      return absl::OkStatus();
    }
    const size_t content = begin + opening_.size();
    const size_t end = text_.find(closing_, content);
    const std::string_view lead = text_.substr(at_, begin - at_);
    if (end == text_.npos) {
      AddText(lead);
      return FaultAt(line_, "\"", opening_, "\" is not closed; want \"",
                     closing_, "\"");
    }
    at_ = end + closing_.size();
    const std::string_view tag = text_.substr(content, end - content);
    const bool is_name = !tag.empty() && std::string_view("#^/!=").find(
                                             tag[0]) == std::string_view::npos;
    AddText(is_name ? lead : WithoutOwnLine(lead, begin));
    const int line_after =
        line_ + static_cast<int>(std::count(tag.begin(), tag.end(), '\n'));
    ANNALS_RETURN_IF_ERROR(ReadTag(tag));
    line_ = line_after + (skipped_line_ ? 1 : 0);
    skipped_line_ = false;
    return absl::OkStatus();
  }

  // If the tag has a line of its own, the lead without its last line, and the
  // rest of the line is skipped. Looks no further than the nearest word: a
  // template may be one long line.
  std::string_view WithoutOwnLine(std::string_view lead, size_t begin) {
    size_t line_begin = begin;
    while (line_begin > 0 && IsBlank(text_[line_begin - 1])) --line_begin;
    size_t line_end = at_;
    while (line_end < text_.size() && IsBlank(text_[line_end])) ++line_end;
    const bool is_first = line_begin == 0 || text_[line_begin - 1] == '\n';
    const bool is_last = line_end == text_.size() || text_[line_end] == '\n';
    if (!is_first || !is_last) return lead;
    skipped_line_ = line_end < text_.size();
    at_ = std::min(line_end + 1, text_.size());
    return lead.substr(0, lead.size() - (begin - line_begin));
  }

  absl::Status ReadTag(std::string_view tag) {
    const char sigil = tag.empty() ? ' ' : tag[0];
    if (sigil == '!') return absl::OkStatus();
    if (sigil == '=') return ReadDelimiters(tag);
    const bool has_sigil = sigil == '#' || sigil == '^' || sigil == '/';
    const std::string_view name = Stripped(has_sigil ? tag.substr(1) : tag);
    const bool is_word =
        !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
          return absl::ascii_isalnum(c) || c == '_';
        });
    if (!is_word) {
      return FaultAt(line_, Tag("", tag),
                     " is not read here; want a name of letters, digits and _, "
                     "with #, ^ or / before it or nothing");
    }
    if (sigil == '/') return Close(name);
    if (!has_sigil) {
      Here().push_back({Node::Kind::kName, std::string(name), line_});
      return absl::OkStatus();
    }
    if (open_.size() > kTemplateDepthMax) {
      return FaultAt(line_, Tag("#", name),
                     " is nested too deep; want at most ", kTemplateDepthMax,
                     " sections in one another");
    }
    open_.push_back(
        {sigil == '#' ? Node::Kind::kSection : Node::Kind::kInverted,
         std::string(name), line_});
    return absl::OkStatus();
  }

  absl::Status Close(std::string_view name) {
    if (open_.size() == 1) {
      return FaultAt(line_, Tag("/", name), " closes nothing; want ",
                     Tag("#", name), " before it");
    }
    if (open_.back().text != name) {
      return FaultAt(line_, Tag("/", name), " is out of place; want ",
                     Tag("/", open_.back().text), ", for line ",
                     open_.back().line);
    }
    Node closed = std::move(open_.back());
    open_.pop_back();
    Here().push_back(std::move(closed));
    return absl::OkStatus();
  }

  // "=<< >>=".
  absl::Status ReadDelimiters(std::string_view tag) {
    const auto fault = [&] {
      return FaultAt(line_, Tag("", tag), ": want two delimiters, as in ",
                     Tag("", "=<< >>="));
    };
    if (tag.size() < 2 || tag.back() != '=') return fault();
    const std::string_view pair = Stripped(tag.substr(1, tag.size() - 2));
    const size_t gap = pair.find_first_of(" \t\r\n");
    if (gap == pair.npos) return fault();
    const std::string_view closing = Stripped(pair.substr(gap));
    if (pair.find('=') != pair.npos ||
        closing.find_first_of(" \t\r\n") != closing.npos) {
      return fault();
    }
    opening_ = std::string(pair.substr(0, gap));
    closing_ = std::string(closing);
    return absl::OkStatus();
  }

  const std::string_view text_;
  size_t at_ = 0;
  int line_ = 1;
  bool skipped_line_ = false;
  std::string opening_ = "{{";
  std::string closing_ = "}}";
  // The first one stands for the whole.
  std::vector<Node> open_;
};

class TemplateWriter {
 public:
  using Node = Template::Node;

  TemplateWriter(const Frame& root, const TemplateLimits& limits)
      : frames_{&root}, limits_(limits) {}

  absl::Status Write(const std::vector<Node>& nodes) {
    for (const Node& node : nodes) ANNALS_RETURN_IF_ERROR(WriteNode(node));
    return absl::OkStatus();
  }

  std::string Finish() && { return std::move(out_); }

 private:
  absl::Status WriteNode(const Node& node) {
    if (++followed_ > limits_.parts_max) {
      return absl::ResourceExhaustedError(absl::StrCat(
          "template line ", node.line, ": more than ", limits_.parts_max,
          " tags and texts are followed; want "
          "fewer"));
    }
    switch (node.kind) {
      case Node::Kind::kText:
        return Append(node.text, node);
      case Node::Kind::kName:
        return Append(*FindText(frames_, node.text), node);
      case Node::Kind::kInverted:
        return IsEmpty(node.text) ? Write(node.children) : absl::OkStatus();
      case Node::Kind::kSection:
        break;
    }
    const Frame::List* list = frames_.back()->FindList(node.text);
    if (list != nullptr) return WriteEach(*list, node);
    return IsEmpty(node.text) ? absl::OkStatus() : Write(node.children);
  }

  bool IsEmpty(const std::string& name) const {
    const Frame::List* list = frames_.back()->FindList(name);
    return list != nullptr ? list->size == 0 : FindText(frames_, name)->empty();
  }

  absl::Status WriteEach(const Frame::List& list, const Node& node) {
    for (size_t i = 0; i < list.size; ++i) {
      if (++visited_ > limits_.frames_max) {
        return absl::ResourceExhaustedError(absl::StrCat(
            "template line ", node.line, ": {{#", node.text,
            "}} goes over the same things too often; want at most ",
            limits_.frames_max, " in all"));
      }
      Frame frame = list.item(i);
      frame.SetFlag("first", i == 0);
      frame.SetFlag("last", i + 1 == list.size);
      frames_.push_back(&frame);
      const absl::Status status = Write(node.children);
      frames_.pop_back();
      ANNALS_RETURN_IF_ERROR(status);
    }
    return absl::OkStatus();
  }

  absl::Status Append(const std::string& text, const Node& node) {
    if (static_cast<int64_t>(out_.size() + text.size()) > limits_.bytes_max) {
      return absl::ResourceExhaustedError(
          absl::StrCat("template line ", node.line, ": more is written than ",
                       limits_.bytes_max, " bytes; want less"));
    }
    out_ += text;
    return absl::OkStatus();
  }

  std::vector<const Frame*> frames_;
  const TemplateLimits limits_;
  int64_t visited_ = 0;
  int64_t followed_ = 0;
  std::string out_;
};

absl::StatusOr<Template> Template::Parse(std::string_view text) {
  if (text.size() > kTemplateBytesMax) {
    return absl::InvalidArgumentError(absl::StrCat("template of ", text.size(),
                                                   " bytes; want at most ",
                                                   kTemplateBytesMax));
  }
  const size_t sound = Utf8PrefixLength(text);
  if (sound != text.size()) {
    const auto line = std::count(text.begin(), text.begin() + sound, '\n') + 1;
    return FaultAt(static_cast<int>(line),
                   "bytes that are no UTF-8 found; want UTF-8");
  }
  return TemplateParser(text).Parse();
}

absl::Status Template::Check(const Frame& specimen) const {
  std::vector<const Frame*> frames = {&specimen};
  return CheckNodes(nodes_, frames, "the whole");
}

absl::Status Template::CheckNodes(const std::vector<Node>& nodes,
                                  std::vector<const Frame*>& frames,
                                  std::string_view place) {
  for (const Node& node : nodes) {
    if (node.kind == Node::Kind::kText) continue;
    const Frame::List* list = node.kind == Node::Kind::kName
                                  ? nullptr
                                  : frames.back()->FindList(node.text);
    if (list == nullptr && FindText(frames, node.text) == nullptr) {
      return FaultAt(node.line, "\"", node.text, "\" is no ",
                     node.kind == Node::Kind::kName ? "text" : "list or text",
                     " of ", AsAbsl(place), "; want one of ", NamesIn(frames));
    }
    if (list == nullptr || node.kind == Node::Kind::kInverted) {
      ANNALS_RETURN_IF_ERROR(CheckNodes(node.children, frames, place));
      continue;
    }
    Frame frame = list->item(0);
    frame.SetFlag("first", true);
    frame.SetFlag("last", true);
    frames.push_back(&frame);
    const absl::Status status = CheckNodes(node.children, frames, node.text);
    frames.pop_back();
    ANNALS_RETURN_IF_ERROR(status);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Template::Write(
    const Frame& root, const TemplateLimits& limits) const {
  TemplateWriter writer(root, limits);
  ANNALS_RETURN_IF_ERROR(writer.Write(nodes_));
  return std::move(writer).Finish();
}

}  // namespace annals::chronology_internal
