// Mermaid in parts: what it would not draw as one diagram, as several.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/mermaid_parts.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/time/edtf.h"
#include "annals/time/words.h"

namespace annals::export_internal {
namespace {

constexpr int kLengthMax = 50'000;
constexpr int kEdgesMax = 500;

// No piece of any diagram takes fewer characters.
constexpr int kPieceLengthMin = 8;

// Stands in for "(2 of 3)" while it is not known how many parts there are.
constexpr std::string_view kLongestNumber = "(999999 of 999999)";

// Characters beyond the basic plane are two units of UTF-16.
int Utf16LengthOf(std::string_view text) {
  int length = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    length += (byte & 0xC0) == 0x80 ? 0 : byte < 0xF0 ? 1 : 2;
  }
  return length;
}

bool Fits(const MermaidDiagram& diagram) {
  return diagram.edges <= kEdgesMax &&
         Utf16LengthOf(diagram.text) <= kLengthMax;
}

std::optional<int64_t> YearOf(const MermaidPiece& piece) {
  if (!piece.start.has_value() || !piece.start->IsFinite()) return std::nullopt;
  return piece.start->Civil().year();
}

struct Run {
  size_t begin = 0;
  size_t end = 0;
};

class Splitter {
 public:
  Splitter(const MermaidPieces& pieces, const ExportOptions& options)
      : pieces_(pieces), options_(options) {}

  // The runs that are drawn, in order.
  absl::StatusOr<std::vector<Run>> Split() {
    ANNALS_RETURN_IF_ERROR(Add({0, pieces_.pieces.size()}));
    return std::move(runs_);
  }

  std::string TitleOf(std::string_view number) const {
    if (options_.title.empty()) return "";
    return absl::StrCat(options_.title, " ", AsAbsl(number));
  }

 private:
  absl::Status Add(Run run) {
    const size_t size = run.end - run.begin;
    if (size <= kLengthMax / kPieceLengthMin) {
      const MermaidDiagram diagram =
          pieces_.draw(run.begin, run.end, TitleOf(kLongestNumber));
      if (Fits(diagram)) {
        runs_.push_back(run);
        return absl::OkStatus();
      }
      if (size <= 1) return TooLarge(run.begin, diagram);
    }
    const size_t cut = CutOf(run);
    ANNALS_RETURN_IF_ERROR(Add({run.begin, cut}));
    return Add({cut, run.end});
  }

  absl::Status TooLarge(size_t piece, const MermaidDiagram& diagram) const {
    const int length = Utf16LengthOf(diagram.text);
    const bool by_edges = diagram.edges > kEdgesMax;
    if (!by_edges && IsTooLargeByTitle(piece)) {
      return absl::ResourceExhaustedError(
          absl::StrCat(AsAbsl(pieces_.format), ": ", length,
                       " characters with the title; Mermaid draws at most ",
                       kLengthMax, " in a diagram (choose a shorter title)"));
    }
    return absl::ResourceExhaustedError(absl::StrCat(
        AsAbsl(pieces_.format), ": ", by_edges ? diagram.edges : length,
        by_edges ? " edges" : " characters", " for ",
        pieces_.pieces[piece].name, "; Mermaid draws at most ",
        by_edges ? kEdgesMax : kLengthMax,
        " in a diagram (choose fewer events, as a shorter time has",
        by_edges ? ", or take dot, which has no limit)" : ")"));
  }

  // Whether it would be drawn if it had no title.
  bool IsTooLargeByTitle(size_t piece) const {
    return pieces_.pieces.empty() || Fits(pieces_.draw(piece, piece + 1, ""));
  }

