// A Database is one connection to a SQLite file, a Statement one question.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/database.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/store/internal/checksum_vfs.h"
#include "annals/store/internal/lock_holder.h"
#include "annals/store/internal/page_fault.h"
#include "annals/store/internal/sqlite_status.h"

namespace annals::store_internal {
namespace {

// SQLite reads meaning into some names ("", ":memory:", "file:..."). As a URI
// with every odd byte escaped, a path is a path.
std::string UriOf(std::string_view path, const DatabaseOptions& options) {
  if (options.in_memory) return ":memory:";
  if (options.is_scratch) return "";
  std::string uri = path.substr(0, 1) == "/" ? "file://" : "file:./";
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      absl::StrAppend(&uri, "%", absl::BytesToHexString(std::string(1, c)));
    } else {
      uri += c;
    }
  }
  if (options.immutable) uri += "?immutable=1";
  return uri;
}

int FlagsOf(const DatabaseOptions& options) {
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
  if (options.read_only) return flags | SQLITE_OPEN_READONLY;
  flags |= SQLITE_OPEN_READWRITE;
  return options.create ? flags | SQLITE_OPEN_CREATE : flags;
}

absl::Status NoWriteRights(const std::string& location) {
  return absl::PermissionDeniedError(absl::StrCat(
      location, ": no right to write it; want it, or open it read-only"));
}

// errno of the last operation on the journal that went wrong. SQLite keeps it
// there when a COMMIT fails, and does not pass it on.
int JournalErrno(sqlite3* handle) {
  sqlite3_file* journal = nullptr;
  sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal);
  if (journal == nullptr || journal->pMethods == nullptr) return 0;
  int last_errno = 0;
  journal->pMethods->xFileControl(journal, SQLITE_FCNTL_LAST_ERRNO,
                                  &last_errno);
  return last_errno;
}

// A null pointer would be bound as NULL, so an empty view needs a byte to point
// at.
const char* DataOf(std::string_view bytes) {
  return bytes.empty() ? "" : bytes.data();
}

int SystemErrno(sqlite3* handle, int code) {
  int known = sqlite3_system_errno(handle);
  if (known != 0 || code != SQLITE_IOERR_WRITE) return known;
  known = JournalErrno(handle);
  if (known == 0) {
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_LAST_ERRNO, &known);
  }
  return known;
}

}  // namespace

Database::Database(std::string_view location, const DatabaseOptions& options)
    : location_(location), options_(options) {}

Database::~Database() {
  for (const auto& [sql, statement] : idle_) sqlite3_finalize(*statement);
  sqlite3_close(handle_);
}

absl::StatusOr<std::unique_ptr<Database>> Database::Open(
    std::string_view location, const DatabaseOptions& options) {
  std::unique_ptr<Database> database(new Database(location, options));
  const std::string uri = UriOf(database->path(), options);
  const std::string vfs =
      options.checks_pages ? ChecksumVfs(options.vfs) : options.vfs;
  const int code =
      sqlite3_open_v2(uri.c_str(), &database->handle_, FlagsOf(options),
                      vfs.empty() ? nullptr : vfs.c_str());
  if (code != SQLITE_OK) return database->StatusOf(code);
  // Asked to write what may only be read, SQLite opens it without a word.
  if (!options.read_only && sqlite3_db_readonly(database->handle_, "main")) {
    return NoWriteRights(database->location_);
  }
  ANNALS_RETURN_IF_ERROR(database->Configure());
  return database;
}

// The file may come from anywhere: what its schema holds is not trusted.
absl::Status Database::Configure() {
  if (HasChecksums()) ReserveForChecksums();
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, options_.busy_timeout_ms);
  SetDefensive(true);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // Before anything else is asked, which would open a journal together with
  // others.
  if (options_.is_exclusive) {
    ANNALS_RETURN_IF_ERROR(Execute("PRAGMA locking_mode = EXCLUSIVE"));
  }
  return Execute(
      "PRAGMA page_size = 4096; PRAGMA mmap_size = 0;"
      "PRAGMA cell_size_check = ON; PRAGMA fullfsync = ON;"
      "PRAGMA checkpoint_fullfsync = ON; PRAGMA synchronous = FULL;"
      "PRAGMA temp_store = MEMORY");
}

