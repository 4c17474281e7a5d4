// A ClaimWriter tells who says what, and whose claims stand against whose.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_CLAIM_WRITER_H_
#define ANNALS_CHRONOLOGY_INTERNAL_CLAIM_WRITER_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/chronology/chronology.h"
#include "annals/chronology/internal/note_book.h"
#include "annals/chronology/internal/pointer_book.h"
#include "annals/record/record.h"

namespace annals::chronology_internal {

// Claims of the events, links and constraints of a selection in words, each
// with its notes, with the claims that it bears out or contradicts, and with
// those that do so to it.
//
// The selection and the pointers must outlive it.
class ClaimWriter {
 public:
  using Claims = google::protobuf::RepeatedPtrField<Claim>;

  ClaimWriter(const Selection& selection, const PointerBook& pointers,
              int quote_length_max);

  // The claims of a record, cited by this entry. InvalidArgument if a date in
  // a claim or of its source cannot be read.
  absl::StatusOr<std::vector<Voice>> VoicesOf(const std::string& record,
                                              const Claims& claims, int entry);

  // Disputed if the analyst says so; if of the claims that stand some say yes
  // and others no, or one gives another date; if one that stands contradicts
  // another.
  bool IsDisputed(const Event& event) const;

  // Ids of the records whose claims speak of this record's.
  std::vector<std::string> RecordsSpeakingOf(const Event& event) const;

  const NoteBook& notes() const { return notes_; }

 private:
  // A claim that speaks of another.
  struct Speaker {
    std::string record;
    const Claim* claim;
    bool contradicts;
  };

  void Index(const std::string& record, const Claims& claims);
  const Claim* FindClaim(const std::string& record,
                         std::string_view claim) const;
  const std::vector<Speaker>& SpeakersOf(const std::string& record,
                                         const Claim& claim) const;
  bool IsContradicted(const std::string& record, const Claim& claim) const;
  std::vector<std::string> RecordsNamedBy(const std::string& record,
                                          const Claim& claim) const;
  std::vector<Bearing> BearingsOf(const std::string& record,
                                  const Claim& claim) const;
  Bearing BearingOn(const std::string& here, const std::string& record,
                    std::string_view claim, const char* words) const;

  const Selection& selection_;
  const PointerBook& pointers_;
  // Both by RECORD#CLAIM: the claims of what the selection holds, so that a
  // record of many that name one another is not read over for each; and who
  // speaks of a claim.
  std::unordered_map<std::string, const Claim*> claims_by_name_;
  std::unordered_map<std::string, std::vector<Speaker>> speakers_;
  NoteBook notes_;
};

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_CLAIM_WRITER_H_
