// A small store with something of everything, to be damaged.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/sample_store.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <memory>
#include <string_view>

#include "annals/record/build.h"
#include "annals/store/sqlite_store.h"
#include "annals/store/store.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/support/temporary_folder.h"

namespace annals::testing {
namespace {

Event Oil(std::string_view title) {
  Event oil = MakeEvent("oil", title, "2013");
  AddParticipant(oil, "China", Participant::AGENT);
  oil.add_tags("energy");
  Claim& claim = AddClaim(oil, "c1", {"Samuel Ramani"});
  AddEvidence(claim, "ramani", "중국은 석유 공급을 중단했다");
  return oil;
}

Batch FirstBatch() {
  Batch batch;
  batch.Put(MakeSource("ramani", "North Korea's friends"))
      .Put(MakeEntity("china", Entity::STATE, "China"))
      .Put(Oil("China suspends oil supply"))
      .Put(MakeEvent("visit", "A visit", "{1667,1760-12..1761-02}"))
      .Put(MakeEvent("call", "A call", "2014-11-17T12:00:00"))
      .Put(MakeEvent("deluge", "A deluge", "Y-17E7"))
      .Put(MakeEvent("undated", "Trust grows"))
      .Put(MakeLink("l1", {"oil"}, CausalLink::CAUSE, {"visit", "call"}));
  batch.author = "kim";
  batch.reason = "a sample";
  batch.idempotency_key = "first";
  return batch;
}

void MakeSample(const std::string& path) {
  int64_t now = 1'000'000;
  auto store = store_internal::OpenSqliteStoreWithClock(
      path, StoreOptions(), [&now] { return now += 1'000'000; });
  Require(store.ok(), "a store can be made", path);
  const auto append = [&](const Batch& batch) {
    const auto appended = (*store)->Append(batch);
    Require(appended.ok(), "the sample can be appended",
            appended.ok() ? path : std::string(appended.status().message()));
  };
  append(FirstBatch());
  append(Batch().Put(Oil("China suspends oil supply to North Korea")));
  append(Batch().Put(MakeEvent("secret", "A secret", "1999~")));
  append(Batch().Retract("deluge"));
  append(Batch().Redact("secret"));
  append(Batch().Restore("deluge"));
}

}  // namespace

const std::string& SampleStoreBytes() {
  static const std::string bytes = [] {
    const TemporaryFolder folder;
    MakeSample(folder / "sample.annals");
    std::ifstream file(folder / "sample.annals", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  return bytes;
}

}  // namespace annals::testing
