// The words of our JSON-LD, and the names that records have in it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/linked_context.h"

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"

namespace annals::export_internal {
namespace {

// The members that are not listed are in our own vocabulary. "loc" has EDTF as
// a datatype, by the Library of Congress.
constexpr std::string_view kContext = R"json({
 "@version": 1.1,
 "@vocab": "urn:annals:vocabulary#",
 "crm": "http://www.cidoc-crm.org/cidoc-crm/",
 "loc": "http://id.loc.gov/datatypes/edtf/",
 "prov": "http://www.w3.org/ns/prov#",
 "schema": "https://schema.org/",
 "time": "http://www.w3.org/2006/time#",
 "xsd": "http://www.w3.org/2001/XMLSchema#",

 "title": "schema:name",
 "name": "schema:name",
 "description": "schema:description",
 "keywords": "schema:keywords",
 "location": "schema:location",
 "superEvent": "schema:superEvent",
 "startDate": "schema:startDate",
 "endDate": "schema:endDate",
 "author": "schema:author",
 "publisher": "schema:publisher",
 "url": "schema:url",
 "inLanguage": "schema:inLanguage",
 "identifier": "schema:identifier",
 "isPartOf": "schema:isPartOf",
 "geo": "schema:geo",
 "latitude": {"@id": "schema:latitude", "@type": "xsd:double"},
 "longitude": {"@id": "schema:longitude", "@type": "xsd:double"},

 "hasTime": "time:hasTime",
 "hasBeginning": "time:hasBeginning",
 "hasEnd": "time:hasEnd",
 "gYear": {"@id": "time:inXSDgYear", "@type": "xsd:gYear"},
 "gYearMonth": {"@id": "time:inXSDgYearMonth", "@type": "xsd:gYearMonth"},
 "day": {"@id": "time:inXSDDate", "@type": "xsd:date"},
 "dateTimeStamp": {"@id": "time:inXSDDateTimeStamp",
  "@type": "xsd:dateTimeStamp"},
 "earliestStart": {"@id": "crm:P82a_begin_of_the_begin",
  "@type": "xsd:dateTime"},
 "latestStart": {"@id": "crm:P81a_end_of_the_begin", "@type": "xsd:dateTime"},
 "earliestEnd": {"@id": "crm:P81b_begin_of_the_end", "@type": "xsd:dateTime"},
 "latestEnd": {"@id": "crm:P82b_end_of_the_end", "@type": "xsd:dateTime"},
 "edtf": {"@type": "loc:EDTF"},
 "published": {"@type": "loc:EDTF"},

 "wasAttributedTo": "prov:wasAttributedTo",
 "wasQuotedFrom": "prov:wasQuotedFrom",
 "wasDerivedFrom": "prov:wasDerivedFrom",
 "quote": "prov:value",
 "holders": {"@container": "@list"}
})json";

}  // namespace

const Json& LinkedContext() {
  static const auto* const context = new Json(Json::parse(kContext));
  return *context;
}

std::string IriOf(std::string_view id) {
  return absl::StrCat("urn:annals:record:", AsAbsl(id));
}

}  // namespace annals::export_internal
