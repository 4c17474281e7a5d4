// A Database is one connection to a SQLite file, a Statement one question.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_DATABASE_H_
#define ANNALS_STORE_INTERNAL_DATABASE_H_

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace annals::store_internal {

class Statement;
class Tail;

struct DatabaseOptions {
  // Make the file if there is none.
  bool create = false;
  bool read_only = false;
  // Take no locks and look for no journal. Only for a file that nobody writes.
  bool immutable = false;
  // Have the file alone, from the first look at it until it is closed.
  bool is_exclusive = false;
  int busy_timeout_ms = 0;
  // Check the pages. Otherwise whoever reads has other means to tell.
  bool checks_pages = true;
  // A temporary file without a name, which goes when it is closed.
  bool is_scratch = false;
  // Nothing of it is ever in a file. The location is only for messages.
  bool in_memory = false;
  // The name of SQLite's VFS below ours; empty: its default. Tests put a disk
  // of their own there.
  std::string vfs;
  // Where the file is, if `location` is only what the user calls it: a relative
  // path means another file once the process has changed its folder.
  std::string path;
};

// One connection. Not thread-safe: used by one thread at a time.
class Database {
 public:
  // `location` is a path as the user wrote it, and stands in all messages. It
  // is what is opened, unless the options have a path.
  static absl::StatusOr<std::unique_ptr<Database>> Open(
      std::string_view location, const DatabaseOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // A statement, ready for its parameters. What is wrong with it comes out at
  // its first Step(). The text is prepared once and kept for the next time, so
  // it must not contain values.
  Statement Prepare(std::string_view sql);

  // Runs one or several statements that have no parameters and no answer.
  absl::Status Execute(const std::string& sql);

  // The only value of the only row of the answer.
  absl::StatusOr<int64_t> SelectInt(std::string_view sql);

  // The rowid of the row that was inserted last.
  int64_t LastInsertedRow() const;

  // The status of the failure with this result code.
  absl::Status StatusOf(int code) const;

  // DataLoss about this file: "korea.annals, revision 213: ...".
  absl::Status Damaged(int64_t sequence, const std::string& found) const;

  const std::string& location() const { return location_; }
  const std::string& path() const {
    return options_.path.empty() ? location_ : options_.path;
  }
  bool InTransaction() const;

  // Whether the file no longer has the name by which it was opened: it was
  // renamed or deleted, and perhaps another has its name. Compares inodes; a
  // VFS that knows of none says no.
  bool HasMoved() const;

  // Whether the file's pages have checksums; format 1 has none.
  bool HasChecksums() const;

  // Copies all that is in use, as it is now, to a new file, whose pages have
  // checksums even if this one's have none. Not in a transaction.
  absl::Status CopyInto(const std::string& path);

  // Reads the whole file past SQLite and checks every page; calls `visit` for
  // each that is not as it was written, until that returns false. Pages of
  // zeros are let pass: SQLite leaves some out that it does not use. Returns
  // the number of pages, 0 if the file has no checksums.
  absl::StatusOr<int64_t> CheckPages(
      absl::FunctionRef<bool(const std::string& fault)> visit);

  // Whether tables that SQLite keeps for a virtual table may be written
  // directly. See ShadowTableAccess.
  void SetDefensive(bool is_defensive);

  // Lets queries of full-text tables call this function, which FTS5 shows the
  // row (see "auxiliary functions" in SQLite's documentation of FTS5). Once is
  // enough, and does no harm again.
  absl::Status AddTextFunction(const std::string& name,
                               fts5_extension_function function);

  // From now on, a commit that leaves so many pages in the journal copies them
  // into the file, as far as no reader needs it as it is ("checkpoint"). Until
  // then SQLite does so as it is built. That it cannot be done is no error.
  void CheckpointFrom(int64_t pages);

  // Copies the journal into the file now, as far as no reader is in the way.
  // Returns how many pages of it have been copied by now, -1 if somebody else
  // is at it.
  absl::StatusOr<int64_t> Checkpoint();

  // How many pages were in the journal after the last commit of this connection
  // since CheckpointFrom().
  int64_t journal_pages() const { return journal_pages_; }

  // What was read of the newest revisions on this connection, for the next
  // question: see TailOf().
  std::shared_ptr<Tail>& tail() { return tail_; }

  int busy_timeout_ms() const { return options_.busy_timeout_ms; }
  void SetBusyTimeout(int milliseconds);

 private:
  friend class Statement;

  Database(std::string_view location, const DatabaseOptions& options);

  absl::Status Configure();

  // SQLite calls it after a commit; `self` is the Database.
  static int AfterCommit(void* self, sqlite3* handle, const char* schema,
                         int pages);

  // What is made new by this connection leaves room for checksums.
  void ReserveForChecksums();

  // DataLoss that names the place, if the VFS has noticed damage, or SQLite did
  // (its result code) because the file is too short.
  absl::Status DamageNoticed(int code) const;

  std::string location_;
  DatabaseOptions options_;
  sqlite3* handle_ = nullptr;
  int64_t checkpoint_from_pages_ = 0;
  int64_t journal_pages_ = 0;
  std::shared_ptr<Tail> tail_;
  // The functions of AddTextFunction().
  std::set<std::string> text_functions_;
  // Prepared statements, by their text: one of each is kept for the next who
  // needs it, if nobody uses it at the moment; else null.
  absl::flat_hash_map<std::string, std::unique_ptr<sqlite3_stmt*>> idle_;
};

// A prepared statement in use: bind, step, read. It goes back to its Database
// when it is destroyed, and must not outlive it.
//
//   Statement query = database.Prepare("SELECT title FROM t WHERE id = ?1");
//   query.Bind(1, id);
//   ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
//   if (found) Show(query.Text(0));
//
// Parameters count from 1, columns from 0, as in SQLite. An error in Prepare()
// or Bind() is kept, and returned by Step().
class Statement {
 public:
  // When it is done with, the statement is kept in `place`.
  Statement(Database& database, sqlite3_stmt*& place, sqlite3_stmt* statement,
            int code)
      : database_(&database),
        place_(&place),
        statement_(statement),
        code_(code) {}
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& Bind(int parameter, int64_t value);
  Statement& Bind(int parameter, std::string_view text);
  Statement& BindBlob(int parameter, std::string_view bytes);
  Statement& BindNull(int parameter);

  // The same without a copy: the text or bytes must live, unchanged, until
  // Reset() or the statement's end.
  Statement& BindBorrowed(int parameter, std::string_view text);
  Statement& BindBorrowedBlob(int parameter, std::string_view bytes);

  // An address, for a function of ours that asks for this type of it. Both must
  // live as long as the text of BindBorrowed(); SQL can do nothing with it.
  Statement& BindPointer(int parameter, void* pointer, const char* type);

  // Goes to the next row; false if there is none.
  absl::StatusOr<bool> Step();

  // For statements without an answer.
  absl::Status Run();

  // Makes it ready for other parameters.
  void Reset();

  // The columns of the row that Step() came to. Views live until the next
  // Step() or Reset().
  int64_t Int(int column) const;
  std::string_view Text(int column) const;
  std::string_view Blob(int column) const;
  bool IsNull(int column) const;

 private:
  void Keep(int code);

  Database* database_;
  sqlite3_stmt** place_;
  sqlite3_stmt* statement_;
  int code_;
};

// A transaction that is rolled back unless it was committed.
class Transaction {
 public:
  enum class Kind { kRead, kWrite };

  // The database must outlive it. A write transaction waits for its turn.
  Transaction(Database& database, Kind kind);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  // Whether it could be begun. Ask before anything else.
  [[nodiscard]] const absl::Status& begun() const { return begun_; }

  // When it returns OK, all that was written is on the disk.
  absl::Status Commit();

 private:
  Database& database_;
  absl::Status begun_;
};

// While it lives, the tables behind a virtual table ("shadow tables") can be
// written. SQLite looks whenever it prepares a statement.
class ShadowTableAccess {
 public:
  // The database must outlive it.
  explicit ShadowTableAccess(Database& database) : database_(database) {
    database_.SetDefensive(false);
  }
  ~ShadowTableAccess() { database_.SetDefensive(true); }
  ShadowTableAccess(const ShadowTableAccess&) = delete;
  ShadowTableAccess& operator=(const ShadowTableAccess&) = delete;

 private:
  Database& database_;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_DATABASE_H_