Statement Database::Prepare(std::string_view sql) {
  std::unique_ptr<sqlite3_stmt*>& place = idle_[AsAbsl(sql)];
  if (place == nullptr) place = std::make_unique<sqlite3_stmt*>(nullptr);
  sqlite3_stmt* statement = std::exchange(*place, nullptr);
  if (statement != nullptr) {
    return Statement(*this, *place, statement, SQLITE_OK);
  }
  const int code =
      sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  return Statement(*this, *place, statement, code);
}

absl::Status Database::Execute(const std::string& sql) {
  return StatusOf(
      sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr));
}

absl::StatusOr<int64_t> Database::SelectInt(std::string_view sql) {
  Statement query = Prepare(sql);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  return found ? query.Int(0) : 0;
}

int64_t Database::LastInsertedRow() const {
  return sqlite3_last_insert_rowid(handle_);
}

absl::Status Database::StatusOf(int code) const {
  if (code == SQLITE_OK) return absl::OkStatus();
  ANNALS_RETURN_IF_ERROR(DamageNoticed(code));
  SqliteFailure failure = {code, SystemErrno(handle_, code),
                           sqlite3_errmsg(handle_), ""};
  if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED) {
    failure.lock_holder = LockHolder(path());
  }
  return SqliteStatus(location_, failure, options_.busy_timeout_ms);
}

absl::Status Database::DamageNoticed(int code) const {
  PageFault fault = TakePageFault(handle_);
  if (fault.kind == PageFault::Kind::kNone && (code & 0xff) == SQLITE_CORRUPT) {
    fault = FirstMissingPage(handle_);
  }
  if (fault.kind == PageFault::Kind::kNone) return absl::OkStatus();
  return absl::DataLossError(Describe(fault, location_));
}

bool Database::HasChecksums() const {
  return store_internal::HasChecksums(handle_);
}

