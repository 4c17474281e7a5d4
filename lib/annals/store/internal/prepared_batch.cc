// A PreparedBatch is a batch made ready before any lock is taken.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/prepared_batch.h"

#include <algorithm>
#include <future>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "annals/base/beside.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/content.h"
#include "annals/record/event_time.h"
#include "annals/record/references.h"
#include "annals/record/utf8.h"
#include "annals/record/validate.h"
#include "annals/store/internal/hash_chain.h"

namespace annals::store_internal {
namespace {

// A zero byte would hide the rest from whoever reads the file in a shell.
absl::Status CheckText(std::string_view field, const std::string& text,
                       size_t bytes_max) {
  if (text.size() > bytes_max) {
    return absl::InvalidArgumentError(
        absl::StrCat("batch: ", AsAbsl(field), " has ", text.size(),
                     " bytes; want at most ", bytes_max));
  }
  const size_t good = Utf8PrefixLength(text);
  if (good < text.size() || text.find('\0') != std::string::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat("batch: ", AsAbsl(field), " ", Quoted(text),
                     "; want UTF-8 without zero bytes"));
  }
  return absl::OkStatus();
}

absl::Status CheckEnvelope(const Batch& batch) {
  ANNALS_RETURN_IF_ERROR(CheckText("idempotency_key", batch.idempotency_key,
                                   kIdempotencyKeyBytesMax));
  ANNALS_RETURN_IF_ERROR(
      CheckText("author", batch.author, kEnvelopeTextBytesMax));
  ANNALS_RETURN_IF_ERROR(
      CheckText("reason", batch.reason, kEnvelopeTextBytesMax));
  ANNALS_RETURN_IF_ERROR(
      CheckText("correlation_id", batch.correlation_id, kEnvelopeTextBytesMax));
  return CheckText("causation_id", batch.causation_id, kEnvelopeTextBytesMax);
}

// Empty for a number that is none, as a program in another language may pass.
const char* NameOf(Change::Operation operation) {
  switch (operation) {
    case Change::Operation::kPut:
      return "put";
    case Change::Operation::kRetract:
      return "retract";
    case Change::Operation::kRestore:
      return "restore";
    case Change::Operation::kRedact:
      return "redact";
  }
  return "";
}

// What can be read off the record, valid or not.
void Describe(const Record& record, PreparedChange& prepared) {
  prepared.id = IdOf(record);
  prepared.columns.kind = KindOf(record).value_or(RecordKind::kEvent);
  prepared.columns.title = TitleOf(record);
  for (const Claim& claim : ClaimsOf(record)) {
    prepared.claims.push_back(claim.id());
  }
  prepared.references = BindingReferencesOf(record);
}

void SetContent(std::string content, std::string salt,
                PreparedChange& prepared) {
  prepared.content = std::move(content);
  prepared.salt = std::move(salt);
  prepared.content_hash = ContentHash(prepared.salt, prepared.content);
}

// Prepares some of the changes of a batch.
class Preparer {
 public:
  // `salts` has one for each change of the batch, and must outlive this.
  explicit Preparer(const std::string& salts) : salts_(salts) {}

  // Those from `begin` up to `end`, into the places of the same numbers.
  void Run(const Batch& batch, size_t begin, size_t end,
           std::vector<PreparedChange>& prepared) {
    for (index_ = begin; index_ < end; ++index_) {
      Add(batch.changes[index_], prepared[index_]);
    }
  }

  std::vector<BatchFault>& faults() { return faults_; }

 private:
  void Add(const Change& change, PreparedChange& prepared) {
    prepared.operation = change.operation;
    prepared.revision = change.revision;
    prepared.cascade = change.cascade;
    prepared.expected_revision = change.expected_revision;
    if (*NameOf(change.operation) == '\0') {
      AddFault({"operation",
                absl::StrCat(static_cast<int>(change.operation),
                             "; want put, retract, restore or redact")});
    }
    if (change.operation != Change::Operation::kPut) {
      prepared.id = change.id;
    } else if (IdOf(change.record).empty() && KindOf(change.record)) {
      AddWithDerivedId(change.record, prepared);
    } else {
      AddRecord(change.record, prepared);
    }
  }

  void AddWithDerivedId(Record record, PreparedChange& prepared) {
    absl::StatusOr<std::string> id = DeriveId(record);
    if (id.ok()) SetId(record, *id);
    AddRecord(record, prepared);
  }

