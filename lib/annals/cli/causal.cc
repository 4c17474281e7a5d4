// annals causes, effects and paths: the causal graph.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "annals/base/status_macros.h"
#include "annals/causal/reduction.h"
#include "annals/cli/internal/causal_flags.h"
#include "annals/cli/internal/causal_words.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/output.h"
#include "annals/record/claims.h"

namespace annals::cli_internal {
namespace {

constexpr int64_t kIntMax = std::numeric_limits<int>::max();

struct WalkFlags {
  std::string store;
  std::string id;
  int depth = kDepthUnlimited;
  bool reduced = false;
  CausalFlags causal;
};

struct PathFlags {
  std::string store;
  std::string from;
  std::string to;
  int length = 32;
  int limit = 100;
  CausalFlags causal;
};

Json ToJson(const CausalStep& step, const CausalLink& link,
            const Titles& titles) {
  const auto kind = link.kind() == CausalLink::KIND_UNSPECIFIED
                        ? CausalLink::CAUSE
                        : link.kind();
  Json object;
  object["cause"] = step.cause;
  object["effect"] = step.effect;
  object["link"] = link.id();
  object["kind"] = CausalLink::Kind_Name(kind);
  object["depth"] = step.depth;
  object["cause_title"] = titles.at(step.cause);
  object["effect_title"] = titles.at(step.effect);
  object["asserted"] = IsAsserted(link);
  AddStrongestClaim(link.claims(), object);
  return object;
}

// The walk as a tree: below each record its causes (or effects).
class TreePrinter {
 public:
  TreePrinter(const CausalWalk& walk, bool to_causes, const Titles& titles,
              std::ostream& out)
      : walk_(walk), to_causes_(to_causes), titles_(titles), out_(out) {
    for (const CausalStep& step : walk.steps) {
      children_[to_causes ? step.effect : step.cause].push_back(&step);
    }
  }

  void Print(const std::string& root) {
    out_ << titles_.at(root) << "  [" << root << "]\n";
    shown_.insert(root);
    PrintChildrenOf(root);
  }

 private:
  struct Line {
    const CausalStep* step;
    int indent;
  };

  // With a stack of its own: chains may be long.
  void PrintChildrenOf(const std::string& root) {
    std::vector<Line> open;
    Push(root, 1, open);
    while (!open.empty()) {
      const Line line = open.back();
      open.pop_back();
      const std::string& id = to_causes_ ? line.step->cause : line.step->effect;
      const bool again = !shown_.insert(id).second;
      PrintLine(line, id, again);
      if (!again) Push(id, line.indent + 1, open);
    }
  }

  void Push(const std::string& id, int indent, std::vector<Line>& open) {
    const auto found = children_.find(id);
    if (found == children_.end()) return;
    for (auto step = found->second.rbegin(); step != found->second.rend();
         ++step) {
      open.push_back({*step, indent});
    }
  }

  void PrintLine(const Line& line, const std::string& id, bool again) {
    constexpr int kIndentMax = 40;
    out_ << std::string(2 * std::min(line.indent, kIndentMax), ' ')
         << (to_causes_ ? "<- " : "-> ")
         << LinkInWords(walk_.links[line.step->link]) << ": " << titles_.at(id)
         << "  [" << id << ']' << (again ? "  (see above)" : "") << '\n';
  }

