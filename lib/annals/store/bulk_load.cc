// BulkLoad() puts any number of records into a store, a batch at a time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/bulk_load.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/record/content.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

// A record on its way, and where it came from.
struct Item {
  int64_t index = 0;
  Record record;
  size_t bytes = 0;
};

using Items = std::vector<Item>;
// What is wrong with items, by their place in the batch.
using FaultsOfItems = absl::flat_hash_map<size_t, std::vector<Fault>>;

size_t BytesOf(const Items& items) {
  size_t bytes = 0;
  for (const Item& item : items) bytes += item.bytes;
  return bytes;
}

// Adds the items that name one of those that are out, and those that name
// them, as far as that is missing then. Each gets a fault of its own.
void AddNamers(const Items& items,
               absl::FunctionRef<bool(const std::string&)> is_missing,
               FaultsOfItems& out) {
  absl::flat_hash_map<std::string, std::vector<size_t>> namers;
  std::vector<size_t> open;
  for (size_t i = 0; i < items.size(); ++i) {
    if (out.contains(i)) open.push_back(i);
    for (const Reference& reference : ReferencesOf(items[i].record)) {
      if (!reference.may_be_words) namers[reference.id].push_back(i);
    }
  }
  while (!open.empty()) {
    const std::string& id = IdOf(items[open.back()].record);
    open.pop_back();
    const auto found = namers.find(id);
    if (found == namers.end() || !is_missing(id)) continue;
    for (const size_t i : found->second) {
      if (out.contains(i)) continue;
      out[i].push_back(
          {"", absl::StrCat("names ", Quoted(id), ", which was rejected")});
      open.push_back(i);
    }
  }
}

FaultsOfItems FaultsByItem(const absl::Status& status) {
  FaultsOfItems faults;
  for (BatchFault& fault : FaultsOf(status)) {
    faults[fault.change].push_back(std::move(fault.fault));
  }
  return faults;
}

class Loader {
 public:
  Loader(Store& store, const BulkOptions& options,
         absl::FunctionRef<void(const BulkOutcome&)> tell)
      : store_(store), options_(options), tell_(tell) {}

  absl::StatusOr<BulkResult> Run(
      absl::FunctionRef<absl::StatusOr<std::optional<Record>>()> next) {
    while (true) {
      if (options_.stop && options_.stop()) {
        result_.is_stopped = true;
        return result_;
      }
      ANNALS_ASSIGN_OR_RETURN(std::optional<Record> record, next());
      if (!record.has_value()) break;
      Take(*std::move(record));
      if (IsFull()) ANNALS_RETURN_IF_ERROR(PutBatch());
    }
    ANNALS_RETURN_IF_ERROR(PutBatch());
    ANNALS_RETURN_IF_ERROR(PutHeldBack());
    return result_;
  }

 private:
  bool IsFull() const {
    return batch_.size() >= options_.batch_records_max ||
           batch_bytes_ >= options_.batch_bytes_max;
  }

  void Take(Record record) {
    Item item;
    item.index = result_.counts.read++;
    // Whatever names it needs its id; of a record with faults there is none.
    if (KindOf(record).has_value() && IdOf(record).empty()) {
      const absl::StatusOr<std::string> id = DeriveId(record);
      if (id.ok()) SetId(record, *id);
    }
    item.bytes = record.ByteSizeLong();
    item.record = std::move(record);
    batch_bytes_ += item.bytes;
    batch_.push_back(std::move(item));
  }

  // What has come twice is two changes, and a batch changes a record once: the
  // second goes into the next.
  Items TakeBatch() {
    absl::flat_hash_set<std::string> ids;
    Items items;
    Items again;
    for (Item& item : batch_) {
      const bool is_new = ids.insert(IdOf(item.record)).second;
      (is_new ? items : again).push_back(std::move(item));
    }
    batch_ = std::move(again);
    batch_bytes_ = BytesOf(batch_);
    return items;
  }

  absl::Status PutBatch() {
    while (!batch_.empty()) {
      Items items = TakeBatch();
      HoldBackLaterVersions(items);
      ANNALS_ASSIGN_OR_RETURN(FaultsOfItems faults, Append(items));
      while (!faults.empty()) {
        // It may be in the store already, but to wait does no harm.
        AddNamers(
            items, [](const std::string&) { return true; }, faults);
        TakeOut(faults, items);
        ANNALS_ASSIGN_OR_RETURN(faults, Append(items));
      }
      ANNALS_RETURN_IF_ERROR(CheckHeldBack());
      if (options_.progress) options_.progress(result_.counts);
    }
    return absl::OkStatus();
  }

