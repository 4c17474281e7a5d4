// RecordByRecord brings a selection's records one by one, what is named first.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_RECORD_BY_RECORD_H_
#define ANNALS_EXPORT_INTERNAL_RECORD_BY_RECORD_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "annals/export/event_writer.h"
#include "annals/record/record.h"

namespace annals::export_internal {

// For formats that hold records as they are. The events come in their order.
// The sources and entities that an event names, and those that these name, come
// before the first that does, each once; a causal link after the first event
// that it touches. An event or link that was not chosen and is only named does
// not come. What is kept is the id of each source and entity that came.
class RecordByRecord : public EventWriter {
 public:
  void BeginPage(const Selection& page) final;
  void Write(const Selection& page, const Answer& answer) final;

 protected:
  // A source or an entity.
  virtual void WriteNamed(const Record& record) = 0;
  virtual void WriteEvent(const Answer& answer) = 0;
  virtual void WriteLink(const CausalLink& link) = 0;

 private:
  struct Visited {
    const Record* record = nullptr;
    // What it names has come before it.
    bool is_expanded = false;
  };

  // What these name and has not come, whatever is named before whatever names
  // it.
  void WriteAllNamed(const Selection& page,
                     const std::vector<Reference>& references);
  void Push(const Selection& page, const std::vector<Reference>& references,
            std::vector<Visited>& open) const;

  // Of this page, by the place of the event after which they come.
  std::vector<std::pair<size_t, const CausalLink*>> links_;
  size_t next_link_ = 0;
  absl::flat_hash_set<std::string> written_;
};

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_RECORD_BY_RECORD_H_