  const CausalWalk& walk_;
  const bool to_causes_;
  const Titles& titles_;
  std::ostream& out_;
  std::map<std::string, std::vector<const CausalStep*>> children_;
  std::set<std::string> shown_;
};

absl::StatusOr<int> Walk(const WalkFlags& flags, bool to_causes,
                         const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const CausalScope scope, ToCausalScope(flags.causal));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(CheckWithout(scope, timeline));
  ANNALS_ASSIGN_OR_RETURN(CausalWalk walk,
                          to_causes
                              ? timeline.Causes(flags.id, flags.depth, scope)
                              : timeline.Effects(flags.id, flags.depth, scope));
  const size_t steps = walk.steps.size();
  if (flags.reduced) walk = Reduced(walk);
  Titles titles;
  ANNALS_RETURN_IF_ERROR(
      AddTitles(timeline.store(), scope.as_of, walk.steps, titles));
  ANNALS_RETURN_IF_ERROR(
      AddTitle(timeline.store(), scope.as_of, flags.id, titles));
  if (session.WantsJson()) {
    for (const CausalStep& step : walk.steps) {
      PrintJson(session.console.out,
                ToJson(step, walk.links[step.link], titles));
    }
  } else {
    TreePrinter(walk, to_causes, titles, session.console.out).Print(flags.id);
  }
  session.console.out.flush();
  session.console.err << Counted(static_cast<int64_t>(walk.steps.size()),
                                 to_causes ? "cause" : "effect");
  if (walk.cut)
    session.console.err << "; those further away left out (--depth)";
  if (flags.reduced) {
    session.console.err << "; " << steps - walk.steps.size()
                        << " that others imply left out (--reduced)";
  }
  PrintLeftOut(walk, session.console.err);
  session.console.err << '\n';
  return kDone;
}

Json ToJson(const CausalPath& path, const std::vector<CausalLink>& links,
            const Titles& titles) {
  Json object;
  object["path"] = {path.steps.front().cause};
  object["links"] = Json::array();
  object["steps"] = Json::array();
  for (const CausalStep& step : path.steps) {
    object["path"].push_back(step.effect);
    object["links"].push_back(links[step.link].id());
    object["steps"].push_back(ToJson(step, links[step.link], titles));
  }
  return object;
}

void PrintForPeople(const CausalPath& path,
                    const std::vector<CausalLink>& links, const Titles& titles,
                    std::ostream& out) {
  out << titles.at(path.steps.front().cause) << "  ["
      << path.steps.front().cause << "]\n";
  for (const CausalStep& step : path.steps) {
    out << "  -> " << LinkInWords(links[step.link]) << ": "
        << titles.at(step.effect) << "  [" << step.effect << "]\n";
  }
}

// A limit keeps back weaker paths, or longer ones, never a stronger one.
const char* RemarkOn(const CausalPaths& paths) {
  if (paths.gave_up) {
    return "; the search was given up, there may be more";
  }
  return paths.cut ? "; there are more, none of them stronger, or longer ones "
                     "(--limit, --length)"
                   : "";
}

absl::StatusOr<int> FindPaths(const PathFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const CausalScope scope, ToCausalScope(flags.causal));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(CheckWithout(scope, timeline));
  PathLimits limits;
  limits.paths_max = flags.limit;
  limits.length_max = flags.length;
  ANNALS_ASSIGN_OR_RETURN(const CausalPaths paths,
                          timeline.Paths(flags.from, flags.to, limits, scope));
  Titles titles;
  for (const CausalPath& path : paths.paths) {
    ANNALS_RETURN_IF_ERROR(
        AddTitles(timeline.store(), scope.as_of, path.steps, titles));
  }
  for (const CausalPath& path : paths.paths) {
    if (session.WantsJson()) {
      PrintJson(session.console.out, ToJson(path, paths.links, titles));
    } else {
      PrintForPeople(path, paths.links, titles, session.console.out);
    }
  }
  session.console.out.flush();
  session.console.err << Counted(static_cast<int64_t>(paths.paths.size()),
                                 "path")
                      << RemarkOn(paths) << '\n';
  return paths.paths.empty() ? kAnswerIsNo : kDone;
}

void AddWalkCommand(Program& program, Session& session, bool to_causes) {
  const Command command =
      to_causes ? program.Add("causes", "tells what led to a record")
                : program.Add("effects", "tells what a record led to");
  auto flags = std::make_shared<WalkFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("ID", flags->id, "id of an event or a link").Required();
  command.AddOption("--depth", flags->depth, "at most so many links away")
      .AtLeast(1, kIntMax);
  command.AddFlag("--reduced", flags->reduced,
                  "without links that a chain of others implies");
  AddWithoutFlag(command, flags->causal);
  AddCausalFlags(command, flags->causal);
  command.Does(session, [flags, to_causes, &session] {
    return Walk(*flags, to_causes, session);
  });
}

}  // namespace

void AddCausesCommand(Program& program, Session& session) {
  AddWalkCommand(program, session, /*to_causes=*/true);
}

void AddEffectsCommand(Program& program, Session& session) {
  AddWalkCommand(program, session, /*to_causes=*/false);
}

void AddPathsCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "paths",
      "tells how one record led to another; exit code 1 if it did not");
  auto flags = std::make_shared<PathFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("FROM", flags->from, "id of an event or a link").Required();
  command.AddOption("TO", flags->to, "id of an event or a link").Required();
  command
      .AddOption("--length", flags->length,
                 "of at most so many links; by default 32")
      .AtLeast(1, kIntMax);
  command
      .AddOption("--limit", flags->limit,
                 "at most so many paths; by default 100")
      .AtLeast(1, kIntMax);
  AddWithoutFlag(command, flags->causal);
  AddCausalFlags(command, flags->causal);
  command.Does(session,
               [flags, &session] { return FindPaths(*flags, session); });
}

}  // namespace annals::cli_internal
