# annals_precompile(): the headers of others, parsed once for many files.
#
# Most of what it costs to compile a file of ours is parsing, above all the
# headers of the standard library, Abseil, protobuf and GoogleTest: -fsyntax-only
# took 1.7 to 2.5 s where compiling took 2.3 to 3.4 s. With ANNALS_PRECOMPILE
# four files of the library took 30 % less (22.2 s became 15.4 s), and so did
# three tests (19.1 s became 13.3 s).
#
# It is for a machine that builds once and is thrown away (ANNALS_ONCE=1),
# not the default: an include that is missing goes unnoticed where the header is
# there already (Bazel's build, which has nothing like it, finds that), and
# ccache, which would have to read those 130 MB for every file, stands aside.
#
# SPDX-License-Identifier: Apache-2.0

# annals_precompiled(NAME [PROGRAM] HEADERS header... DEPS target...) is what
# annals_precompile() then refers to. The code is a library's, or a PROGRAM's:
# GCC wants the flags to be the same.
function(annals_precompiled name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "PROGRAM" "" "HEADERS;DEPS")
  if(NOT ANNALS_PRECOMPILE)
    return()
  endif()
  set(empty ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc)
  file(CONFIGURE OUTPUT ${empty} CONTENT "")
  add_library(${name} OBJECT ${empty})
  if(arg_PROGRAM)
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(${name} PRIVATE ${CMAKE_CXX_COMPILE_OPTIONS_PIE})
  endif()
  # The warnings too: a macro tells of -Wpedantic.
  target_link_libraries(${name} PRIVATE
    ${arg_DEPS} ${ANNALS_ABSL} annals_warnings)
  target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()

function(annals_precompile target name)
  if(ANNALS_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${name})
  endif()
endfunction()

# Used by nearly every file; those that few use cost the others more than they
# save: 0.4 s a file for nlohmann/json.hpp.
set(ANNALS_PRECOMPILED
  <algorithm> <array> <cstdint> <fstream> <functional> <limits> <map> <memory>
  <optional> <set> <string> <string_view> <utility> <vector>
  [["absl/container/flat_hash_map.h"]] [["absl/container/flat_hash_set.h"]]
  [["absl/functional/function_ref.h"]] [["absl/numeric/int128.h"]]
  [["absl/status/status.h"]] [["absl/status/statusor.h"]]
  [["absl/strings/ascii.h"]] [["absl/strings/str_cat.h"]]
  [["absl/strings/str_format.h"]] [["absl/strings/str_join.h"]]
  [["absl/strings/str_split.h"]] [["absl/time/civil_time.h"]]
  [["absl/time/time.h"]] [["absl/types/span.h"]]
  [["annals/v1/record.pb.h"]] [["annals/v1/revision.pb.h"]])
