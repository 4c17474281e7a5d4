// annals roots, common and without: where it began, and what hangs on what.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/causal_flags.h"
#include "annals/cli/internal/causal_words.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/output.h"

namespace annals::cli_internal {
namespace {

struct OriginFlags {
  std::string store;
  std::vector<std::string> ids;
  bool effects = false;
  CausalFlags causal;
};

std::string NameOf(const std::string& id, const Titles& titles) {
  return absl::StrCat(titles.at(id), "  [", id, "]");
}

std::string NamesOf(const std::vector<std::string>& ids, const Titles& titles) {
  return absl::StrJoin(ids, ", ", [&](std::string* out, const std::string& id) {
    absl::StrAppend(out, NameOf(id, titles));
  });
}

Json TitlesOf(const std::vector<std::string>& ids, const Titles& titles) {
  Json list = Json::array();
  for (const std::string& id : ids) list.push_back(titles.at(id));
  return list;
}

// The remark that follows an answer, on standard error.
void Conclude(const std::string& count, const LinksLeftOut& left_out,
              const Session& session) {
  session.console.out.flush();
  session.console.err << count;
  PrintLeftOut(left_out, session.console.err);
  session.console.err << '\n';
}

absl::StatusOr<int> FindRoots(const OriginFlags& flags,
                              const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const CausalScope scope, ToCausalScope(flags.causal));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(CheckWithout(scope, timeline));
  ANNALS_ASSIGN_OR_RETURN(const RootCauses found,
                          timeline.Roots(flags.ids.front(), scope));
  Titles titles;
  for (const RootCause& root : found.roots) {
    for (const std::string& id : root.ids) {
      ANNALS_RETURN_IF_ERROR(
          AddTitle(timeline.store(), scope.as_of, id, titles));
    }
    if (session.WantsJson()) {
      Json object;
      object["roots"] = root.ids;
      object["depth"] = root.depth;
      object["titles"] = TitlesOf(root.ids, titles);
      PrintJson(session.console.out, object);
    } else {
      session.console.out << (root.ids.size() > 1 ? "a circle of " : "")
                          << NamesOf(root.ids, titles) << "  ("
                          << Counted(root.depth, "link") << " away)\n";
    }
  }
  Conclude(Counted(static_cast<int64_t>(found.roots.size()), "root cause"),
           found, session);
  return kDone;
}

void PrintForPeople(const CommonRecord& record, const Titles& titles,
                    std::ostream& out) {
  out << NameOf(record.id, titles) << "  ("
      << absl::StrJoin(record.depths, ", ") << " links away"
      << (record.nearest ? ", nearest" : "") << ")\n";
}

absl::StatusOr<int> FindCommon(const OriginFlags& flags,
                               const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const CausalScope scope, ToCausalScope(flags.causal));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(CheckWithout(scope, timeline));
  ANNALS_ASSIGN_OR_RETURN(const CommonRecords found,
                          flags.effects
                              ? timeline.CommonEffects(flags.ids, scope)
                              : timeline.CommonCauses(flags.ids, scope));
  Titles titles;
  for (const CommonRecord& record : found.records) {
    ANNALS_RETURN_IF_ERROR(
        AddTitle(timeline.store(), scope.as_of, record.id, titles));
    if (session.WantsJson()) {
      Json object;
      object["id"] = record.id;
      object["nearest"] = record.nearest;
      object["depths"] = record.depths;
      object["title"] = titles.at(record.id);
      PrintJson(session.console.out, object);
    } else {
      PrintForPeople(record, titles, session.console.out);
    }
  }
  Conclude(Counted(static_cast<int64_t>(found.records.size()),
                   flags.effects ? "common effect" : "common cause"),
           found, session);
  return found.records.empty() ? kAnswerIsNo : kDone;
}

std::vector<std::string> IdsOf(const std::vector<size_t>& links,
                               const CausalAbsence& absence) {
  std::vector<std::string> ids;
  for (const size_t link : links) ids.push_back(absence.links[link].id());
  return ids;
}

Json ToJson(const TouchedRecord& touched, const CausalAbsence& absence,
            const Titles& titles) {
  Json object;
  object["id"] = touched.id;
  object["explained"] = touched.is_explained;
  object["depth"] = touched.depth;
  object["fallen"] = IdsOf(touched.fallen, absence);
  object["standing"] = IdsOf(touched.standing, absence);
  object["title"] = titles.at(touched.id);
  return object;
}

void PrintForPeople(const TouchedRecord& touched, const CausalAbsence& absence,
                    const Titles& titles, std::ostream& out) {
  out << (touched.is_explained ? "still explained: " : "unexplained: ")
      << NameOf(touched.id, titles) << "  (";
  if (touched.is_explained) {
    out << "by " << absl::StrJoin(IdsOf(touched.standing, absence), ", ")
        << "; ";
  }
  out << "not by " << absl::StrJoin(IdsOf(touched.fallen, absence), ", ")
      << ")\n";
}

absl::StatusOr<int> SupposeAbsent(const OriginFlags& flags,
                                  const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const CausalScope scope, ToCausalScope(flags.causal));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(CheckWithout(scope, timeline));
  ANNALS_ASSIGN_OR_RETURN(const CausalAbsence absence,
                          timeline.Without(flags.ids, scope));
  Titles titles;
  int64_t unexplained = 0;
  for (const TouchedRecord& touched : absence.touched) {
    if (!touched.is_explained) ++unexplained;
    ANNALS_RETURN_IF_ERROR(
        AddTitle(timeline.store(), scope.as_of, touched.id, titles));
    if (session.WantsJson()) {
      PrintJson(session.console.out, ToJson(touched, absence, titles));
    } else {
      PrintForPeople(touched, absence, titles, session.console.out);
    }
  }
  const auto touched = static_cast<int64_t>(absence.touched.size());
  Conclude(absence.absent.empty()
               ? "nothing is absent: no record counts by these claims alone"
               : absl::StrCat(Counted(unexplained, "record"),
                              " would be unexplained, ", touched - unexplained,
                              " less explained"),
           absence, session);
  return kDone;
}

using Answer = absl::StatusOr<int> (*)(const OriginFlags&, const Session&);

void SetAction(const Command& command,
               const std::shared_ptr<OriginFlags>& flags, Answer answer,
               Session& session) {
  AddCausalFlags(command, flags->causal);
  command.Does(session,
               [flags, answer, &session] { return answer(*flags, session); });
}

}  // namespace

void AddRootsCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "roots", "tells where what led to a record began: causes without causes");
  auto flags = std::make_shared<OriginFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("ID", flags->ids, "id of an event or a link")
      .Required()
      .Takes(1, 1);
  AddWithoutFlag(command, flags->causal);
  SetAction(command, flags, FindRoots, session);
}

void AddCommonCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "common", "tells what led to several records; exit code 1 if nothing");
  auto flags = std::make_shared<OriginFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("ID", flags->ids, "ids of events or links, two or more")
      .Required()
      .Takes(2, 1000);
  command.AddFlag("--effects", flags->effects, "what they all led to");
  AddWithoutFlag(command, flags->causal);
  SetAction(command, flags, FindCommon, session);
}

void AddWithoutCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "without", "tells what would be unexplained if records were not");
  auto flags = std::make_shared<OriginFlags>();
  AddStoreArgument(command, flags->store);
  command
      .AddOption("ID", flags->ids,
                 "ids of events, links, or claims (RECORD#CLAIM)")
      .Required()
      .Takes(1, 1000);
  SetAction(command, flags, SupposeAbsent, session);
}

}  // namespace annals::cli_internal
