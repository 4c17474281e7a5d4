#!/bin/sh
# Builds and runs a program with what pkg-config says:
# LIBDIR COMPILER SOURCE PROGRAM.
#
# SPDX-License-Identifier: Apache-2.0

set -eu
libdir=$1 compiler=$2 source=$3 program=$4
export PKG_CONFIG_PATH="$libdir/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"

# A list of flags is what is meant.
# shellcheck disable=SC2046
"$compiler" -std=c++17 "$source" -o "$program" \
  $(pkg-config --cflags --libs annals)
LD_LIBRARY_PATH="$libdir" "$program"