void Database::ReserveForChecksums() {
  int bytes = kReservedBytes;
  sqlite3_file_control(handle_, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
}

// A file without room for checksums must not be written with that request set.
absl::Status Database::CopyInto(const std::string& path) {
  ReserveForChecksums();
  Statement copy = Prepare("VACUUM INTO ?1");
  return copy.Bind(1, UriOf(path, DatabaseOptions())).Run();
}

absl::StatusOr<int64_t> Database::CheckPages(
    absl::FunctionRef<bool(const std::string& fault)> visit) {
  int64_t pages = 0;
  const int code =
      store_internal::CheckPages(handle_, pages, [&](const PageFault& fault) {
        return visit(Describe(fault, location_));
      });
  if (code != SQLITE_OK) return StatusOf(code);
  return pages;
}

absl::Status Database::Damaged(int64_t sequence,
                               const std::string& found) const {
  return absl::DataLossError(
      absl::StrCat(location_, ", revision ", sequence, ": ", found));
}

bool Database::InTransaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

bool Database::HasMoved() const {
  int has_moved = 0;
  sqlite3_file_control(handle_, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
  return has_moved != 0;
}

void Database::SetDefensive(bool is_defensive) {
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, is_defensive ? 1 : 0,
                    nullptr);
}

void Database::CheckpointFrom(int64_t pages) {
  checkpoint_from_pages_ = pages;
  sqlite3_wal_hook(handle_, AfterCommit, this);
}

int Database::AfterCommit(void* self, sqlite3* handle, const char* schema,
                          int pages) {
  auto* const database = static_cast<Database*>(self);
  database->journal_pages_ = pages;
  if (pages >= database->checkpoint_from_pages_) {
    sqlite3_wal_checkpoint(handle, schema);
  }
  return SQLITE_OK;
}

absl::StatusOr<int64_t> Database::Checkpoint() {
  Statement checkpoint = Prepare("PRAGMA wal_checkpoint(PASSIVE)");
  ANNALS_RETURN_IF_ERROR(checkpoint.Step().status());
  return checkpoint.Int(2);
}

absl::Status Database::AddTextFunction(const std::string& name,
                                       fts5_extension_function function) {
  if (text_functions_.count(name) != 0) return absl::OkStatus();
  fts5_api* api = nullptr;
  Statement query = Prepare("SELECT fts5(?1)");
  query.BindPointer(1, &api, "fts5_api_ptr");
  ANNALS_RETURN_IF_ERROR(query.Run());
  if (api == nullptr) {
    return absl::UnimplementedError(
        location_ + ": this SQLite shows nothing of FTS5; want one that does");
  }
  ANNALS_RETURN_IF_ERROR(StatusOf(
      api->xCreateFunction(api, name.c_str(), nullptr, function, nullptr)));
  text_functions_.insert(name);
  return absl::OkStatus();
}

void Database::SetBusyTimeout(int milliseconds) {
  options_.busy_timeout_ms = milliseconds;
  sqlite3_busy_timeout(handle_, milliseconds);
}

Statement::~Statement() {
  if (statement_ == nullptr) return;
  Reset();
  if (*place_ == nullptr) {
    *place_ = statement_;
  } else {
    sqlite3_finalize(statement_);
  }
}

void Statement::Keep(int code) {
  if (code_ == SQLITE_OK) code_ = code;
}

Statement& Statement::Bind(int parameter, int64_t value) {
  Keep(sqlite3_bind_int64(statement_, parameter, value));
  return *this;
}

Statement& Statement::Bind(int parameter, std::string_view text) {
  Keep(sqlite3_bind_text64(statement_, parameter, DataOf(text), text.size(),
                           SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::BindBlob(int parameter, std::string_view bytes) {
  Keep(sqlite3_bind_blob64(statement_, parameter, DataOf(bytes), bytes.size(),
                           SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::BindBorrowed(int parameter, std::string_view text) {
  Keep(sqlite3_bind_text64(statement_, parameter, DataOf(text), text.size(),
                           SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Statement& Statement::BindBorrowedBlob(int parameter, std::string_view bytes) {
  Keep(sqlite3_bind_blob64(statement_, parameter, DataOf(bytes), bytes.size(),
                           SQLITE_STATIC));
  return *this;
}

Statement& Statement::BindPointer(int parameter, void* pointer,
                                  const char* type) {
  Keep(sqlite3_bind_pointer(statement_, parameter, pointer, type, nullptr));
  return *this;
}

Statement& Statement::BindNull(int parameter) {
  Keep(sqlite3_bind_null(statement_, parameter));
  return *this;
}

absl::StatusOr<bool> Statement::Step() {
  if (code_ != SQLITE_OK) return database_->StatusOf(code_);
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return database_->StatusOf(code);
}

absl::Status Statement::Run() { return Step().status(); }

void Statement::Reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

int64_t Statement::Int(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view Statement::Text(int column) const {
  const auto* text =
      reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  return text == nullptr ? std::string_view() : std::string_view(text, size);
}

std::string_view Statement::Blob(int column) const {
  const auto* bytes =
      static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, size);
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

Transaction::Transaction(Database& database, Kind kind)
    : database_(database),
      begun_(
          database.Prepare(kind == Kind::kWrite ? "BEGIN IMMEDIATE" : "BEGIN")
              .Run()) {}

// SQLite may have rolled back by itself, as it does when the disk is full.
Transaction::~Transaction() {
  if (begun_.ok() && database_.InTransaction()) {
    database_.Prepare("ROLLBACK").Run().IgnoreError();
  }
}

absl::Status Transaction::Commit() { return database_.Prepare("COMMIT").Run(); }

}  // namespace annals::store_internal
