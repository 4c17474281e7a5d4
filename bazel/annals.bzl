"""annals_library() and annals_tests(): one library a room, one test a file.

Each takes the files it finds in the package it is called from, so a new file
needs no change here. tools/cmake/annals_rooms.cmake says the same to CMake.

SPDX-License-Identifier: Apache-2.0
"""

load("@rules_cc//cc:defs.bzl", "cc_binary", "cc_library", "cc_test")

_COPTS = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wnon-virtual-dtor"]

# Abseil is our util: every room may use all of these.
_ABSL = [
    "@com_google_absl//absl/algorithm:container",
    "@com_google_absl//absl/base:core_headers",
    "@com_google_absl//absl/cleanup",
    "@com_google_absl//absl/container:btree",
    "@com_google_absl//absl/container:flat_hash_map",
    "@com_google_absl//absl/container:flat_hash_set",
    "@com_google_absl//absl/container:inlined_vector",
    "@com_google_absl//absl/functional:any_invocable",
    "@com_google_absl//absl/functional:function_ref",
    "@com_google_absl//absl/hash",
    "@com_google_absl//absl/numeric:bits",
    "@com_google_absl//absl/numeric:int128",
    "@com_google_absl//absl/random",
    "@com_google_absl//absl/status",
    "@com_google_absl//absl/status:statusor",
    "@com_google_absl//absl/strings",
    "@com_google_absl//absl/strings:cord",
    "@com_google_absl//absl/strings:str_format",
    "@com_google_absl//absl/synchronization",
    "@com_google_absl//absl/time",
    "@com_google_absl//absl/types:span",
]

def annals_library(name, deps = [], visibility = []):
    """Makes a room of the sources and headers here and in internal/.

    Args:
      name: the folder's name.
      deps: the rooms below, and packages of others.
      visibility: the rooms that stand on this one. The tests see every room,
        and //lib/annals brings them all together.
    """
    cc_library(
        name = name,
        srcs = native.glob(
            ["*.cc", "internal/*.cc"],
            allow_empty = True,
            exclude = ["main.cc"],
        ),
        hdrs = native.glob(["*.h", "internal/*.h"], allow_empty = True),
        copts = _COPTS,
        strip_include_prefix = "/lib",
        visibility = visibility + [
            "//lib/annals:__pkg__",
            "//tests:__subpackages__",
        ],
        deps = deps + _ABSL,
    )

def annals_binary(name, **kwargs):
    """A program, compiled with our warnings."""
    cc_binary(name = name, copts = _COPTS, **kwargs)

def annals_tests(deps, data = [], env = {}):
    """Makes a test of each *_test.cc here, and a program of each *_bench.cc.

    A test may read all of //examples, and what else lies in its own folder
    (tests/support/repository_file.h). Files of other names here are helpers that
    all of them share. Those named *_long_test.cc, and the benchmarks, are built
    and run only when asked for by name.

    Args:
      deps: the room under test.
      data: further files that the tests read.
      env: environment variables of the tests.
    """
    cc_library(
        name = "helpers",
        testonly = True,
        srcs = native.glob(
            ["*.cc"],
            allow_empty = True,
            exclude = ["*_test.cc", "*_bench.cc"],
        ),
        hdrs = native.glob(["*.h"], allow_empty = True),
        copts = _COPTS,
        deps = deps + _ABSL + [
            "//tests/support",
            "@com_google_googletest//:gtest",
        ],
    )
    for source in native.glob(["*_test.cc"], allow_empty = True):
        is_long = source.endswith("_long_test.cc")
        cc_test(
            name = source[:-len(".cc")],
            size = "enormous" if is_long else "medium",
            # A loaded machine must not make a test fail.
            timeout = "eternal" if is_long else "long",
            srcs = [source],
            copts = _COPTS,
            data = data + ["//examples:data"] + native.glob(
                ["**"],
                exclude = ["**/*.cc", "**/*.h", "BUILD", "CMakeLists.txt"],
            ),
            env = env,
            tags = ["long", "manual"] if is_long else [],
            deps = [
                ":helpers",
                "@com_google_googletest//:gtest_main",
            ],
        )
    for source in native.glob(["*_bench.cc"], allow_empty = True):
        cc_binary(
            name = source[:-len(".cc")],
            testonly = True,
            srcs = [source],
            copts = _COPTS,
            data = native.glob(["*.txt"], allow_empty = True),
            tags = ["manual"],
            deps = [
                ":helpers",
                "@com_google_benchmark//:benchmark_main",
            ],
        )

def annals_examples(deps):
    """Makes a test of each *.cc here: it passes if the program ends well."""
    for source in native.glob(["*.cc"], allow_empty = True):
        cc_test(
            name = source[:-len(".cc")],
            srcs = [source],
            copts = _COPTS,
            data = [":data"],
            deps = deps + _ABSL,
        )
