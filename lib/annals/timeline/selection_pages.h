// SelectionPages are a selection that is read a page at a time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_SELECTION_PAGES_H_
#define ANNALS_TIMELINE_SELECTION_PAGES_H_

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "annals/timeline/selection.h"

namespace annals {

// What is read of a selection besides its events.
struct PageParts {
  // Selection::links.
  bool links = true;
  // Selection::named.
  bool names = true;
};

// How much is read at once.
struct PageOptions {
  // Of a page; 1 and up.
  int64_t events_max = 1000;
  // Records that pages name are kept for the pages to come until there are so
  // many, then forgotten and read anew; 1 and up.
  int64_t names_max = 20'000;
};

// What a query chose, without being in memory as a whole: Timeline::Pages()
// makes it, and annals::ExportPages() writes it.
//
//   absl::StatusOr<std::unique_ptr<annals::SelectionPages>> pages =
//       timeline.Pages(annals::Query().Intersects("2013"));
//   if (!pages.ok()) return pages.status();
//   absl::Status read = (*pages)->Visit({}, [](const annals::Selection& page) {
//     for (const annals::Answer& answer : page.events) Print(answer);
//     return absl::OkStatus();
//   });
//
// Errors of reading are those of Timeline::Select(). Takes time in proportion
// to what is read, and n log n to put n answers in order; memory as
// Timeline::Pages() says. For one thread at a time.
class SelectionPages {
 public:
  virtual ~SelectionPages() = default;

  // Calls `visit` with one page after the other, from the first; stops at the
  // first error of `visit` and returns it. Called again it reads the same
  // again. A page lives until `visit` returns. It is a Selection of its own:
  //
  //   events       those that follow the ones of the page before
  //   links        those that touch one of them and none of an earlier page
  //   named        what these events and links name, and maybe more, of what
  //                earlier pages named
  //   sequence     the same state of the store for all pages
  //
  // Constraints are on no page.
  virtual absl::Status Visit(
      const PageParts& parts,
      absl::FunctionRef<absl::Status(const Selection& page)> visit) = 0;
};

// A selection that is in memory, as one page. It must outlive this.
class OnePage : public SelectionPages {
 public:
  explicit OnePage(const Selection& selection) : selection_(selection) {}

  absl::Status Visit(
      const PageParts&,
      absl::FunctionRef<absl::Status(const Selection&)> visit) override {
    return visit(selection_);
  }

 private:
  const Selection& selection_;
};

}  // namespace annals

#endif  // ANNALS_TIMELINE_SELECTION_PAGES_H_
