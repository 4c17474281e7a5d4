# annals_library(), annals_test(), annals_benchmarks(): one target for a folder.
#
# Each takes the files it finds in the folder it is called from, so a new file
# needs no change here. bazel/annals.bzl says the same to Bazel.
#
# SPDX-License-Identifier: Apache-2.0

# Abseil is our util: every room may use all of these.
set(ANNALS_ABSL
    absl::algorithm_container absl::any_invocable absl::bits absl::btree
    absl::cleanup absl::cord absl::core_headers absl::flat_hash_map
    absl::flat_hash_set absl::function_ref absl::hash absl::inlined_vector
    absl::int128 absl::random_random absl::span absl::status absl::statusor
    absl::str_format absl::strings absl::synchronization absl::time)

# annals_library(NAME [INTERNAL] [DEPS target...] [PRIVATE target...])
#
# Makes annals::NAME out of the *.cc and *.h files here and in internal/, save
# main.cc. DEPS are the rooms below, which our headers may include; PRIVATE is
# what only our sources see. A room of headers alone becomes an interface
# library. An INTERNAL one is always static, and is neither installed nor
# exported.
function(annals_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "INTERNAL" "" "DEPS;PRIVATE")
  file(GLOB sources CONFIGURE_DEPENDS *.cc internal/*.cc)
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")

  set(target annals_${name})
  if(NOT sources)
    set(public INTERFACE)
    add_library(${target} INTERFACE)
  else()
    set(public PUBLIC)
    if(arg_INTERNAL)
      add_library(${target} STATIC ${sources})
    else()
      add_library(${target} ${sources})
    endif()
    target_link_libraries(${target} PRIVATE
      ${arg_PRIVATE} $<BUILD_INTERFACE:annals_warnings>)
    annals_precompile(${target} annals_library_headers)
  endif()
  add_library(annals::${name} ALIAS ${target})
  target_link_libraries(${target} ${public} ${arg_DEPS} ${ANNALS_ABSL})
  target_compile_features(${target} ${public} cxx_std_17)
  target_include_directories(${target} ${public}
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/lib>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  if(NOT arg_INTERNAL)
    annals_export(${name})
    install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/
            DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/annals/${name}
            FILES_MATCHING PATTERN *.h PATTERN internal EXCLUDE)
  endif()
endfunction()

# annals_export(NAME) installs the target annals_NAME, for others annals::NAME.
function(annals_export name)
  set_target_properties(annals_${name} PROPERTIES EXPORT_NAME ${name})
  get_target_property(type annals_${name} TYPE)
  if(NOT type STREQUAL INTERFACE_LIBRARY)
    set_target_properties(annals_${name} PROPERTIES
      VERSION ${PROJECT_VERSION}
      SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
    set_property(GLOBAL APPEND PROPERTY ANNALS_LIBRARIES annals_${name})
  endif()
  install(TARGETS annals_${name} EXPORT annals-targets
          RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
          LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
endfunction()

# annals_test(FOLDER [DEPS target...]) makes one program of the *_test.cc files
# in FOLDER, and one ctest test of each TEST() in it. Files named *_long_test.cc
# make another, whose tests are labelled `long`. Files of other names are helpers
# that both share. Without DEPS, the tests see the room of the same name and
# what it stands on.
function(annals_test folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPS")
  if(NOT arg_DEPS)
    set(arg_DEPS annals::${folder})
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*_test.cc)
  file(GLOB helpers CONFIGURE_DEPENDS ${folder}/*.cc)
  list(FILTER helpers EXCLUDE REGEX "_(test|bench)\\.cc$")
  set(long_sources ${sources})
  list(FILTER sources EXCLUDE REGEX "_long_test\\.cc$")
  list(FILTER long_sources INCLUDE REGEX "_long_test\\.cc$")
  _annals_test_program(${folder}_test "" "${sources}" "${helpers}" "${arg_DEPS}")
  _annals_test_program(
    ${folder}_long_test long "${long_sources}" "${helpers}" "${arg_DEPS}")
endfunction()

function(_annals_test_program target label sources helpers deps)
  if(NOT sources)
    return()
  endif()
  add_executable(${target} ${sources} ${helpers})
  target_link_libraries(${target} PRIVATE
    ${deps} annals_test_support annals_warnings GTest::gmock_main)
  annals_precompile(${target} annals_test_headers)
  gtest_discover_tests(${target}
    TEST_PREFIX ${target}.
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS "${label}")
endfunction()

# annals_benchmarks(FOLDER) makes a program of each *_bench.cc in FOLDER.
function(annals_benchmarks folder)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*_bench.cc)
  foreach(source IN LISTS sources)
    cmake_path(GET source STEM name)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE
      annals::annals annals_test_support annals_warnings SQLite::SQLite3
      benchmark::benchmark_main)
  endforeach()
endfunction()
