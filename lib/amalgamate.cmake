# Writes the library as two files to copy into a project:
#
#   cmake -DOUT=folder -P lib/amalgamate.cmake
#
# folder/redial.h is every public header, folder/redial.c every source. Each
# header stands there once and each .def at every use; private symbols become
# static, so that nothing but the API is exported. Needs CMake alone.
cmake_minimum_required(VERSION 3.16)

get_filename_component(lib "${CMAKE_CURRENT_LIST_DIR}" ABSOLUTE)
get_filename_component(include "${lib}/../include" ABSOLUTE)

# Replaces the first #include of text that begins with the given opening and
# ends with the closing character. Sets before, name and after.
function(split_at_include text opening closing)
  string(FIND "${text}" "\n#include ${opening}" start)
  set(found OFF PARENT_SCOPE)
  if(start EQUAL -1)
    return()
  endif()
  math(EXPR start "${start} + 1")
  string(SUBSTRING "${text}" 0 ${start} before)
  string(SUBSTRING "${text}" ${start} -1 rest)
  string(FIND "${rest}" "\n" end)
  string(SUBSTRING "${rest}" 0 ${end} line)
  string(SUBSTRING "${rest}" ${end} -1 after)
  string(REGEX REPLACE "^#include .(.*).$" "\\1" name "${line}")
  set(found ON PARENT_SCOPE)
  set(before "${before}" PARENT_SCOPE)
  set(name "${name}" PARENT_SCOPE)
  set(after "${after}" PARENT_SCOPE)
endfunction()

# Puts what each #include "..." or <redial/...> names in its place, unless it
# is a header that stood before. root is where names are relative to; "" is
# the folder of the file itself.
function(inline_file file opening closing root result)
  file(READ "${file}" text)
  set(text "\n${text}")
  get_filename_component(folder "${file}" DIRECTORY)
  if(NOT root STREQUAL "")
    set(folder "${root}")
  endif()
  set(done "")
  while(ON)
    split_at_include("${text}" "${opening}" "${closing}")
    if(NOT found)
      break()
    endif()
    if(opening STREQUAL "<redial/")
      get_filename_component(inner "${include}/${name}" ABSOLUTE)
    else()
      get_filename_component(inner "${folder}/${name}" ABSOLUTE)
    endif()
    get_property(seen GLOBAL PROPERTY seen)
    set(body "")
    if(inner MATCHES "\\.(c|def)$" OR NOT inner IN_LIST seen)
      set_property(GLOBAL APPEND PROPERTY seen "${inner}")
      inline_file("${inner}" "${opening}" "${closing}" "${root}" body)
    endif()
    string(APPEND done "${before}${body}")
    set(text "${after}")
  endwhile()
  set(${result} "${done}${text}" PARENT_SCOPE)
endfunction()

file(STRINGS "${include}/redial/version.h" lines
     REGEX "#define REDIAL_VERSION_(MAJOR|MINOR|PATCH) ")
string(REGEX REPLACE "[^0-9]*([0-9]+)[^0-9]*([0-9]+)[^0-9]*([0-9]+).*"
       "\\1.\\2.\\3" version "${lines}")
file(READ "${lib}/../LICENSE" license)
set(banner "/* redial ${version} in one file; do not edit. Made by\n")
string(APPEND banner "   lib/amalgamate.cmake from the sources of redial.\n\n")
string(APPEND banner "${license}*/\n")

inline_file("${include}/redial/redial.h" "<redial/" ">" "" header)
set(header "${banner}
/* Copied in, hence never imported from a library. */
#ifndef REDIAL_STATIC
#define REDIAL_STATIC
#endif
${header}")

inline_file("${lib}/redial_all.c" "\"" "\"" "" source)
# The public headers are all in redial.h.
string(REGEX REPLACE "\n#include <redial/[^\n]*" "" source "${source}")
# Private functions and objects, declared or defined, begin a line with their
# type.
string(REGEX REPLACE
       "\n((RDI_FAR |RDI_APART |const |struct |unsigned )*[a-z_][a-z0-9_]* \\*?)(rdi_[a-z0-9_]+)( =|[[(;])"
       "\nstatic \\1\\3\\4" source "${source}")
string(REGEX REPLACE "\nextern (const [^\n]*rdi_)" "\nstatic \\1"
       source "${source}")
# Objects that a macro of a table defines.
string(REGEX REPLACE "\n( *)const (rdi_[a-z_]+ [A-Z_]+##)"
       "\n\\1static const \\2" source "${source}")
set(source "${banner}
/* Not every private helper has a caller in every version. */
#if defined(__GNUC__)
#pragma GCC diagnostic ignored \"-Wunused-function\"
#pragma GCC diagnostic ignored \"-Wunused-variable\"
#if !defined(__clang__)
#pragma GCC diagnostic ignored \"-Wunused-const-variable\"
#endif
#endif

#include \"redial.h\"
${source}")

file(WRITE "${OUT}/redial.h" "${header}")
file(WRITE "${OUT}/redial.c" "${source}")
