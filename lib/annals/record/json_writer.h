// A JsonWriter appends JSON to a buffer, value by value, without a tree.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_JSON_WRITER_H_
#define ANNALS_RECORD_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace annals {

// Adds the text between quotation marks: those inside it, backslashes and
// characters below U+0020 are escaped, all else stands as it is (RFC 8259,
// section 7). Where bytes are no UTF-8, U+FFFD stands. This and the next
// function are pure but for `out`, and take time in proportion to the text.
//
//   AppendJsonString("a \"b\"", out);   // "a \"b\""
void AppendJsonString(std::string_view text, std::string& out);

// Adds the number in the fewest digits that read back as the same; null if it
// is not finite.
void AppendJsonNumber(double value, std::string& out);

// For what is written a million times over: exports that printed a library's
// tree of the values took several times as long (docs/performance.md).
//
//   std::string out;
//   annals::JsonWriter json(out);
//   json.BeginObject();
//   json.Member("id", "oil");
//   json.Key("tags");
//   json.BeginArray();
//   json.String("energy");
//   json.EndArray();
//   json.EndObject();   // {"id":"oil","tags":["energy"]}
//
// Commas and indentation are its business; that every Begin has its End, and
// that within an object each value has a key, is the caller's. Keys are the
// caller's own and are not escaped. `out` outlives it, and may be emptied
// between two calls: what was written so far is not looked at again. Each call
// takes time in proportion to what it appends. Not for several threads at once.
class JsonWriter {
 public:
  // All on one line, without spaces.
  static constexpr int kOneLine = -1;

  // Each value on a line of its own, indented by so many spaces a level. The
  // first line is not indented: `level` is that of the outermost value.
  explicit JsonWriter(std::string& out, int indent = kOneLine, int level = 0)
      : out_(out), indent_(indent), level_(level) {}

  void BeginObject() { Begin('{'); }
  void EndObject() { End('}'); }
  void BeginArray() { Begin('['); }
  void EndArray() { End(']'); }

  // Of the value that comes next.
  void Key(std::string_view key);

  void String(std::string_view text);
  void Int(int64_t value);
  void Bool(bool value) { Raw(value ? "true" : "false"); }
  void Double(double value);
  // JSON that is written already.
  void Raw(std::string_view json);

  void Member(std::string_view key, std::string_view text) {
    Key(key);
    String(text);
  }

 private:
  void Begin(char bracket);
  void End(char bracket);
  // What comes before a value: a comma, a new line, nothing after a key.
  void Separate();
  void NewLine();

  std::string& out_;
  const int indent_;
  int level_;
  // Nothing stands in the innermost object or array yet; also before the
  // outermost value.
  bool is_empty_ = true;
  bool is_after_key_ = false;
  // How many objects and arrays are open.
  int open_ = 0;
};

}  // namespace annals

#endif  // ANNALS_RECORD_JSON_WRITER_H_
