// Tests of annals/export/geojson.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/geojson.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::WithPlace;
using Json = nlohmann::json;

Json FeatureOf(const Selection& selection) {
  const Json collection = Json::parse(ExportGeoJson(selection, {})->bytes);
  EXPECT_EQ(collection["type"], "FeatureCollection");
  return collection["features"].at(0);
}

TEST(GeoJsonTest, AnEventIsAPointWhereItsPlaceIs) {
  Event event = MakeEvent("oil", "Oil", "2013");
  event.add_places("rason");
  const Json feature =
      FeatureOf(WithPlace(Choose({event}), "rason", 42.25, 130.375));
  EXPECT_EQ(feature["id"], "oil");
  EXPECT_EQ(
      feature["geometry"],
      Json::parse(R"({"type": "Point", "coordinates": [130.375, 42.25]})"));
}

TEST(GeoJsonTest, SeveralPlacesAreAMultiPoint) {
  Event event = MakeEvent("oil", "Oil", "2013");
  event.add_places("a");
  event.add_places("b");
  const Json feature =
      FeatureOf(WithPlace(WithPlace(Choose({event}), "a", 1, 2), "b", 3, 4));
  EXPECT_EQ(feature["geometry"]["type"], "MultiPoint");
  EXPECT_EQ(feature["geometry"]["coordinates"],
            Json::parse("[[2, 1], [4, 3]]"));
}

TEST(GeoJsonTest, AnEventWithoutPlaceHasNoGeometryAndIsKept) {
  EXPECT_TRUE(
      FeatureOf(Choose({MakeEvent("oil", "Oil")}))["geometry"].is_null());
}

TEST(GeoJsonTest, ListsAreArrays) {
  Event event = MakeEvent("oil", "Oil");
  event.add_tags("a;b");
  EXPECT_EQ(FeatureOf(Choose({event}))["properties"]["tags"],
            Json::parse(R"(["a;b"])"));
}

TEST(GeoJsonTest, NoEventsAreAnEmptyCollection) {
  EXPECT_TRUE(
      Json::parse(ExportGeoJson(Choose({}), {})->bytes)["features"].empty());
}

}  // namespace
}  // namespace annals
