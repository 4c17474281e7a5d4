// A ByteSink takes bytes as they come: into a string, a stream, a file.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_BYTE_SINK_H_
#define ANNALS_EXPORT_BYTE_SINK_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace annals {

// Where an export goes that is written piece by piece. Not for several threads
// at once.
class ByteSink {
 public:
  virtual ~ByteSink() = default;

  // Takes the bytes, or says what is in their way: what was taken before is
  // then of no use.
  virtual absl::Status Append(std::string_view bytes) = 0;
};

// Into a string, which outlives it.
class StringSink : public ByteSink {
 public:
  explicit StringSink(std::string& out) : out_(out) {}
  absl::Status Append(std::string_view bytes) override;

 private:
  std::string& out_;
};

// Into a file, whole or not at all.
//
//   absl::StatusOr<std::unique_ptr<annals::FileSink>> file =
//       annals::FileSink::Create("korea.csv");
//   if (!file.ok()) return file.status();
//   auto losses = annals::ExportPages(**pages, "csv", {}, **file);
//   if (!losses.ok()) return losses.status();
//   absl::Status committed = (*file)->Commit();
//
// The bytes go to a file beside the one that is meant, of which it takes the
// place in Commit(); until then, and if it never comes to that, the old one
// stays as it is, and the new one is deleted. A crash of the process may leave
// it, by the name of the file and six letters more. Symbolic links are
// followed (one that leads nowhere is replaced), and the permissions of the old
// file kept. The folder must be writable, and the name at most 248 bytes.
//
// What is not a file, such as a named pipe, cannot be replaced and is written
// to at once. So is what the process has open: /dev/stdout, /dev/stderr and
// /dev/fd/N go on where that stands, be it a file too (`-o /dev/stdout >>
// log`).
//
// Errors name the file: ResourceExhausted if the disk is full, InvalidArgument
// if it cannot be written for another reason.
class FileSink : public ByteSink {
 public:
  static absl::StatusOr<std::unique_ptr<FileSink>> Create(
      const std::string& path);
  ~FileSink() override;
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;

  absl::Status Append(std::string_view bytes) override;

  // Puts the file in its place. The last call.
  absl::Status Commit();

  // True if what is written to that path is there at once, and cannot be taken
  // back: it is no file that could be replaced.
  static bool WritesAtOnce(const std::string& path);

 private:
  // `part` is what is written; the same as `target` if that is written to at
  // once.
  FileSink(std::string path, std::string target, std::string part,
           int descriptor);

  absl::Status Write(std::string_view bytes);
  absl::Status Flush();
  absl::Status Close();
  bool IsBeside() const { return part_ != target_; }

  // As the caller wrote it, for messages.
  const std::string path_;
  const std::string target_;
  const std::string part_;
  // -1 once it is closed.
  int descriptor_;
  std::string buffer_;
};

}  // namespace annals

#endif  // ANNALS_EXPORT_BYTE_SINK_H_
