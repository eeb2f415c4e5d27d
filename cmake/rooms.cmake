# Rooms are folders of src/, each a static library with one test program; programs, benchmarks and fuzz
# targets stand on them. All of it goes by folder: a new file needs no line, a new room one in CMakeLists.txt.

include(GoogleTest)
enable_testing()
find_package(GTest QUIET)

if(KARTEI_SANITIZE STREQUAL thread)
  set(tree threads)
elseif(KARTEI_SANITIZE)
  set(tree sanitize)
elseif(KARTEI_FUZZ)
  set(tree fuzz)
else()
  set(tree plain)
endif()

# Most of the time goes into headers, so the trees that only test compile the files of a folder in groups. The
# plain tree compiles each alone, which shows that each includes what it uses.
set(KARTEI_GROUP 8)
if(NOT tree STREQUAL plain)
  set(CMAKE_UNITY_BUILD ON)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE ${KARTEI_GROUP})
endif()

# One gtest program from a folder of tests. Test names are those of the gtest; in the sanitized trees they are
# preceded by the tree's name, so that several trees can run in one ctest.
function(test_program name folder)
  file(GLOB tests CONFIGURE_DEPENDS ${folder}/*.cpp)
  if(NOT tests OR NOT GTest_FOUND OR tree STREQUAL fuzz)
    return()
  endif()
  add_executable(${name} ${tests})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE KARTEI_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                             KARTEI_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE ${ARGN} GTest::gtest GTest::gmock GTest::gtest_main)
  if(NOT tree STREQUAL plain)
    set(prefix ${tree}.)
  endif()
  # All objects of the room, so that a test sees what registers itself (statements).
  list(GET ARGN 0 room)
  target_sources(${name} PRIVATE $<TARGET_OBJECTS:${room}>)
  if(room IN_LIST rooms_with_database)
    test_database()
    target_link_libraries(${name} PRIVATE test_database)
    set(needs FIXTURES_REQUIRED postgres_${tree})
  endif()
  set(longest_s 300)
  if(tree STREQUAL threads)
    set(longest_s 1800)  # ten times as slow
  endif()
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 TEST_PREFIX "${prefix}"
                       PROPERTIES TIMEOUT ${longest_s} LABELS ${tree} ${needs})
endfunction()

# A database per test on either engine; the PostgreSQL server runs as long as the tests that need it.
set(rooms_with_database store app api cli)
function(test_database)
  if(TARGET test_database)
    return()
  endif()
  file(GLOB support CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/support/*.cpp)
  add_library(test_database STATIC ${support})
  target_include_directories(test_database PUBLIC ${CMAKE_SOURCE_DIR})
  target_compile_definitions(test_database PRIVATE KARTEI_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                                   KARTEI_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_link_libraries(test_database PUBLIC store GTest::gtest)
  foreach(act start stop)
    add_test(NAME postgres.${tree}.${act}
             COMMAND ${CMAKE_SOURCE_DIR}/tests/postgres ${act} ${CMAKE_BINARY_DIR})
  endforeach()
  set_tests_properties(postgres.${tree}.start PROPERTIES FIXTURES_SETUP postgres_${tree})
  set_tests_properties(postgres.${tree}.stop PROPERTIES FIXTURES_CLEANUP postgres_${tree})
endfunction()

# room(name uses...): the library of src/name and the tests of tests/name. What follows the name is all that
# its code may include and link.
function(room name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(NOT sources)
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${name} PUBLIC ${ARGN})
  test_program(${name}_tests ${CMAKE_SOURCE_DIR}/tests/${name} ${name})
endfunction()

# program(name room): an executable from src/room/main.cpp. Without that file the name builds the rooms.
function(program name room)
  if(EXISTS ${CMAKE_SOURCE_DIR}/src/${room}/main.cpp AND TARGET ${room})
    add_executable(${name} ${CMAKE_SOURCE_DIR}/src/${room}/main.cpp)
    target_link_libraries(${name} PRIVATE ${room})
  else()
    existing_rooms(rooms base domain ledger store formats http telemetry app api cli)
    add_custom_target(${name} DEPENDS ${rooms})
  endif()
endfunction()

# Those of the named rooms that exist already.
function(existing_rooms result)
  set(found)
  foreach(room ${ARGN})
    if(TARGET ${room})
      list(APPEND found ${room})
    endif()
  endforeach()
  set(${result} ${found} PARENT_SCOPE)
endfunction()

# Every bench/<name>.cpp is a program bench_<name> with a main of its own, built by `make bench` alone on the
# library of bench/support.
function(benchmarks)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/*.cpp)
  add_custom_target(benchmarks)
  existing_rooms(rooms ${ARGN})
  file(GLOB support CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/support/*.cpp)
  add_library(bench_support STATIC EXCLUDE_FROM_ALL ${support})
  target_include_directories(bench_support PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(bench_support PUBLIC ${rooms})
  foreach(source ${sources})
    get_filename_component(name ${source} NAME_WE)
    add_executable(bench_${name} EXCLUDE_FROM_ALL ${source})
    target_link_libraries(bench_${name} PRIVATE bench_support)
    add_dependencies(benchmarks bench_${name})
  endforeach()
endfunction()

# Every tests/fuzz/<name>_fuzz.cpp is a fuzz target with the corpus tests/fuzz/corpus/<name>/. Its test runs
# the corpus and a fixed number of inputs from a fixed seed, so that it does the same every time.
function(fuzz_targets)
  if(NOT tree STREQUAL fuzz)
    return()
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/*_fuzz.cpp)
  add_custom_target(fuzz_all)
  existing_rooms(rooms ${ARGN})
  foreach(source ${sources})
    get_filename_component(target ${source} NAME_WE)
    string(REGEX REPLACE "_fuzz$" "" name ${target})
    add_executable(${target} ${source})
    target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
    target_link_libraries(${target} PRIVATE ${rooms})
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    add_dependencies(fuzz_all ${target})
    add_test(NAME fuzz.${name}
             COMMAND ${CMAKE_SOURCE_DIR}/tools/fuzz $<TARGET_FILE:${target}>
                     ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name})
    set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 300)
  endforeach()
endfunction()
