# How everything is compiled and linked. Four trees: the plain one is what people run; `sanitize`, `threads`
# and `fuzz` are for the tests alone.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

# Line tables are enough for a backtrace and keep compiling and linking quick.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")

include(CheckCXXCompilerFlag)
include(CheckPIESupported)
check_pie_supported()

# Members that a designated initialiser leaves out have their defaults: no warning for those.
add_compile_options(-Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Werror
                    -Wno-missing-field-initializers)
add_compile_definitions(_GLIBCXX_ASSERTIONS)

find_program(KARTEI_MOLD mold)
if(KARTEI_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

if(KARTEI_SANITIZE)
  set(sanitizers_of_address address,undefined)
  set(sanitizers_of_thread thread)
  if(NOT DEFINED sanitizers_of_${KARTEI_SANITIZE})
    message(FATAL_ERROR "KARTEI_SANITIZE is address or thread, not ${KARTEI_SANITIZE}")
  endif()
  set(sanitizers ${sanitizers_of_${KARTEI_SANITIZE}})
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
  # Instrumented code makes g++ 12 see uninitialised values where there are none, and frames of coroutines
  # that are freed otherwise than they were made.
  add_compile_options(-fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer
                      -Wno-maybe-uninitialized -Wno-mismatched-new-delete)
  if(KARTEI_SANITIZE STREQUAL thread)
    # Asio has fences, which the sanitizer does not see; what they order is ordered by locks as well.
    add_compile_options(-Wno-tsan)
  endif()
  add_link_options(-fsanitize=${sanitizers})
elseif(KARTEI_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    message(FATAL_ERROR "Fuzz targets need clang: configure with -DCMAKE_CXX_COMPILER=clang++-19")
  endif()
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
  # The headers of g++ 12 use what they call deprecated; for our own code that compiler sees to it.
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
                      -fno-omit-frame-pointer -Wno-deprecated-declarations)
  add_link_options(-fsanitize=address,undefined)
else()
  # Debian's hardening and what g++ 12 adds to it.
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong
                      -fstack-clash-protection)
  check_cxx_compiler_flag(-fcf-protection=full KARTEI_CF_PROTECTION)
  if(KARTEI_CF_PROTECTION)
    add_compile_options(-fcf-protection=full)
  endif()
  add_link_options(-Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
endif()
