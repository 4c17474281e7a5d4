// The batches that tests/store/data/format1.annals was written with, and
// format2.annals.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_STORE_FORMAT1_HISTORY_H_
#define ANNALS_TESTS_STORE_FORMAT1_HISTORY_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "annals/record/build.h"
#include "annals/store/store.h"

namespace annals::testing {

// The clock of the batch with this index, in microseconds since
// 1970-01-01T00:00:00Z.
inline int64_t Format1Time(size_t batch) {
  return 1'600'000'000'000'000 + static_cast<int64_t>(batch) * 1'000'000;
}

inline Batch Format1Import() {
  Entity russia = MakeEntity("russia", Entity::STATE, "Russia");
  russia.add_names()->set_text("Россия");
  russia.add_names()->set_text("러시아");
  Event oil = MakeEvent("oil", "China suspends oil supply", "2013");
  AddParticipant(oil, "China", Participant::AGENT);
  oil.add_tags("energy");
  oil.add_places("Dandong");
  Claim& claim = AddClaim(oil, "c1", {"Samuel Ramani"});
  claim.set_modality(Claim::REALIS);
  AddEvidence(claim, "ramani", "China suspended its oil supplies; 石油");
  Event visit =
      MakeEvent("visit", "최룡해의 모스크바 방문", "2014-11-17/2014-11-24");
  visit.add_participants()->set_entity("russia");
  visit.set_description("러시아를 향한 외교, 석유공사");
  CausalLink led = MakeLink("led", {"oil"}, CausalLink::MOTIVATE, {"visit"});
  led.set_mechanism("dependence on one supplier");
  Batch batch;
  batch.Put(MakeSource("ramani", "Why Russia?"))
      .Put(std::move(russia))
      .Put(std::move(oil))
      .Put(std::move(visit))
      .Put(std::move(led));
  batch.author = "kim";
  batch.reason = "first import";
  batch.idempotency_key = "import";
  batch.correlation_id = "ticket";
  batch.causation_id = "mail";
  return batch;
}

// Dates of every kind that there is.
inline Batch Format1Dates() {
  Batch batch;
  int number = 0;
  for (const char* edtf :
       {"1984?", "1984-06~", "[1667,1668,1670..1672]", "{1960,1961}", "156X",
        "2001-21", "-0044-03-15", "Y-170000002", "../1985-04-12", "1985-04/..",
        "1985-04-12T23:20:30Z", "1985-04-12T23:20:30", ""}) {
    const std::string id = "date" + std::to_string(++number);
    batch.Put(MakeEvent(id, id, edtf));
  }
  Constraint constraint;
  constraint.set_id("order");
  AllenConstraint& relation = *constraint.mutable_relation();
  relation.set_a("date1");
  relation.add_relations(AllenConstraint::BEFORE);
  relation.set_b("date11");
  return std::move(batch.Put(std::move(constraint)));
}

// Texts that are longer than a page, and records enough for a few pages.
inline Batch Format1Crowd() {
  Batch batch;
  for (int i = 0; i < 12; ++i) {
    Event event = MakeEvent("crowd" + std::to_string(i), "One of a crowd",
                            std::to_string(1900 + i));
    event.set_description(i % 6 == 0 ? std::string(6000, 'a' + i) : "short");
    batch.Put(std::move(event));
  }
  return batch;
}

// With two retractions, one that cascades, one that is taken back, and a batch
// that changes nothing.
inline std::vector<Batch> Format1History() {
  std::vector<Batch> batches = {Format1Import(), Format1Dates()};
  Event oil = MakeEvent("oil", "China suspends oil supply to North Korea",
                        "2013-02/2013-05?");
  Batch change;
  change.Put(oil);
  change.author = "lee";
  batches.push_back(change);
  Batch repeated;
  repeated.Put(oil);
  repeated.idempotency_key = "nothing new";
  batches.push_back(repeated);
  batches.push_back(Format1Crowd());
  Batch retraction;
  retraction.Retract("date1").changes[0].cascade = true;
  retraction.reason = "never was";
  batches.push_back(retraction);
  batches.push_back(Batch().Retract("crowd3"));
  batches.push_back(Batch().Put(MakeEvent("crowd3", "Back again", "1903")));
  return batches;
}

// The same, and a redaction, which format 1 did not know.
inline std::vector<Batch> Format2History() {
  std::vector<Batch> batches = Format1History();
  batches.push_back(Batch().Redact("crowd5"));
  return batches;
}

}  // namespace annals::testing

#endif  // ANNALS_TESTS_STORE_FORMAT1_HISTORY_H_
