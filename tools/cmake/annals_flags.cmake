# How every file of ours is compiled: standard, warnings, sanitizers, ccache.
#
# SPDX-License-Identifier: Apache-2.0

set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Installed shared libraries find each other, and the tool finds them, wherever
# they were installed to. Without any there is nothing to look for: CMake would
# keep room for these paths in each program that it links, and the empty ones
# that it fills it with until then mean the folder that one happens to be in.
if(BUILD_SHARED_LIBS)
  if(APPLE)
    set(origin @loader_path)
  else()
    set(origin $ORIGIN)
  endif()
  set(CMAKE_INSTALL_RPATH
      ${origin} ${origin}/../${CMAKE_INSTALL_LIBDIR})
endif()

find_program(ANNALS_CCACHE ccache)
mark_as_advanced(ANNALS_CCACHE)
if(ANNALS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER
   AND NOT ANNALS_PRECOMPILE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ANNALS_CCACHE})
endif()

# Our own targets ask for this one; generated code does not. Headers of other
# projects come in as system headers, and keep their warnings to themselves.
add_library(annals_warnings INTERFACE)
target_compile_options(annals_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
  $<$<BOOL:${ANNALS_WERROR}>:-Werror>)

# Everything is instrumented or nothing is, so these are for whole folders.
if(ANNALS_SANITIZE)
  set(ANNALS_SANITIZE_FLAGS -fsanitize=${ANNALS_SANITIZE}
      -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_compile_options(${ANNALS_SANITIZE_FLAGS})
  add_link_options(${ANNALS_SANITIZE_FLAGS})
endif()
