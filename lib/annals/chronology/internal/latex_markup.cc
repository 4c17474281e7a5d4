// LatexMarkup writes the sentences of a telling in LaTeX.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/latex_markup.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/plain.h"

namespace annals::chronology_internal {
namespace {

// Hebrew to Arabic Extended-A, and the presentation forms: strong characters
// of scripts that run from right to left, and the marks that go with them.
bool RunsFromRight(char32_t point) {
  return (point >= 0x0590 && point <= 0x08FF) ||
         (point >= 0xFB1D && point <= 0xFDFF) ||
         (point >= 0xFE70 && point <= 0xFEFE) ||
         (point >= 0x10800 && point <= 0x10FFF) ||
         (point >= 0x1E800 && point <= 0x1EFFF);
}

std::string_view CommandFor(char c) {
  switch (c) {
    case '\\':
      return "\\textbackslash{}";
    case '~':
      return "\\textasciitilde{}";
    case '^':
      return "\\textasciicircum{}";
    case '<':
      return "\\textless{}";
    case '>':
      return "\\textgreater{}";
    case '"':
      return "\\textquotedbl{}";
    case '\'':  // as it stands, and no closing quotation mark
      return "\\textquotesingle{}";
    case '`':
      return "\\textasciigrave{}";
    default:
      return "";
  }
}

// These would begin an optional argument.
bool IsBracket(char c) { return c == '[' || c == ']'; }

bool IsCommandCharacter(char c) {
  return std::string_view("{}$&#%_").find(c) != std::string_view::npos;
}

// "--" and ",," are ligatures.
bool JoinsItself(char c) { return c == '-' || c == ','; }

// A word that has so many letters may be broken after them, and after every few
// more: it would run off the page.
constexpr int kLettersWhole = 40;
constexpr int kLettersMore = 8;

// Counts the letters of a word.
class LongWord {
 public:
  // Whether the word may be broken before `c`.
  bool BreaksBefore(char c) {
    const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (continues) return false;
    if (c == ' ') letters_ = -1;
    ++letters_;
    return letters_ > kLettersWhole &&
           (letters_ - kLettersWhole) % kLettersMore == 1;
  }

