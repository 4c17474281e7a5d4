// DamageStore() reads bytes as a list of what to do to the file of a store.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/store_damage.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

#include "annals/store/internal/checksum_vfs.h"
#include "annals/store/internal/page_checksum.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/fuzz/store_rows.h"

namespace annals::testing {
namespace {

using store_internal::kPageBytes;

// The first byte of the program.
constexpr uint8_t kSealPages = 1;
constexpr uint8_t kChainRevisions = 2;

constexpr size_t kStepsMax = 64;

struct Step {
  enum Operation { kSetCell, kDeleteRow, kEditContent, kEditPage, kCutFile };
  Operation operation = kSetCell;
  // The words after it, as many as it has.
  std::vector<uint8_t> words;
  std::string bytes;

  bool IsOfRows() const { return operation <= kEditContent; }
};

// How many words each operation has, and whether bytes follow the last.
struct Shape {
  size_t words;
  bool has_bytes;
};
constexpr Shape kShapes[] = {
    {5, true}, {2, false}, {3, true}, {4, true}, {1, false}};

// Ends where the program does; what is missing there is zero.
class Reader {
 public:
  explicit Reader(std::string_view program) : program_(program) {}

  bool IsAtEnd() const { return program_.empty(); }

  uint8_t Byte() {
    if (program_.empty()) return 0;
    const auto byte = static_cast<uint8_t>(program_[0]);
    program_.remove_prefix(1);
    return byte;
  }

  Step Next() {
    Step step;
    const size_t number = Byte() % std::size(kShapes);
    step.operation = static_cast<Step::Operation>(number);
    for (size_t i = 0; i < kShapes[number].words; ++i) {
      step.words.push_back(Byte());
    }
    if (kShapes[number].has_bytes) {
      step.bytes = program_.substr(0, step.words.back());
      program_.remove_prefix(step.bytes.size());
    }
    return step;
  }

 private:
  std::string_view program_;
};

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void EditRows(const std::vector<Step>& steps, bool chain,
              const std::string& path) {
  StoreRows rows(path);
  for (const Step& step : steps) {
    const std::vector<uint8_t>& words = step.words;
    if (step.operation == Step::kSetCell) {
      rows.SetCell(words[0], words[1], words[2], words[3], step.bytes);
    } else if (step.operation == Step::kDeleteRow) {
      rows.Delete(words[0], words[1]);
    } else if (step.operation == Step::kEditContent) {
      rows.EditContent(words[0], words[1], step.bytes);
    }
  }
  if (chain) rows.ChainRevisions();
}

void EditBytes(const Step& step, std::string& file) {
  const size_t pages = file.size() / kPageBytes;
  if (pages == 0) return;
  const size_t page = step.words[0] % pages * kPageBytes;
  if (step.operation == Step::kCutFile) return file.resize(page);
  const size_t offset =
      (step.words[1] * size_t{256} + step.words[2]) % kPageBytes;
  const size_t count = std::min(step.bytes.size(), kPageBytes - offset);
  file.replace(page + offset, count, step.bytes, 0, count);
}

void SealPages(std::string& file) {
  for (size_t at = 0; at + kPageBytes <= file.size(); at += kPageBytes) {
    store_internal::Seal(reinterpret_cast<unsigned char*>(&file[at]));
  }
}

}  // namespace

bool DamageStore(std::string_view program, const std::string& path) {
  Reader reader(program);
  const uint8_t flags = reader.Byte();
  std::vector<Step> rows;
  std::vector<Step> bytes;
  while (!reader.IsAtEnd() && rows.size() + bytes.size() < kStepsMax) {
    Step step = reader.Next();
    (step.IsOfRows() ? rows : bytes).push_back(std::move(step));
  }
  if (!rows.empty()) EditRows(rows, (flags & kChainRevisions) != 0, path);
  std::string file = ReadFile(path);
  for (const Step& step : bytes) EditBytes(step, file);
  if ((flags & kSealPages) != 0) SealPages(file);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << file;
  return rows.empty() && (flags & kSealPages) == 0;
}

}  // namespace annals::testing
