// An EventWriter writes a format event by event, so that none need be kept.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_EVENT_WRITER_H_
#define ANNALS_EXPORT_EVENT_WRITER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "annals/timeline/selection.h"

namespace annals {

struct Loss;

// What a format is that need not see everything before it writes anything: the
// formats whose ExportFormat::make_writer is not null. Whoever wants a file
// calls Export() or ExportPages(); a new format derives from this.
//
// It appends to a buffer, which is given to it when it is made and outlives it,
// and which is emptied between two calls, whenever it is full enough. The calls
// come in this order:
//
//   LookAhead(answer)...          only if LooksAhead(); every event, in order,
//   LookAtLink(link)...           and if LooksAtLinks() every link among them
//   Begin()
//   BeginPage(page)               and then, of that page,
//   Write(page, answer)...        every event, in order
//   End(links)                    how many links there were on all pages
//   Losses()
//
//   class TitleWriter : public annals::EventWriter {
//     ...
//     void Write(const Selection&, const Answer& answer) override {
//       absl::StrAppend(&out_, answer.event.title(), "\n");
//     }
//   };
//
// What is written may not depend on where one page ends and the next begins.
// Each call takes time in proportion to what it is given; what is kept from one
// to the next is bounded, or said in the format's header. Not for several
// threads at once.
class EventWriter {
 public:
  virtual ~EventWriter() = default;

  // True if something of the last event must be known to write the first: the
  // events are read twice then. LookAhead() is not told what they name.
  virtual bool LooksAhead() const { return false; }
  virtual void LookAhead(const Answer&) {}
  // True if the links must be known then, too. They come with the first page
  // that they touch, before its events.
  virtual bool LooksAtLinks() const { return false; }
  virtual void LookAtLink(const CausalLink&) {}

  // False if it writes nothing of what a page's events name
  // (Selection::named), which then need not be read.
  virtual bool WantsNames() const { return true; }

  virtual void Begin() {}
  // A page of a selection: events that follow one another, what they name, and
  // of the links those that touch none of an earlier page.
  virtual void BeginPage(const Selection&) {}
  virtual void Write(const Selection& page, const Answer& answer) = 0;
  virtual void End(int64_t links) = 0;

  // What the format could not hold. See Export().
  virtual std::vector<Loss> Losses() const = 0;
};

}  // namespace annals

#endif  // ANNALS_EXPORT_EVENT_WRITER_H_