  void AddRecord(const Record& record, PreparedChange& prepared) {
    Describe(record, prepared);
    const std::vector<Fault> faults = Validate(record);
    if (faults.empty()) {
      AddDerived(record, prepared);
      AddContent(record, prepared);
      return;
    }
    for (const Fault& fault : faults) AddFault(fault);
    DropReferencesWith(faults, prepared);
  }

  // What is wrong as a name need not be looked for.
  static void DropReferencesWith(const std::vector<Fault>& faults,
                                 PreparedChange& prepared) {
    absl::flat_hash_set<std::string> paths;
    for (const Fault& fault : faults) paths.insert(fault.path);
    auto& references = prepared.references;
    references.erase(std::remove_if(references.begin(), references.end(),
                                    [&paths](const Reference& each) {
                                      return paths.contains(each.path);
                                    }),
                     references.end());
  }

  // Validate() has seen the date: if it means nothing, one of the two is wrong.
  void AddDerived(const Record& record, PreparedChange& prepared) {
    const absl::StatusOr<std::optional<ResolvedWhen>> when =
        Resolve(record.event().when());
    if (!when.ok()) {
      AddFault({"when", std::string(when.status().message())});
      return;
    }
    if (when->has_value()) prepared.columns.span = (*when)->span;
    prepared.derivation = DerivationOf(record, *when);
  }

  void AddContent(const Record& record, PreparedChange& prepared) {
    absl::StatusOr<std::string> content = EncodeValid(record);
    if (content.ok()) {
      SetContent(*std::move(content),
                 salts_.substr(index_ * kSaltBytes, kSaltBytes), prepared);
    } else {
      AddFault({"", std::string(content.status().message())});
    }
  }

  void AddFault(Fault fault) { faults_.push_back({index_, std::move(fault)}); }

  const std::string& salts_;
  size_t index_ = 0;
  std::vector<BatchFault> faults_;
};

// Much of a bulk load's work needs no lock, so that a second processor can take
// half of a large batch.
PreparedBatch PrepareChanges(const Batch& batch, const std::string& salts) {
  constexpr size_t kAloneMax = 64;
  const size_t size = batch.changes.size();
  PreparedBatch prepared;
  prepared.changes.resize(size);
  Preparer first(salts);
  Preparer second(salts);
  const size_t middle = size > kAloneMax ? size / 2 : size;
  std::future<void> rest;
  if (middle < size) {
    rest = RunBeside([&batch, &second, &prepared, middle, size] {
      second.Run(batch, middle, size, prepared.changes);
    });
  }
  first.Run(batch, 0, middle, prepared.changes);
  if (rest.valid()) rest.get();
  prepared.faults = std::move(first.faults());
  prepared.faults.insert(prepared.faults.end(), second.faults().begin(),
                         second.faults().end());
  return prepared;
}

// All that makes one change differ from another, each part with its length.
std::string DigestOf(const PreparedChange& change) {
  const int64_t expected = change.expected_revision.value_or(-1);
  const int64_t revision = change.revision.value_or(-1);
  return Sha256(absl::StrCat(
      NameOf(change.operation), " ", change.cascade ? 1 : 0, " ", expected, " ",
      revision, " ", change.id.size(), " ", change.id, change.content));
}

std::string DigestOf(const std::vector<PreparedChange>& changes) {
  std::string digests;
  for (const PreparedChange& change : changes) digests += DigestOf(change);
  return Sha256(digests);
}

}  // namespace

absl::StatusOr<PreparedBatch> Prepare(const Batch& batch) {
  ANNALS_RETURN_IF_ERROR(CheckEnvelope(batch));
  ANNALS_ASSIGN_OR_RETURN(const std::string salts,
                          RandomSalts(batch.changes.size()));
  PreparedBatch prepared = PrepareChanges(batch, salts);
  if (!batch.idempotency_key.empty()) {
    prepared.digest = DigestOf(prepared.changes);
  }
  return prepared;
}

absl::StatusOr<PreparedChange> PrepareRestored(const Record& record,
                                               std::string_view content) {
  PreparedChange prepared;
  Describe(record, prepared);
  if (record.has_event()) {
    ANNALS_ASSIGN_OR_RETURN(prepared.columns.span, SpanOf(record.event()));
  }
  ANNALS_ASSIGN_OR_RETURN(prepared.derivation, DerivationOf(record));
  ANNALS_ASSIGN_OR_RETURN(std::string salt, RandomSalts(1));
  SetContent(std::string(content), std::move(salt), prepared);
  return prepared;
}

}  // namespace annals::store_internal
