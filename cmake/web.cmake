# The web interface: built by Vite with the Node of web/package.json, and put into the program by tools/embed.
# Without Node (-DKARTEI_WEB=OFF), and in the trees that are for tests alone, the program has no pages, only
# the API.

option(KARTEI_WEB "Build the web interface into the program" ON)

# web_files(room): gives the room the source with the table of files.
function(web_files room)
  set(table ${CMAKE_BINARY_DIR}/web_files.cpp)
  set(dist ${CMAKE_BINARY_DIR}/web)
  set(embed ${CMAKE_SOURCE_DIR}/tools/embed)
  if(KARTEI_WEB AND tree STREQUAL plain AND EXISTS ${CMAKE_SOURCE_DIR}/web/package.json)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/src/*
         ${CMAKE_SOURCE_DIR}/web/public/*)
    add_custom_command(
      OUTPUT ${table}
      COMMAND ${CMAKE_COMMAND} -E env KARTEI_WEB_OUT=${dist} ${CMAKE_SOURCE_DIR}/tools/node npm run build
      COMMAND python3 ${embed} ${dist} ${table}
      DEPENDS ${sources} ${embed} ${CMAKE_SOURCE_DIR}/web/index.html ${CMAKE_SOURCE_DIR}/web/package-lock.json
              ${CMAKE_SOURCE_DIR}/web/vite.config.ts
      VERBATIM)
  else()
    add_custom_command(OUTPUT ${table} COMMAND python3 ${embed} ${dist} ${table} DEPENDS ${embed} VERBATIM)
  endif()
  target_sources(${room} PRIVATE ${table})
endfunction()
