// A TellingTemplate says how a chronology looks, and its user may change it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/telling_template.h"

#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/built_in.h"
#include "annals/chronology/internal/html_markup.h"
#include "annals/chronology/internal/latex_markup.h"
#include "annals/chronology/internal/markdown_markup.h"
#include "annals/chronology/internal/render.h"
#include "annals/chronology/internal/telling_frame.h"
#include "annals/chronology/internal/template.h"
#include "annals/chronology/internal/text_markup.h"

namespace annals {
namespace {

using chronology_internal::Markup;
using chronology_internal::Template;
using chronology_internal::TemplateLimits;

// How often a template may go over a telling, and what it may write.
constexpr int64_t kVisitsMax = 16;
constexpr int64_t kFramesAlways = 1000;
constexpr int64_t kPartsMax = int64_t{1} << 28;
constexpr int64_t kBytesMax = int64_t{1} << 30;

// In the order of TellingFormat.
constexpr std::string_view kNames[] = {"markdown", "html", "latex", "text"};

struct Ending {
  std::string_view text;
  TellingFormat format;
};
constexpr Ending kEndings[] = {
    {".md", TellingFormat::kMarkdown}, {".markdown", TellingFormat::kMarkdown},
    {".html", TellingFormat::kHtml},   {".htm", TellingFormat::kHtml},
    {".tex", TellingFormat::kLatex},   {".txt", TellingFormat::kText},
};

std::unique_ptr<const Markup> MarkupOf(TellingFormat format) {
  switch (format) {
    case TellingFormat::kMarkdown:
      return std::make_unique<chronology_internal::MarkdownMarkup>();
    case TellingFormat::kHtml:
      return std::make_unique<chronology_internal::HtmlMarkup>();
    case TellingFormat::kLatex:
      return std::make_unique<chronology_internal::LatexMarkup>();
    case TellingFormat::kText:
      break;
  }
  return std::make_unique<chronology_internal::TextMarkup>();
}

}  // namespace

std::string_view TellingFormatName(TellingFormat format) {
  return kNames[static_cast<size_t>(format)];
}

std::optional<TellingFormat> TellingFormatNamed(std::string_view name) {
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (kNames[i] == name) return static_cast<TellingFormat>(i);
  }
  return std::nullopt;
}

std::optional<TellingFormat> TellingFormatOf(std::string_view file) {
  for (const Ending& ending : kEndings) {
    if (absl::EndsWithIgnoreCase(AsAbsl(file), AsAbsl(ending.text))) {
      return ending.format;
    }
  }
  return std::nullopt;
}

class TellingTemplate::Impl {
 public:
  Impl(Template tree, TellingFormat format)
      : tree_(std::move(tree)), markup_(MarkupOf(format)) {}

  absl::Status Check() const {
    return tree_.Check(chronology_internal::TellingFrame(
        chronology_internal::SpecimenChronology(), *markup_));
  }

  absl::StatusOr<std::string> Write(const Chronology& chronology) const {
    TemplateLimits limits;
    limits.frames_max =
        kFramesAlways + kVisitsMax * chronology_internal::FramesIn(chronology);
    limits.parts_max = kPartsMax;
    limits.bytes_max = kBytesMax;
    return chronology_internal::Render(tree_, chronology, *markup_, limits);
  }

 private:
  const Template tree_;
  const std::unique_ptr<const Markup> markup_;
};

TellingTemplate::TellingTemplate(std::shared_ptr<const Impl> impl)
    : impl_(std::move(impl)) {}

absl::StatusOr<TellingTemplate> TellingTemplate::Parse(std::string_view text,
                                                       TellingFormat format) {
  ANNALS_ASSIGN_OR_RETURN(Template tree, Template::Parse(text));
  auto impl = std::make_shared<const Impl>(std::move(tree), format);
  ANNALS_RETURN_IF_ERROR(impl->Check());
  return TellingTemplate(std::move(impl));
}

std::string_view TellingTemplate::BuiltIn(TellingFormat format) {
  switch (format) {
    case TellingFormat::kMarkdown:
      return chronology_internal::MarkdownTemplate();
    case TellingFormat::kHtml:
      return chronology_internal::HtmlTemplate();
    case TellingFormat::kLatex:
      return chronology_internal::LatexTemplate();
    case TellingFormat::kText:
      break;
  }
  return chronology_internal::TextTemplate();
}

absl::StatusOr<std::string> TellingTemplate::Write(
    const Chronology& chronology) const {
  return impl_->Write(chronology);
}

}  // namespace annals
