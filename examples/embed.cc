// Embed Annals: keep events in a file, ask about time, ask about causes.
//
//   embed [STORE]
//
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <iostream>
#include <string>

#include "annals/annals.h"

namespace {

absl::Status Fill(annals::Timeline& timeline) {
  annals::Event oil =
      annals::MakeEvent("oil", "China suspends its oil supply", "2013");
  annals::AddParticipant(oil, "China", annals::Participant::AGENT);
  annals::AddParticipant(oil, "North Korea", annals::Participant::TARGET);
  oil.add_tags("energy");
  // Nobody says when: an event without a date is as good as any.
  const annals::Event position = annals::MakeEvent(
      "position", "Russia's position in North Korea grows stronger");
  annals::Event exit = annals::MakeEvent(
      "exit", "South Korea leaves the Rajin-Hasan project", "2016-03");
  annals::CausalLink link =
      annals::MakeLink("l1", {"oil"}, annals::CausalLink::CAUSE, {"position"});
  annals::AddClaim(link, "1", {"Yoko Hirose"})
      .set_certainty(annals::Claim::CERTAIN);

  annals::Batch batch;
  batch.author = "the example";
  batch.Put(oil).Put(position).Put(exit).Put(link);
  return timeline.Append(batch).status();
}

absl::Status Ask(const annals::Timeline& timeline) {
  // Was it in the first half of 2013? The date leaves that open.
  const absl::StatusOr<annals::Found> found =
      timeline.Find(annals::Query().Intersects("2013-40"));
  if (!found.ok()) return found.status();
  for (const annals::Answer& answer : found->answers) {
    std::cout << annals::CertaintyName(answer.certainty) << ": "
              << answer.event.title() << ", " << annals::InWords(*answer.date)
              << "\n";
  }
  const absl::StatusOr<annals::CausalWalk> causes = timeline.Causes("position");
  if (!causes.ok()) return causes.status();
  for (const annals::CausalStep& step : causes->steps) {
    const annals::CausalLink& link = causes->links[step.link];
    std::cout << step.effect << " because of " << step.cause << ", says "
              << link.claims(0).holders(0) << "\n";
  }
  return absl::OkStatus();
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / "annals_example_embed";
  if (argc <= 1) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
  }
  const std::string store = argc > 1 ? argv[1] : (folder / "t.annals").string();
  absl::StatusOr<annals::Timeline> timeline = annals::Timeline::Open(store);
  absl::Status status = timeline.status();
  if (status.ok()) status = Fill(*timeline);
  if (status.ok()) status = Ask(*timeline);
  if (status.ok()) return 0;
  std::cerr << status.message() << "\n";
  return 1;
}
