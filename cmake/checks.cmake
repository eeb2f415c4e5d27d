# Tests that are no program of ours: style, layout, clang-tidy, and the tests of the other trees.

if(NOT tree STREQUAL plain)
  return()
endif()

add_test(NAME tidy COMMAND ${CMAKE_SOURCE_DIR}/tools/tidy)
add_test(NAME tidy_itself COMMAND python3 ${CMAKE_SOURCE_DIR}/tests/tidy/tidy_test.py)
add_test(NAME format COMMAND ${CMAKE_SOURCE_DIR}/tools/format --check)
set_tests_properties(tidy tidy_itself format PROPERTIES LABELS style)
add_test(NAME sbom COMMAND python3 ${CMAKE_SOURCE_DIR}/tests/sbom/sbom_test.py $<TARGET_FILE:kartei>)

# Types, words in both languages, layout and rules of the pages, and what they compute.
if(KARTEI_WEB AND EXISTS ${CMAKE_SOURCE_DIR}/web/package.json)
  add_test(NAME web.check COMMAND ${CMAKE_SOURCE_DIR}/tools/node npm run check)
  add_test(NAME web.unit COMMAND ${CMAKE_SOURCE_DIR}/tools/node npm test)
  set_tests_properties(web.check web.unit PROPERTIES LABELS style TIMEOUT 300)

  # The pages in a real browser, on the program as people run it; nothing else runs meanwhile, for a browser
  # that waits for the processor shows nothing wrong.
  add_test(NAME web.browser COMMAND ${CMAKE_SOURCE_DIR}/tools/node npm run e2e)
  set_tests_properties(web.browser PROPERTIES LABELS browser TIMEOUT 1500 RUN_SERIAL TRUE
                       ENVIRONMENT KARTEI_BINARY=$<TARGET_FILE:kartei>)
endif()

# One test per group of files of a folder, so that ctest spreads them over the cores. tools/lint remembers
# what was clean before.
file(GLOB folders CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/src/*
     ${CMAKE_SOURCE_DIR}/tests/*)
list(REMOVE_ITEM folders tests/fuzz)
foreach(folder ${folders})
  file(GLOB linted CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  list(LENGTH linted end)
  foreach(begin RANGE 0 ${end} ${KARTEI_GROUP})
    if(begin LESS end)
      list(SUBLIST linted ${begin} ${KARTEI_GROUP} group)
      list(GET group 0 first)
      add_test(NAME lint.${first} COMMAND ${CMAKE_SOURCE_DIR}/tools/lint ${CMAKE_BINARY_DIR} ${group})
      set_tests_properties(lint.${first} PROPERTIES LABELS lint TIMEOUT 900)
    endif()
  endforeach()
endforeach()

# `make test` runs the tests of all trees as one; without the variable ctest runs this tree alone.
file(WRITE ${CMAKE_BINARY_DIR}/other_trees.cmake [[
if("$ENV{KARTEI_ALL_TREES}")
  foreach(tree sanitize fuzz)
    include("${CMAKE_CURRENT_LIST_DIR}/${tree}/CTestTestfile.cmake" OPTIONAL)
  endforeach()
endif()
]])
set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${CMAKE_BINARY_DIR}/other_trees.cmake)
