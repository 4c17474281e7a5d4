// BulkLoad() puts any number of records into a store, a batch at a time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/bulk_load.h"

#include <algorithm>
#include <future>
#include <memory>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "annals/base/beside.h"
#include "annals/base/status_macros.h"
#include "annals/record/content.h"
#include "annals/record/references.h"
#include "annals/record/utf8.h"
#include "annals/store/internal/prepared_appender.h"
#include "annals/store/internal/prepared_batch.h"

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
    for (const Reference& reference : BindingReferencesOf(items[i].record)) {
      namers[reference.id].push_back(i);
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

// Items on their way into the store, as a batch that is made ready for it. The
// batch has their records until they are given back.
struct Shipment {
  Items items;
  Batch batch;
  absl::StatusOr<store_internal::PreparedBatch> prepared;
  // Once it has arrived.
  AppendResult result;
};

// A load begins with smaller batches, so that one is soon under way while the
// next is prepared, and each has up to twice as many records as the one before.
constexpr size_t kFirstBatchRecordsMin = 10'000;

class Loader {
 public:
  Loader(Store& store, const BulkOptions& options,
         absl::FunctionRef<void(const BulkOutcome&)> tell)
      : store_(store),
        appender_(dynamic_cast<store_internal::PreparedAppender*>(&store)),
        options_(options),
        tell_(tell),
        batch_records_max_(std::min(
            options.batch_records_max,
            std::max(kFirstBatchRecordsMin, options.batch_records_max / 4))) {}

  absl::StatusOr<BulkResult> Run(
      absl::FunctionRef<absl::StatusOr<std::optional<Record>>()> next) {
    const store_internal::BulkScope scope(appender_);
    const absl::Status status = PutAll(next);
    // Whatever ended it, what is under way may be committed, and is told.
    const absl::Status last = Settle();
    ANNALS_RETURN_IF_ERROR(status);
    ANNALS_RETURN_IF_ERROR(last);
    if (!result_.is_stopped) ANNALS_RETURN_IF_ERROR(PutHeldBack());
    return result_;
  }

 private:
  absl::Status PutAll(
      absl::FunctionRef<absl::StatusOr<std::optional<Record>>()> next) {
    while (true) {
      if (options_.stop && options_.stop()) {
        result_.is_stopped = true;
        return absl::OkStatus();
      }
      ANNALS_ASSIGN_OR_RETURN(std::optional<Record> record, next());
      if (!record.has_value()) return PutBatch();
      Take(*std::move(record));
      if (!IsFull()) continue;
      ANNALS_RETURN_IF_ERROR(PutBatch());
      batch_records_max_ += std::min(
          batch_records_max_, options_.batch_records_max - batch_records_max_);
    }
  }

  bool IsFull() const {
    return batch_.size() >= batch_records_max_ ||
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

  // Prepares a batch while the one before it is committed, sends it after, and
  // only then tells of that one and lets it go, which takes time too.
  absl::Status PutBatch() {
    while (!batch_.empty()) {
      auto shipment = std::make_unique<Shipment>(Pack(TakeBatch()));
      ANNALS_ASSIGN_OR_RETURN(const std::unique_ptr<Shipment> arrived, Await());
      if (HoldsLaterVersions(*shipment)) {
        *shipment = Pack(WithoutLaterVersions(Unpack(std::move(*shipment))));
      }
      Send(std::move(shipment));
      if (arrived != nullptr) TellOfArrived(*arrived);
    }
    return absl::OkStatus();
  }

  Shipment Pack(Items items) const {
    Shipment shipment;
    shipment.batch.author = options_.author;
    shipment.batch.reason = options_.reason;
    shipment.batch.correlation_id = options_.correlation_id;
    shipment.batch.changes.reserve(items.size());
    for (Item& item : items) shipment.batch.Put(std::move(item.record));
    shipment.items = std::move(items);
    if (appender_ != nullptr) {
      shipment.prepared = store_internal::Prepare(shipment.batch);
    }
    return shipment;
  }

  static Items Unpack(Shipment shipment) {
    for (size_t i = 0; i < shipment.items.size(); ++i) {
      shipment.items[i].record = std::move(shipment.batch.changes[i].record);
    }
    return std::move(shipment.items);
  }

  // On any thread.
  absl::StatusOr<AppendResult> Append(const Shipment& shipment) const {
    if (shipment.items.empty()) return AppendResult();
    if (appender_ == nullptr) return store_.Append(shipment.batch);
    ANNALS_RETURN_IF_ERROR(shipment.prepared.status());
    return appender_->AppendPrepared(shipment.batch, *shipment.prepared);
  }

  void Send(std::unique_ptr<Shipment> shipment) {
    under_way_ = std::move(shipment);
    arrival_ = RunBeside([this] { return Append(*under_way_); });
  }

  // Waits for the batch that is under way, if there is one, and tells of it.
  absl::Status Settle() {
    ANNALS_ASSIGN_OR_RETURN(const std::unique_ptr<Shipment> arrived, Await());
    if (arrived != nullptr) TellOfArrived(*arrived);
    return absl::OkStatus();
  }

  // Waits for the batch that is under way, and returns it if it is still to be
  // told of. What was wrong with it is rejected or held back, and the rest is
  // put.
  absl::StatusOr<std::unique_ptr<Shipment>> Await() {
    if (under_way_ == nullptr) return nullptr;
    absl::StatusOr<AppendResult> result = arrival_.get();
    std::unique_ptr<Shipment> shipment = std::move(under_way_);
    FaultsOfItems faults = FaultsByItem(result.status());
    if (faults.empty()) {
      ANNALS_RETURN_IF_ERROR(result.status());
      shipment->result = *std::move(result);
      return shipment;
    }
    Items items = Unpack(std::move(*shipment));
    while (!faults.empty()) {
      // It may be in the store already, but to wait does no harm.
      AddNamers(
          items, [](const std::string&) { return true; }, faults);
      TakeOut(faults, items);
      ANNALS_ASSIGN_OR_RETURN(faults, PutNow(items));
    }
    ANNALS_RETURN_IF_ERROR(CheckHeldBack());
    if (options_.progress) options_.progress(result_.counts);
    return nullptr;
  }

  void TellOfArrived(const Shipment& shipment) {
    TellOutcomes(shipment.items, shipment.result);
    if (options_.progress) options_.progress(result_.counts);
  }

  // At the end all that was named has come. What is left out takes along what
  // names it, unless the store has an older version of it.
  absl::Status PutHeldBack() {
    batch_ = std::move(held_back_);
    result_.counts.held_back = 0;
    while (!batch_.empty()) {
      Items items = TakeBatch();
      ANNALS_ASSIGN_OR_RETURN(FaultsOfItems faults, PutNow(items));
      while (!faults.empty()) {
        AddNamers(
            items,
            [this](const std::string& id) {
              return absl::IsNotFound(store_.Get(id).status());
            },
            faults);
        Reject(faults, items);
        ANNALS_ASSIGN_OR_RETURN(faults, PutNow(items));
      }
    }
    if (options_.progress) options_.progress(result_.counts);
    return absl::OkStatus();
  }

  // Appends and tells; or returns what is wrong, and nothing was appended.
  absl::StatusOr<FaultsOfItems> PutNow(Items& items) {
    Shipment shipment = Pack(std::move(items));
    const absl::StatusOr<AppendResult> result = Append(shipment);
    items = Unpack(std::move(shipment));
    FaultsOfItems faults = FaultsByItem(result.status());
    if (!faults.empty()) return faults;
    ANNALS_RETURN_IF_ERROR(result.status());
    TellOutcomes(items, *result);
    return faults;
  }

  // Tells what came of each item.
  void TellOutcomes(const Items& items, const AppendResult& result) {
    for (size_t i = 0; i < items.size(); ++i) {
      Count(result.outcomes[i].what);
      tell_({items[i].index, result.outcomes[i], {}});
    }
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
  bool HoldsLaterVersions(const Shipment& shipment) const {
    return !held_back_.empty() &&
           absl::c_any_of(shipment.batch.changes, [this](const Change& each) {
             return held_back_ids_.contains(IdOf(each.record));
           });
  }

  Items WithoutLaterVersions(Items items) {
    Items kept;
    for (Item& item : items) {
      if (held_back_ids_.contains(IdOf(item.record))) {
        HoldBack(std::move(item));
      } else {
        kept.push_back(std::move(item));
      }
    }
    return kept;
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
  // Null if the store is none.
  store_internal::PreparedAppender* const appender_;
  const BulkOptions& options_;
  absl::FunctionRef<void(const BulkOutcome&)> tell_;
  BulkResult result_;
  // Of the batch that is being read; it grows to what the options allow.
  size_t batch_records_max_;
  Items batch_;
  size_t batch_bytes_ = 0;
  Items held_back_;
  absl::flat_hash_set<std::string> held_back_ids_;
  size_t held_back_bytes_ = 0;
  // The batch that is being appended, by another thread, and what will come of
  // it. Last, so that the thread has ended before all that it uses.
  std::unique_ptr<Shipment> under_way_;
  std::future<absl::StatusOr<AppendResult>> arrival_;
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