  // At the end all that was named has come. What is left out takes along what
  // names it, unless the store has an older version of it.
  absl::Status PutHeldBack() {
    batch_ = std::move(held_back_);
    result_.counts.held_back = 0;
    while (!batch_.empty()) {
      Items items = TakeBatch();
      ANNALS_ASSIGN_OR_RETURN(FaultsOfItems faults, Append(items));
      while (!faults.empty()) {
        AddNamers(
            items,
            [this](const std::string& id) {
              return absl::IsNotFound(store_.Get(id).status());
            },
            faults);
        Reject(faults, items);
        ANNALS_ASSIGN_OR_RETURN(faults, Append(items));
      }
    }
    if (options_.progress) options_.progress(result_.counts);
    return absl::OkStatus();
  }

  // Appends and tells; or returns what is wrong, and nothing was appended.
  absl::StatusOr<FaultsOfItems> Append(const Items& items) {
    if (items.empty()) return FaultsOfItems();
    Batch batch;
    batch.author = options_.author;
    batch.reason = options_.reason;
    batch.correlation_id = options_.correlation_id;
    for (const Item& item : items) batch.Put(item.record);
    const absl::StatusOr<AppendResult> result = store_.Append(batch);
    FaultsOfItems faults = FaultsByItem(result.status());
    if (!faults.empty()) return faults;
    ANNALS_RETURN_IF_ERROR(result.status());
    for (size_t i = 0; i < items.size(); ++i) {
      Count(result->outcomes[i].what);
      tell_({items[i].index, result->outcomes[i], {}});
    }
    return faults;
  }

  void Count(Outcome::What what) {
    BulkProgress& counts = result_.counts;
    switch (what) {
      case Outcome::What::kAdded:
        ++counts.added;
        break;
      case Outcome::What::kChanged:
        ++counts.changed;
        break;
      case Outcome::What::kRestored:
        ++counts.restored;
        break;
      default:
        ++counts.unchanged;
    }
  }

  void Reject(int64_t index, std::vector<Fault> faults) {
    ++result_.counts.rejected;
    tell_({index, std::nullopt, std::move(faults)});
  }

  // Rejects those with faults; the others stay.
  void Reject(FaultsOfItems& faults, Items& items) {
    Items kept;
    for (size_t i = 0; i < items.size(); ++i) {
      const auto found = faults.find(i);
      if (found == faults.end()) {
        kept.push_back(std::move(items[i]));
      } else {
        Reject(items[i].index, std::move(found->second));
      }
    }
    items = std::move(kept);
  }

  // What is wrong by itself will not get better by waiting; all else may.
  void TakeOut(const FaultsOfItems& faults, Items& items) {
    Items kept;
    for (size_t i = 0; i < items.size(); ++i) {
      if (!faults.contains(i)) {
        kept.push_back(std::move(items[i]));
        continue;
      }
      std::vector<Fault> own = Validate(items[i].record);
      if (own.empty()) {
        HoldBack(std::move(items[i]));
      } else {
        Reject(items[i].index, std::move(own));
      }
    }
    items = std::move(kept);
  }

  // A record must not overtake an earlier version of itself.
  void HoldBackLaterVersions(Items& items) {
    if (held_back_.empty()) return;
    Items kept;
    for (Item& item : items) {
      if (held_back_ids_.contains(IdOf(item.record))) {
        HoldBack(std::move(item));
      } else {
        kept.push_back(std::move(item));
      }
    }
    items = std::move(kept);
  }

  void HoldBack(Item item) {
    held_back_bytes_ += item.bytes;
    held_back_ids_.insert(IdOf(item.record));
    held_back_.push_back(std::move(item));
    result_.counts.held_back = static_cast<int64_t>(held_back_.size());
  }

  absl::Status CheckHeldBack() const {
    if (held_back_bytes_ <= options_.held_back_bytes_max) {
      return absl::OkStatus();
    }
    return absl::ResourceExhaustedError(absl::StrCat(
        held_back_.size(), " records with ", held_back_bytes_,
        " bytes name what has not come yet; want at most ",
        options_.held_back_bytes_max,
        ": put sources, entities and events before what names them"));
  }

  Store& store_;
  const BulkOptions& options_;
  absl::FunctionRef<void(const BulkOutcome&)> tell_;
  BulkResult result_;
  Items batch_;
  size_t batch_bytes_ = 0;
  Items held_back_;
  absl::flat_hash_set<std::string> held_back_ids_;
  size_t held_back_bytes_ = 0;
};

}  // namespace

absl::StatusOr<BulkResult> BulkLoad(
    Store& store,
    absl::FunctionRef<absl::StatusOr<std::optional<Record>>()> next,
    const BulkOptions& options,
    absl::FunctionRef<void(const BulkOutcome&)> tell) {
  return Loader(store, options, tell).Run(next);
}

}  // namespace annals