  // Between two pieces: where half of the weight is reached, or else where a
  // year ends if that leaves a quarter of the pieces on either side.
  size_t CutOf(Run run) const {
    const size_t half = HalfOf(run);
    const size_t quarter = (run.end - run.begin) / 4;
    for (size_t step = 0; step < quarter; ++step) {
      for (const size_t cut : {half - std::min(half, step), half + step}) {
        if (cut < run.begin + quarter || cut > run.end - quarter) continue;
        if (YearOf(pieces_.pieces[cut - 1]) != YearOf(pieces_.pieces[cut])) {
          return cut;
        }
      }
    }
    return half;
  }

  // Where the weights before and after are most alike.
  size_t HalfOf(Run run) const {
    const std::vector<MermaidPiece>& pieces = pieces_.pieces;
    int64_t after = 0;
    for (size_t i = run.begin; i < run.end; ++i) after += pieces[i].weight;
    int64_t before = 0;
    size_t cut = run.begin;
    // Another piece before the cut brings the two nearer to each other.
    while (cut < run.end && before + pieces[cut].weight <= after) {
      before += pieces[cut].weight;
      after -= pieces[cut].weight;
      ++cut;
    }
    return std::clamp(cut, run.begin + 1, run.end - 1);
  }

  const MermaidPieces& pieces_;
  const ExportOptions& options_;
  std::vector<Run> runs_;
};

std::string YearText(int64_t year) {
  const int64_t count = year < 0 ? -year : year;
  if (count > 9999) return absl::StrCat("Y", year);
  return absl::StrFormat("%s%04d", year < 0 ? "-" : "", count);
}

// ": 2003 to 2007", by when the first and the last begin; nothing if that is
// not known.
std::string YearsOf(const MermaidPieces& pieces, Run run) {
  const auto first = YearOf(pieces.pieces[run.begin]);
  const auto last = YearOf(pieces.pieces[run.end - 1]);
  if (!first.has_value() || !last.has_value()) return "";
  std::string edtf = YearText(*first);
  if (*last != *first) absl::StrAppend(&edtf, "/", YearText(*last));
  const auto years = Edtf::Parse(edtf);
  return years.ok() ? absl::StrCat(": ", InWords(*years)) : "";
}

// What is told of as many diagrams.
Loss InSeveral(size_t count) {
  return {static_cast<int64_t>(count),
          "diagrams in a Markdown file in place of one: Mermaid draws at most "
          "50,000 characters and 500 edges"};
}

}  // namespace

MermaidPiece PieceOf(const Answer& answer) {
  const Event& event = answer.event;
  // A bar or a box has about as many letters beside its title.
  constexpr int64_t kFrame = 40;
  return {kFrame + static_cast<int64_t>(event.title().size()),
          answer.span->earliest_start,
          absl::StrCat("event \"", event.id(), "\"")};
}

absl::StatusOr<ExportResult> DrawnInParts(const MermaidPieces& pieces,
                                          const ExportOptions& options) {
  const size_t size = pieces.pieces.size();
  if (size <= kLengthMax / kPieceLengthMin) {
    MermaidDiagram whole = pieces.draw(0, size, options.title);
    if (Fits(whole)) return ExportResult{std::move(whole.text), {}};
  }
  Splitter splitter(pieces, options);
  ANNALS_ASSIGN_OR_RETURN(const std::vector<Run> runs, splitter.Split());
  ExportResult result;
  for (size_t i = 0; i < runs.size(); ++i) {
    const std::string number = absl::StrCat(i + 1, " of ", runs.size());
    const MermaidDiagram part =
        pieces.draw(runs[i].begin, runs[i].end,
                    splitter.TitleOf(absl::StrCat("(", number, ")")));
    // Whatever the diagram's text is, none of its lines is a fence: all that
    // comes from records is indented by four, or stands after other words.
    absl::StrAppend(&result.bytes, i == 0 ? "" : "\n", "## ", number,
                    YearsOf(pieces, runs[i]), "\n\n```mermaid\n", part.text,
                    "```\n");
  }
  result.losses.push_back(InSeveral(runs.size()));
  return result;
}

}  // namespace annals::export_internal
