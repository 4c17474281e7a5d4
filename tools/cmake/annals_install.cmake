# What others find us by: find_package(annals) and pkg-config.
#
# SPDX-License-Identifier: Apache-2.0

include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/annals)
install(EXPORT annals-targets NAMESPACE annals:: DESTINATION ${package_dir})
configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/annals-config.cmake.in
  ${PROJECT_BINARY_DIR}/annals-config.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/annals-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/annals-config.cmake
              ${PROJECT_BINARY_DIR}/annals-config-version.cmake
        DESTINATION ${package_dir})

# A static library names what it stands on after itself, so the rooms go in
# from the top of the house down. They were made from the bottom up.
get_property(libraries GLOBAL PROPERTY ANNALS_LIBRARIES)
list(REVERSE libraries)
list(TRANSFORM libraries PREPEND -l OUTPUT_VARIABLE ANNALS_PC_LIBS)
list(JOIN ANNALS_PC_LIBS " " ANNALS_PC_LIBS)
list(TRANSFORM ANNALS_ABSL REPLACE "^absl::" "absl_" OUTPUT_VARIABLE requires)
list(JOIN requires " " ANNALS_PC_ABSL)
# From where the .pc file lies to the prefix: an installed tree may be moved.
file(RELATIVE_PATH ANNALS_PC_UP
     ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(${CMAKE_CURRENT_LIST_DIR}/annals.pc.in
               ${PROJECT_BINARY_DIR}/annals.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/annals.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
