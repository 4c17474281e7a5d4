// Tests of annals/record/json_writer.h, against the library that reads JSON.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/json_writer.h"

#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <random>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace annals {
namespace {

using Json = nlohmann::ordered_json;

unsigned SeedOfTest() {
  const char* const given = std::getenv("ANNALS_TEST_SEED");
  return given != nullptr ? static_cast<unsigned>(std::atoi(given))
                          : std::random_device()();
}

std::string Dumped(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

std::string Escaped(std::string_view text) {
  std::string out;
  AppendJsonString(text, out);
  return out;
}

TEST(JsonStringTest, EachByteAloneIsWrittenAsTheLibraryWritesIt) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string alone(1, static_cast<char>(byte));
    EXPECT_EQ(Escaped(alone), Dumped(alone)) << byte;
    const std::string among = "0123456" + alone + "89abcdef";
    EXPECT_EQ(Escaped(among), Dumped(among)) << byte;
  }
}

TEST(JsonStringTest, TextOfAnyScriptStandsAsItIs) {
  EXPECT_EQ(Escaped("석유 \"😀\" نفط"), "\"석유 \\\"😀\\\" نفط\"");
}

TEST(JsonStringTest, RandomBytesAreWrittenAsTheLibraryWritesThem) {
  const unsigned seed = SeedOfTest();
  SCOPED_TRACE("ANNALS_TEST_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);
  constexpr std::string_view kParts[] = {
      "a",  "\"", "\\",   "\n",       "\x1f",       "é",   "\u0080",
      "石", "😀",  "\xE7", "\xF0\x9F", "plain text", "\x80"};
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (unsigned parts = random() % 12; parts > 0; --parts) {
      text += kParts[random() % std::size(kParts)];
    }
    ASSERT_EQ(Escaped(text), Dumped(text));
  }
}

TEST(JsonNumberTest, ANumberIsAsShortAsItCanBe) {
  for (const double value : {0.0, -0.0, 1.0, 0.1, -38.9071923, 1e300, 5e-324,
                             1.0 / 3, std::numeric_limits<double>::infinity(),
                             std::numeric_limits<double>::quiet_NaN()}) {
    std::string out;
    AppendJsonNumber(value, out);
    EXPECT_EQ(out, Dumped(value));
  }
}

// Draws a value, writes it, and returns the tree of it.
Json WriteRandom(std::mt19937& random, int depth, JsonWriter& json) {
  const auto number = static_cast<int64_t>(random() % 1000) - 500;
  switch (random() % (depth > 0 ? 5 : 3)) {
    case 0:
      json.Int(number);
      return number;
    case 1:
      json.String("a\n\"b\"");
      return "a\n\"b\"";
    case 2:
      json.Bool(number > 0);
      return number > 0;
    case 3: {
      Json object = Json::object();
      json.BeginObject();
      for (unsigned i = 0, size = random() % 4; i < size; ++i) {
        const std::string key = "k" + std::to_string(i);
        json.Key(key);
        object[key] = WriteRandom(random, depth - 1, json);
      }
      json.EndObject();
      return object;
    }
    default: {
      Json array = Json::array();
      json.BeginArray();
      for (unsigned i = 0, size = random() % 4; i < size; ++i) {
        array.push_back(WriteRandom(random, depth - 1, json));
      }
      json.EndArray();
      return array;
    }
  }
}

TEST(JsonWriterTest, RandomValuesAreWrittenAsTheLibraryWritesThem) {
  const unsigned seed = SeedOfTest();
  SCOPED_TRACE("ANNALS_TEST_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);
  for (int i = 0; i < 1000; ++i) {
    const int indent = static_cast<int>(random() % 4) - 1;
    std::string out;
    JsonWriter json(out, indent);
    const Json tree = WriteRandom(random, 4, json);
    ASSERT_EQ(out, Dumped(tree, indent));
  }
}

TEST(JsonWriterTest, ObjectsAndArraysAreLaidOutAsTheLibraryLaysThemOut) {
  for (const int indent : {-1, 0, 1, 4}) {
    std::string out;
    JsonWriter json(out, indent);
    json.BeginObject();
    json.Member("id", "oil");
    json.Key("empty");
    json.BeginObject();
    json.EndObject();
    json.Key("none");
    json.BeginArray();
    json.EndArray();
    json.Key("list");
    json.BeginArray();
    json.Int(-7);
    json.BeginArray();
    json.Bool(true);
    json.EndArray();
    json.BeginObject();
    json.Key("x");
    json.Double(0.5);
    json.EndObject();
    json.Raw("null");
    json.EndArray();
    json.EndObject();
    const Json want = {{"id", "oil"},
                       {"empty", Json::object()},
                       {"none", Json::array()},
                       {"list", {-7, {true}, {{"x", 0.5}}, nullptr}}};
    EXPECT_EQ(out, Dumped(want, indent)) << indent;
  }
}

TEST(JsonWriterTest, TheBufferMayBeEmptiedBetweenCalls) {
  std::string out;
  std::string whole;
  JsonWriter json(out);
  const auto take = [&] {
    whole += out;
    out.clear();
  };
  json.BeginArray();
  take();
  json.Int(1);
  take();
  json.BeginObject();
  take();
  json.Key("a");
  take();
  json.Int(2);
  take();
  json.EndObject();
  take();
  json.EndArray();
  take();
  EXPECT_EQ(whole, "[1,{\"a\":2}]");
}

}  // namespace
}  // namespace annals
