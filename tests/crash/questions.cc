// Questions to a store, to be asked before and after something happened to it.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/crash/questions.h"

#include <cstdint>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "annals/store/diff.h"
#include "annals/store/text_query.h"
#include "annals/time/edtf.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

// The source of all quotes.
constexpr char kSource[] = "times";

Record NumberedEvent(int i) {
  const std::string date = i % 7 == 0 ? "" : absl::StrCat(1900 + i % 20);
  Event event =
      MakeEvent(absl::StrCat("e", i), absl::StrCat("Title ", i), date);
  event.set_kind(i % 2 == 0 ? Event::OCCURRENCE : Event::STATE);
  event.set_description(absl::StrCat("Oil and 석유, word", i % 5, " ",
                                     std::string(300 + i, 'x')));
  event.add_tags(absl::StrCat("tag", i % 4));
  event.add_places(i % 3 == 0 ? "Moscow" : "Seoul");
  AddParticipant(event, i % 3 == 1 ? "Korea" : "China");
  Code& code = *event.add_codes();
  code.set_scheme("CAMEO");
  code.set_code(absl::StrCat(i % 6));
  Claim& claim = AddClaim(event, "c", {"somebody"});
  if (i % 5 == 0) claim.set_modality(Claim::FUTURE);
  if (i % 6 == 0) claim.set_status(Claim::DISPUTED);
  AddEvidence(claim, kSource, absl::StrCat("They said ", i, " times so"));
  return ToRecord(event);
}

EventCriteria Intersecting(std::string_view edtf) {
  EventCriteria criteria;
  criteria.relations = AllenSet::Intersects();
  criteria.window = Edtf::Parse(edtf)->Members();
  return criteria;
}

EventCriteria WithWords(std::string_view words) {
  EventCriteria criteria;
  criteria.text = TextQuery::Parse(words).value();
  criteria.order = EventCriteria::Order::kRank;
  return criteria;
}

std::map<std::string, EventCriteria> AllCriteria() {
  std::map<std::string, EventCriteria> all;
  all["any"].all = true;
  all["during"] = Intersecting("1903/1906");
  all["certainly during"] = Intersecting("1903/1912");
  all["certainly during"].only_certain = true;
  all["undated"] = Intersecting("1905");
  all["undated"].undated = true;
  all["actor"].actors = {"China"};
  all["place"].places = {"Moscow"};
  all["tags"].tags = {"tag1"};
  all["code"].codes = {{"CAMEO", "4"}};
  all["kind"].kinds = {Event::STATE};
  all["source"].source = kSource;
  all["forecast"].modalities = {Claim::FUTURE};
  all["disputed"].statuses = {Claim::DISPUTED};
  all["word"] = WithWords("oil word3");
  all["phrase"] = WithWords("\"they said\" -word1");
  all["beginning"] = WithWords("tit* OR 석유");
  all["words during"] = Intersecting("1901/1910");
  all["words during"].text = TextQuery::Parse("word2").value();
  all["page"] = Intersecting("1900/1919");
  all["page"].offset = 3;
  all["page"].limit = 5;
  return all;
}

class Asker {
 public:
  explicit Asker(Store& store) : store_(store) {}

  Answers Ask(int events) {
    AskForRecords(events);
    AskForLog();
    AskForEvents(events);
    AskForLinks(events);
    return std::move(answers_);
  }

 private:
  void Answer(const std::string& question, const absl::Status& status,
              const std::string& answer) {
    const bool is_answer = status.ok() || absl::IsNotFound(status);
    if (!is_answer) answers_.faults.push_back(status);
    answers_.of[question] = status.ok() ? answer
                            : is_answer ? "not found"
                                        : Answers::kError;
  }

  void AskForRecord(const std::string& question, const std::string& id,
                    const AsOf& as_of = {}) {
    const auto stored = store_.Get(id, as_of);
    Answer(question, stored.status(),
           stored.ok() ? stored->record.ShortDebugString() : "");
  }

