// The script that the failing disk is to meet: operations, and their outcomes.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/crash/disk_script.h"

#include <iterator>

#include "absl/strings/str_cat.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

constexpr size_t kWordLetters = 10;

// The pair has the last ids of all, and is never withdrawn.
constexpr size_t kStaying = 2;

// A word of its own, so that it can be looked for in a file.
std::string NewTitle(std::mt19937& random) {
  std::string title;
  for (size_t i = 0; i < kWordLetters; ++i) {
    title += static_cast<char>('a' + random() % 26);
  }
  return absl::StrCat(title, " ", std::string(random() % 400, 'x'));
}

void Put(Step& step, const std::string& id, const std::string& title) {
  step.batch.Put(EventRecord(id, title));
  step.after.titles[id] = title;
  ++step.after.sequence;
}

void PutLink(Step& step, const std::string& id) {
  step.batch.Put(LinkRecord(id, "pair-1", "pair-2"));
  step.after.titles[id] = "";
  ++step.after.sequence;
}

void Withdraw(Step& step, bool is_redaction, std::mt19937& random) {
  auto& titles = step.after.titles;
  const auto victim =
      std::next(titles.begin(), random() % (titles.size() - kStaying));
  if (is_redaction) {
    step.batch.Redact(victim->first);
    step.erased_word = victim->second.substr(0, kWordLetters);
  } else {
    step.batch.Retract(victim->first);
  }
  titles.erase(victim);
  ++step.after.sequence;
}

}  // namespace

Step NextStep(const Model& before, int number, std::mt19937& random) {
  Step step;
  step.after = before;
  const auto choice = random() % 20;
  if (choice < 3 && before.titles.size() > kStaying) {
    Withdraw(step, choice == 0, random);
    return step;
  }
  if (choice < 6) step.batch.idempotency_key = absl::StrCat("key ", number);
  Put(step, "pair-1", NewTitle(random));
  Put(step, "pair-2", NewTitle(random));
  const std::string id = absl::StrCat("event-", number);
  if (choice > 8) Put(step, id, NewTitle(random));
  if (choice > 16) PutLink(step, absl::StrCat("link-", number));
  const auto more = choice == 19 ? random() % 20 : 0;
  for (unsigned i = 0; i < more; ++i) {
    Put(step, absl::StrCat(id, "-", i), NewTitle(random));
  }
  return step;
}

}  // namespace annals::testing
