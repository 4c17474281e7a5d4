// The program `annals`.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/program.h"

int main(int argc, char** argv) {
  return annals::RunProgram({argv + 1, argv + argc});
}