  void AskForRecords(int events) {
    for (int i = 0; i < events; i += 3) {
      AskForRecord(absl::StrCat("get ", i), absl::StrCat("e", i));
    }
    AsOf then;
    then.sequence = events;
    AskForRecord("as of", "often", then);
    std::string all;
    const absl::Status scanned =
        store_.Scan({}, {}, [&all](const StoredRecord& stored) {
          absl::StrAppend(&all, IdOf(stored.record), TitleOf(stored.record));
          return absl::OkStatus();
        });
    Answer("scan", scanned, all);
  }

  void AskForLog() {
    const auto history = store_.History("often");
    Answer("history", history.status(),
           history.ok() ? absl::StrCat(history->size()) : "");
    const auto statistics = store_.Statistics();
    Answer(
        "statistics", statistics.status(),
        statistics.ok()
            ? absl::StrCat(statistics->sequence, " ", statistics->live[1], " ",
                           statistics->live[2], " ", statistics->retracted)
            : "");
    std::string followed;
    FollowOptions options;
    options.until_now = true;
    const absl::Status status =
        store_.Follow(options, [&followed](const Followed& next) {
          absl::StrAppend(&followed, next.revision.record_id(), " ");
          return absl::OkStatus();
        });
    Answer("follow", status, followed);
    AsOf then;
    then.sequence = 2;
    std::string differences;
    const absl::Status compared =
        Diff(store_, then, {}, [&differences](const RecordDiff& diff) {
          absl::StrAppend(&differences, diff.id, " ", diff.fields.size(), " ");
          return absl::OkStatus();
        });
    Answer("diff", compared, differences);
  }

  void AskForEvents(int events) {
    const auto now = store_.Resolve({});
    Answer("now", now.status(), now.ok() ? absl::StrCat(now->sequence) : "");
    AsOf earlier;
    earlier.sequence = events;
    const auto then = store_.Resolve(earlier);
    Answer("then", then.status(),
           then.ok() ? absl::StrCat(then->sequence) : "");
    for (const auto& [name, criteria] : AllCriteria()) {
      if (now.ok()) AskForEvents(name, criteria, now->sequence);
    }
    // The same tables tell it.
    const EventCriteria both = AllCriteria()["words during"];
    if (then.ok()) AskForEvents("words during, then", both, then->sequence);
  }

  void AskForEvents(const std::string& name, EventCriteria criteria,
                    int64_t sequence) {
    criteria.sequence = sequence;
    const auto found = store_.FindEvents(criteria);
    std::string answer;
    if (found.ok()) {
      absl::StrAppend(&answer, found->total, " ", found->certain, " ",
                      found->undated, " ", found->unasserted, ":");
      for (const FoundEvent& event : found->page) {
        absl::StrAppend(&answer, " ", event.event.id(), "@", event.sequence);
      }
    }
    Answer("find " + name, found.status(), answer);
  }

  void AskForLinks(int events) {
    std::vector<std::string> ids;
    for (int i = 0; i < events; i += 2) ids.push_back(absl::StrCat("e", i));
    for (const LinkEnd end : {LinkEnd::kCause, LinkEnd::kEffect}) {
      std::string links;
      const absl::Status visited =
          store_.VisitLinks(end, ids, {}, [&links](const StoredRecord& stored) {
            absl::StrAppend(&links, stored.record.ShortDebugString());
            return absl::OkStatus();
          });
      Answer(end == LinkEnd::kCause ? "effects" : "causes", visited, links);
    }
  }

  Store& store_;
  Answers answers_;
};

}  // namespace

void FillStore(Store& store, int first, int end) {
  EXPECT_THAT(
      store.Append(Batch().Put(ToRecord(MakeSource(kSource, "The Times")))),
      IsOk());
  for (int i = first; i < end; ++i) {
    Batch batch;
    batch.Put(NumberedEvent(i));
    batch.Put(EventRecord("often", absl::StrCat("title ", i)));
    if (i > first + 1) {
      batch.Put(LinkRecord(absl::StrCat("l", i), absl::StrCat("e", i - 1),
                           absl::StrCat("e", i)));
    }
    EXPECT_THAT(store.Append(batch), IsOk());
  }
  EXPECT_THAT(store.Append(Retraction(absl::StrCat("e", first))), IsOk());
}

Answers Ask(Store& store, int events) { return Asker(store).Ask(events); }

}  // namespace annals::testing