 private:
  int letters_ = 0;
};

void AppendEscaped(std::string_view text, std::string& out) {
  LongWord word;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (word.BreaksBefore(c)) out += "\\allowbreak{}";
    const std::string_view command = CommandFor(c);
    if (!command.empty()) {
      out.append(command);
    } else if (IsBracket(c)) {
      absl::StrAppend(&out, "{", std::string(1, c), "}");
    } else {
      if (IsCommandCharacter(c)) out.push_back('\\');
      out.push_back(c);
      if (JoinsItself(c) && text.substr(i + 1, 1) == text.substr(i, 1)) {
        out.append("{}");
      }
    }
  }
}

// The command for text that TeX's own fonts do not have, each with a font of
// its own in the template; nothing for what they have.
std::string_view CommandForScript(char32_t point) {
  if (point < 0x0370) return "";
  if (point >= 0x1100 && point < 0x1200) return "\\cjk";  // parts of Hangul
  if (point >= 0x1EA0 && point < 0x1EFA) return "";       // Vietnamese
  if (point < 0x2000) return "\\letters";  // Greek, Cyrillic and so on
  if (point < 0x2070) return "";           // dashes, quotation marks
  if (point == 0x20AC || point == 0x2116 || point == 0x2212) return "";
  if (point >= 0x2190 && point < 0x2194) return "";  // arrows
  if (point < 0x2E80) return "\\symbols";
  if (point < 0xE000) return "\\cjk";
  if (point >= 0xF900 && point < 0xFB00) return "\\cjk";
  if (point >= 0xFE30 && point < 0xFE50) return "\\cjk";
  if (point >= 0xFF00 && point < 0xFFF0) return "\\cjk";
  if (point >= 0x1F000 && point < 0x20000) return "\\symbols";  // emoji
  if (point >= 0x20000 && point < 0x40000) return "\\cjk";
  return "";
}

// Belongs to the character before it: an accent, a joiner, a variation
// selector.
bool GoesWithTheLast(char32_t point) {
  return point == 0x200D || (point >= 0x0300 && point < 0x0370) ||
         (point >= 0xFE00 && point <= 0xFE0F);
}

// From left to right, in runs of one script.
void AppendScripts(std::string_view text, std::string& out) {
  std::string_view command;
  const char* begin = text.data();
  const auto flush = [&](const char* end) {
    if (end == begin) return;
    const std::string_view run(begin, static_cast<size_t>(end - begin));
    absl::StrAppend(&out, AsAbsl(command), command.empty() ? "" : "{");
    AppendEscaped(run, out);
    if (!command.empty()) out += '}';
    begin = end;
  };
  while (!text.empty()) {
    const char* const at = text.data();
    const char32_t point = NextCodePoint(text);
    if (GoesWithTheLast(point)) continue;
    const std::string_view next = CommandForScript(point);
    if (next == command) continue;
    flush(at);
    command = next;
  }
  flush(text.data());
}

// The text in stretches that run one way: each from its first strong character
// to its last, with what is neutral between left to its surroundings.
std::string Escaped(std::string_view text) {
  const std::string line = OneLine(text);
  std::string out;
  std::string_view rest = line;
  const char* begin = rest.data();
  const char* run = nullptr;      // where the stretch from right to left began
  const char* run_end = nullptr;  // after its last strong character
  const auto flush = [&] {
    if (run == nullptr) return;
    AppendScripts({begin, static_cast<size_t>(run - begin)}, out);
    out += "\\rtl{";
    AppendEscaped({run, static_cast<size_t>(run_end - run)}, out);
    out += "}";
    begin = run_end;
    run = nullptr;
  };
  while (!rest.empty()) {
    const char* const at = rest.data();
    const char32_t point = NextCodePoint(rest);
    if (RunsFromRight(point)) {
      if (run == nullptr) run = at;
      run_end = rest.data();
    } else if (point >= 0x80 || absl::ascii_isalpha(static_cast<char>(point))) {
      flush();
    }
  }
  flush();
  AppendScripts({begin, static_cast<size_t>(line.data() + line.size() - begin)},
                out);
  return out;
}

std::string LinkTo(const char* kind, int number, std::string_view label) {
  return absl::StrCat("\\hyperlink{", kind, "-", number, "}{", Escaped(label),
                      "}");
}

// Letters, digits and what separates the parts stand for themselves; the rest
// as %XX, which is the same address.
std::string Target(std::string_view url) {
  std::string target;
  for (const char c : url) {
    if (c == '%' || c == '#' || c == '&' || c == '_') {
      absl::StrAppend(&target, "\\", std::string(1, c));
    } else if (absl::ascii_isalnum(c) ||
               std::string_view("-./:?=;+,@!*()").find(c) !=
                   std::string_view::npos) {
      target.push_back(c);
    } else {
      constexpr char kDigits[] = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      target += {'\\', '%', kDigits[byte / 16], kDigits[byte % 16]};
    }
  }
  return target;
}

constexpr const char* kHeadings[] = {"part", "section", "subsection",
                                     "subsubsection", "paragraph"};

}  // namespace

std::string LatexMarkup::Text(std::string_view text) const {
  return Escaped(text);
}

std::string LatexMarkup::Stress(std::string_view text) const {
  return absl::StrCat("\\emph{", Escaped(text), "}");
}

std::string LatexMarkup::Work(std::string_view title,
                              std::string_view /*language*/) const {
  return absl::StrCat("\\emph{", Escaped(title), "}");
}

std::string LatexMarkup::Quote(std::string_view words,
                               std::string_view /*language*/) const {
  return absl::StrCat("\u201c", Escaped(words), "\u201d");
}

std::string LatexMarkup::ToEntry(int number, std::string_view label) const {
  return LinkTo("entry", number, label);
}

std::string LatexMarkup::ToSource(int number, std::string_view label) const {
  return LinkTo("source", number, label);
}

std::string LatexMarkup::Address(std::string_view url) const {
  const std::string text = Escaped(url);
  if (!IsLinkable(url)) return text;
  std::string breakable;
  for (const char c : text) {
    breakable.push_back(c);
    if (c == '/') breakable += "\\allowbreak{}";
  }
  return absl::StrCat("\\href{", Target(url), "}{\\texttt{", breakable, "}}");
}

std::string LatexMarkup::NoteMarks(const std::vector<int>& notes) const {
  if (notes.empty()) return "";
  return absl::StrCat("\\textsuperscript{",
                      absl::StrJoin(notes, ",\\,",
                                    [](std::string* out, int note) {
                                      absl::StrAppend(out, "\\hyperlink{note-",
                                                      note, "}{", note, "}");
                                    }),
                      "}");
}

std::string LatexMarkup::Heading(int level) const {
  const int last = static_cast<int>(std::size(kHeadings));
  return kHeadings[std::min(level, last) - 1];
}

}  // namespace annals::chronology_internal
