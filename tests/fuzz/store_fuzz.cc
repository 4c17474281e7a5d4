// Fuzzes the store with damaged files: all that reads one ends, in words.
//
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/record/build.h"
#include "annals/record/content.h"
#include "annals/record/utf8.h"
#include "annals/store/backup.h"
#include "annals/store/store.h"
#include "annals/store/verify.h"
#include "annals/time/edtf.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/fuzz/sample_store.h"
#include "tests/fuzz/store_damage.h"
#include "tests/support/temporary_folder.h"

namespace annals::testing {
namespace {

// True if OK; what is not OK says why, in words.
bool Judge(const absl::Status& status, std::string_view input) {
  const std::string words(status.message());
  Require(status.ok() || !words.empty(), "an error says what", input);
  Require(Utf8PrefixLength(words) == words.size(), "it says so in text", input);
  return status.ok();
}
template <typename T>
bool Judge(const absl::StatusOr<T>& result, std::string_view input) {
  return Judge(result.status(), input);
}

// Every way to ask a store. What is found is decoded, which is all that is
// asked of it here.
class Reading {
 public:
  Reading(Store& store, std::string_view input)
      : store_(store), input_(input) {}

  void AskAll() {
    Judge(store_.Statistics(), input_);
    Judge(store_.Scan(std::nullopt, AsOf(), Visit()), input_);
    FollowOptions follow;
    follow.until_now = true;
    Judge(store_.Follow(follow,
                        [this](const Followed& followed) {
                          ids_.insert(followed.revision.record_id());
                          return absl::OkStatus();
                        }),
          input_);
    for (const std::string& id : ids_) AskOf(id);
    const absl::StatusOr<int64_t> last = store_.LastSequence();
    if (!Judge(last, input_)) return;
    for (const int64_t sequence : {int64_t{0}, *last / 2, *last}) {
      AskAsOf(sequence);
    }
  }

 private:
  std::function<absl::Status(StoredRecord)> Visit() {
    return [this](const StoredRecord& stored) {
      ids_.insert(IdOf(stored.record));
      return absl::OkStatus();
    };
  }

  void AskOf(const std::string& id) {
    Judge(store_.Get(id), input_);
    Judge(store_.History(id), input_);
    for (const LinkEnd end : {LinkEnd::kCause, LinkEnd::kEffect}) {
      Judge(store_.VisitLinks(end, {id}, AsOf(), Visit()), input_);
    }
  }

  void AskAsOf(int64_t sequence) {
    EventCriteria criteria;
    criteria.sequence = sequence;
    criteria.undated = true;
    Find(criteria);
    criteria.text = TextQuery::Parse("oil OR 석유 OR supp*").value();
    criteria.order = EventCriteria::Order::kRank;
    Find(criteria);
    EventCriteria in_2013;
    in_2013.sequence = sequence;
    in_2013.relations = AllenSet::Intersects();
    in_2013.window = Edtf::Parse("2013-06")->Members();
    Find(in_2013);
    in_2013.actors = {"china"};
    in_2013.tags = {"energy"};
    Find(in_2013);
  }

  void Find(const EventCriteria& criteria) {
    Judge(store_.FindEvents(criteria), input_);
  }

  Store& store_;
  const std::string_view input_;
  std::set<std::string> ids_;
};

// What nobody made to fit is noticed: no other record is ever returned.
void RequireRightRecords(Store& damaged, Store& sample,
                         std::string_view input) {
  const absl::Status scanned = damaged.Scan(
      std::nullopt, AsOf(), [&](const StoredRecord& stored) -> absl::Status {
        const auto right = sample.Get(IdOf(stored.record));
        Require(right.ok() && right->sequence == stored.sequence &&
                    *Encode(right->record) == *Encode(stored.record),
                "a record is as it was", input);
        return absl::OkStatus();
      });
  Judge(scanned, input);
}

void Write(const std::string& path, std::string_view input) {
  StoreOptions options;
  options.create = false;
  const auto store = OpenStore(path, options);
  if (!Judge(store, input)) return;
  Judge((*store)->Append(Batch().Put(MakeEvent("new", "New oil", "2014"))),
        input);
  Judge((*store)->Append(Batch().Redact("visit")), input);
}

// What salvage makes is sound, whatever it was made of.
void RequireSoundSalvage(const std::string& path, const std::string& saved,
                         std::string_view input) {
  std::filesystem::remove(saved);
  if (!Judge(SalvageStore(path, saved), input)) return;
  const auto report = VerifyStore(saved);
  Require(report.ok(), "what was salvaged can be verified", input);
  Require(
      report->is_sound(),
      report->faults.empty() ? "" : "salvaged is sound: " + report->faults[0],
      input);
}

void ReadAll(const std::string& path, bool must_be_noticed,
             std::string_view input) {
  StoreOptions options;
  options.read_only = true;
  options.create = false;
  const auto store = OpenStore(path, options);
  if (!Judge(store, input)) return;
  Reading(**store, input).AskAll();
  if (!must_be_noticed) return;
  static const TemporaryFolder folder;
  static const auto sample = [] {
    std::ofstream(folder / "sample.annals", std::ios::binary)
        << SampleStoreBytes();
    StoreOptions read_only;
    read_only.read_only = true;
    return *OpenStore(folder / "sample.annals", read_only);
  }();
  RequireRightRecords(**store, *sample, input);
}

}  // namespace

void FuzzStore(std::string_view input) {
  static const TemporaryFolder folder;
  const std::string path = folder / "damaged.annals";
  for (const char* const journal : {"-wal", "-shm"}) {
    std::filesystem::remove(path + journal);
  }
  std::ofstream(path, std::ios::binary | std::ios::trunc) << SampleStoreBytes();
  const bool must_be_noticed = DamageStore(input, path);
  ReadAll(path, must_be_noticed, input);
  Judge(VerifyStore(path), input);
  RequireSoundSalvage(path, folder / "saved.annals", input);
  Write(path, input);
}

}  // namespace annals::testing
