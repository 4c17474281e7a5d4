# annals_take_in_archives(): programs hold what Abseil and protobuf bring.
#
# Debian has these libraries twice over, as shared ones and as archives, and its
# packages name the shared ones. A program that asks for thirty of those takes
# 9.4 ms of the processor to start and end, one that has taken in the archives 5.7.
# Each call of `annals` pays that, and so does each test, which is a process of
# its own. SQLite and OpenSSL stay shared: a second SQLite in one process can
# damage a file, and what mends OpenSSL must reach us.
#
# Only for programs that are linked here. What is installed names the libraries,
# not their files, so whoever links ours chooses for himself.
#
# SPDX-License-Identifier: Apache-2.0

# Called once the packages are found. Where there is no archive beside a shared
# library, that stays; ANNALS_ALL_TAKEN_IN says whether there is none such.
function(annals_take_in_archives)
  get_property(targets DIRECTORY PROPERTY IMPORTED_TARGETS)
  list(FILTER targets INCLUDE REGEX "^(absl::|protobuf::libprotobuf$)")
  set(all TRUE)
  foreach(target IN LISTS targets)
    get_target_property(configurations ${target} IMPORTED_CONFIGURATIONS)
    foreach(configuration IN LISTS configurations ITEMS "")
      string(TOUPPER "IMPORTED_LOCATION_${configuration}" property)
      string(REGEX REPLACE "_$" "" property ${property})
      get_target_property(shared ${target} ${property})
      string(REGEX REPLACE "\\.so[.0-9]*$" ".a" archive "${shared}")
      if(NOT archive STREQUAL shared AND EXISTS ${archive})
        set_target_properties(${target} PROPERTIES ${property} ${archive})
      elseif(NOT archive STREQUAL shared)
        set(all FALSE)
      endif()
    endforeach()
  endforeach()
  set(ANNALS_ALL_TAKEN_IN ${all} PARENT_SCOPE)
endfunction()
