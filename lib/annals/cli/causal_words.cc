// What the commands of the causal graph call records and links.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/causal_words.h"

#include <optional>
#include <ostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/output.h"
#include "annals/record/claims.h"
#include "annals/record/names.h"
#include "annals/record/utf8.h"

namespace annals::cli_internal {
namespace {

absl::StatusOr<std::optional<Record>> Find(Store& store, const std::string& id,
                                           const AsOf& as_of) {
  absl::StatusOr<StoredRecord> stored = store.Get(id, as_of);
  if (absl::IsNotFound(stored.status())) return std::nullopt;
  ANNALS_RETURN_IF_ERROR(stored.status());
  return std::move(stored->record);
}

// The first end by its title (a link among them by its id), and how many more.
absl::StatusOr<std::string> EndsInWords(
    Store& store, const google::protobuf::RepeatedPtrField<std::string>& ends,
    const AsOf& as_of) {
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Record> first,
                          Find(store, ends.Get(0), as_of));
  std::string words = first.has_value() && !TitleOf(*first).empty()
                          ? OneLine(TitleOf(*first))
                          : ends.Get(0);
  if (ends.size() > 1)
    absl::StrAppend(&words, " and ", ends.size() - 1, " more");
  return words;
}

// An event by its title, a link by its ends; links that name links are not
// followed further, so the length is bounded.
absl::StatusOr<std::string> NameInWords(Store& store, const std::string& id,
                                        const AsOf& as_of) {
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Record> record,
                          Find(store, id, as_of));
  if (!record.has_value()) return id;
  if (!record->has_causal_link()) return OneLine(TitleOf(*record));
  const CausalLink& link = record->causal_link();
  ANNALS_ASSIGN_OR_RETURN(const std::string causes,
                          EndsInWords(store, link.causes(), as_of));
  ANNALS_ASSIGN_OR_RETURN(const std::string effects,
                          EndsInWords(store, link.effects(), as_of));
  return absl::StrCat("(", causes, " -> ", effects, ")");
}

}  // namespace

absl::Status AddTitle(Store& store, const AsOf& as_of, const std::string& id,
                      Titles& titles) {
  if (titles.count(id) > 0) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(titles[id], NameInWords(store, id, as_of));
  return absl::OkStatus();
}

absl::Status AddTitles(Store& store, const AsOf& as_of,
                       const std::vector<CausalStep>& steps, Titles& titles) {
  for (const CausalStep& step : steps) {
    ANNALS_RETURN_IF_ERROR(AddTitle(store, as_of, step.cause, titles));
    ANNALS_RETURN_IF_ERROR(AddTitle(store, as_of, step.effect, titles));
  }
  return absl::OkStatus();
}

std::string LinkInWords(const CausalLink& link) {
  std::string label = LinkKindName(link.kind());
  if (link.causes_size() > 1) {
    label = absl::StrCat(link.combination() == CausalLink::ALTERNATIVE
                             ? "alternative "
                             : "joint ",
                         label);
  }
  const std::string mark = MarkOf(link.claims());
  return mark.empty() ? label : absl::StrCat(label, ", ", mark);
}

void PrintLeftOut(const LinksLeftOut& left_out, std::ostream& out) {
  if (left_out.unasserted > 0) {
    out << "; " << Counted(left_out.unasserted, "link")
        << " not asserted left out (--all)";
  }
  if (left_out.disregarded > 0) {
    out << "; " << Counted(left_out.disregarded, "link")
        << " by other claims left out";
  }
}

}  // namespace annals::cli_internal
