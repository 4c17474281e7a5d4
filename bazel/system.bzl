"""External packages as the system has them, with no network.

Each repository here stands for a module of the Bazel Central Registry and has
the same labels, so that one set of BUILD files serves both. The headers lie
where the compiler looks anyway; pkg-config says what to link.

SPDX-License-Identifier: Apache-2.0
"""

_LIBRARY = """
package(default_visibility = ["//visibility:public"])

cc_library(
    name = "system",
    defines = {defines},
    linkopts = {linkopts},
)
"""

_ALIAS = """
alias(
    name = "{name}",
    actual = "//:system",
    visibility = ["//visibility:public"],
)
"""

_MAIN = """
cc_library(
    name = "{name}",
    linkopts = ["-l{library}"],
    deps = [":system"],
)
"""

_PROTOBUF = """
filegroup(
    name = "protoc",
    srcs = ["bin/protoc"],
)

proto_lang_toolchain(
    name = "cc_toolchain",
    command_line = "--cpp_out=$(OUT)",
    runtime = ":system",
)
"""

def _pkg_config(ctx, option):
    if not ctx.attr.modules:
        return []
    result = ctx.execute(["pkg-config", option] + ctx.attr.modules)
    if result.return_code != 0:
        fail("%s; tools/setup installs it" % result.stderr.strip())
    return [flag for flag in result.stdout.strip().split(" ") if flag]

def _system_library_impl(ctx):
    cflags = _pkg_config(ctx, "--cflags")
    builds = {"": _LIBRARY.format(
        defines = [flag[len("-D"):] for flag in cflags if flag.startswith("-D")],
        linkopts = _pkg_config(ctx, "--libs"),
    ) + ctx.attr.more}
    for label in ctx.attr.labels:
        package, _, name = label.partition(":")
        builds[package] = builds.get(package, "") + _ALIAS.format(
            name = name or package.split("/")[-1],
        )
    for package, build in builds.items():
        ctx.file((package + "/" if package else "") + "BUILD", build)
    for program in ctx.attr.programs:
        ctx.symlink(ctx.which(program), "bin/" + program)
    for path, content in ctx.attr.files.items():
        ctx.file(path, content)

# What pkg-config calls `modules`, under `labels` ("absl/strings", ":json").
_system_library = repository_rule(
    implementation = _system_library_impl,
    attrs = {
        "modules": attr.string_list(),
        "labels": attr.string_list(),
        "more": attr.string(doc = "Further rules of the root package."),
        "programs": attr.string_list(doc = "Programs to link to in bin/."),
        "files": attr.string_dict(doc = "Further files: path to content."),
    },
    environ = ["PATH", "PKG_CONFIG_PATH"],
    local = True,
)

def _stub_impl(ctx):
    for path, content in ctx.attr.files.items():
        ctx.file(path, content)

# A repository that Bazel would download for the least of builds, as the little
# of it that is needed.
_stub = repository_rule(
    implementation = _stub_impl,
    attrs = {"files": attr.string_dict()},
    local = True,
)

_EMPTY = """
filegroup(
    name = "{name}",
    visibility = ["//visibility:public"],
)
"""

def _native(*rules):
    return "".join(["%s = native.%s\n" % (rule, rule) for rule in rules])

_ABSL_LABELS = [
    "absl/algorithm:container",
    "absl/base:core_headers",
    "absl/cleanup",
    "absl/container:btree",
    "absl/container:flat_hash_map",
    "absl/container:flat_hash_set",
    "absl/container:inlined_vector",
    "absl/functional:any_invocable",
    "absl/functional:function_ref",
    "absl/hash",
    "absl/numeric:bits",
    "absl/numeric:int128",
    "absl/random",
    "absl/status",
    "absl/status:statusor",
    "absl/strings",
    "absl/strings:cord",
    "absl/strings:str_format",
    "absl/synchronization",
    "absl/time",
    "absl/types:span",
]

_ABSL_MODULES = [
    "absl_algorithm_container",
    "absl_any_invocable",
    "absl_bits",
    "absl_btree",
    "absl_cleanup",
    "absl_cord",
    "absl_core_headers",
    "absl_flat_hash_map",
    "absl_flat_hash_set",
    "absl_function_ref",
    "absl_hash",
    "absl_inlined_vector",
    "absl_int128",
    "absl_random_random",
    "absl_span",
    "absl_status",
    "absl_statusor",
    "absl_str_format",
    "absl_strings",
    "absl_synchronization",
    "absl_time",
]

def system_repositories():
    """Everything that the WORKSPACE needs."""
    _system_library(
        name = "com_google_absl",
        labels = _ABSL_LABELS,
        modules = _ABSL_MODULES,
    )
    _system_library(
        name = "com_google_protobuf",
        files = {
            "bazel/BUILD": "",
            "bazel/cc_proto_library.bzl": _native("cc_proto_library"),
            "bazel/proto_library.bzl": _native("proto_library"),
        },
        labels = [":protobuf"],
        modules = ["protobuf"],
        more = _PROTOBUF,
        programs = ["protoc"],
    )
    _system_library(
        name = "com_google_googletest",
        labels = [":gtest"],
        modules = ["gmock", "gtest"],
        more = _MAIN.format(name = "gtest_main", library = "gmock_main"),
    )
    _system_library(
        name = "com_google_benchmark",
        labels = [":benchmark"],
        modules = ["benchmark"],
        more = _MAIN.format(name = "benchmark_main", library = "benchmark_main"),
    )
    _system_library(name = "cli11", labels = [":cli11"], modules = ["CLI11"])
    _system_library(name = "nlohmann_json", labels = [":json"], modules = ["nlohmann_json"])
    _system_library(name = "openssl", labels = [":crypto"], modules = ["libcrypto"])
    _system_library(name = "sqlite3", labels = [":sqlite3"], modules = ["sqlite3"])

    # Headers only, in the registry too; it has no .pc file.
    _system_library(name = "date", labels = [":date"])

    _stub(
        name = "remote_coverage_tools",
        files = {"BUILD": _EMPTY.format(name = "coverage_report_generator")},
    )
    _stub(
        name = "rules_cc",
        files = {
            "BUILD": "",
            "cc/BUILD": "",
            "cc/defs.bzl": _native(
                "cc_binary",
                "cc_library",
                "cc_test",
                "cc_toolchain",
                "cc_toolchain_suite",
            ),
        },
    )
    _stub(
        name = "rules_java",
        files = {
            "BUILD": "",
            "java/BUILD": "",
            "java/defs.bzl": _native(
                "java_binary",
                "java_import",
                "java_library",
                "java_runtime",
                "java_toolchain",
            ),
        },
    )
