# make            build/kartei, ready to run
# make run        builds, starts with an invented company, prints address and login
# make browser    the pages in Chromium: accessibility, policy, and the main ways through them
# make test       everything: unit tests, rules, both databases, browser, style, clang-tidy, sanitizers, short fuzzing
# make unit       only the tests of the plain build: the quick round while working
# make threads    all tests under ThreadSanitizer
# make soak       what takes hours: the core played by 10,000 seeds, races of 1,000 rounds, the server killed a
#                 thousand times on each database, the disk failing 200 times under each and losing its power
#                 a hundred times (as root), a million bad requests
# make check      style and layout, in a second
# make format     lay out the code by .clang-format
# make openapi    web/src/api/openapi.json and its types anew, as the server tells them
# make sbom       build/kartei.cdx.json: every part of the program with version and licence (CycloneDX)
# make bench      the benchmarks, as a table; BENCH_PERSONS=20000 for a quick one (1,000,000 unless told)
# make clean      remove build/

jobs := $(shell nproc)
launcher := -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
configure := cmake -G Ninja $(launcher) -Wno-dev -S .
# Clones and build trees at other places share what ccache knows.
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1
export UBSAN_OPTIONS := print_stacktrace=1
export CTEST_PARALLEL_LEVEL := $(jobs)
export CTEST_OUTPUT_ON_FAILURE := 1

.PHONY: kartei run test browser unit threads soak check format openapi sbom bench clean

run: kartei
	@build/kartei serve --demo --data .run

kartei:
	@tools/setup build
	@$(configure) -B build >/dev/null
	@ninja -C build kartei

# Each test runs once: those of single rooms under the sanitizers, those of whole programs as people run them, too.
test:
	@tools/setup test
	@$(configure) -B build >/dev/null
	@ninja -C build kartei cli_tests simulation_tests
	@$(configure) -B build/sanitize -DKARTEI_SANITIZE=address >/dev/null
	@ninja -C build/sanitize
	@$(configure) -B build/fuzz -DKARTEI_FUZZ=ON -DCMAKE_CXX_COMPILER=clang++-19 >/dev/null
	@ninja -C build/fuzz fuzz_all
	@KARTEI_ALL_TREES=1 ctest --test-dir build --no-tests=error --exclude-regex '^[a-z]+_tests_NOT_BUILT'

browser: kartei
	@tools/setup test
	@KARTEI_BINARY=$(CURDIR)/build/kartei tools/node npm run e2e

unit:
	@tools/setup test
	@$(configure) -B build >/dev/null
	@ninja -C build
	@ctest --test-dir build --no-tests=error --label-exclude lint

threads:
	@tools/setup test
	@$(configure) -B build/threads -DKARTEI_SANITIZE=thread >/dev/null
	@ninja -C build/threads
	@ctest --test-dir build/threads --no-tests=error --exclude-regex NOT_BUILT

soak:
	@tools/setup soak
	@$(configure) -B build >/dev/null
	@ninja -C build kartei cli_tests api_tests simulation_tests
	@KARTEI_SEEDS=$${KARTEI_SEEDS:-10000} build/simulation_tests
	@tests/postgres start build
	@KARTEI_ROUNDS=$${KARTEI_ROUNDS:-1000} build/api_tests --gtest_filter='*RacesTest*'
	@KARTEI_KILLS=$${KARTEI_KILLS:-1000} KARTEI_FAULTS_WANTED=$${KARTEI_FAULTS_WANTED:-200} \
		KARTEI_POSTGRES_FAULTS=$${KARTEI_POSTGRES_FAULTS:-200} \
		KARTEI_BAD_REQUESTS=$${KARTEI_BAD_REQUESTS:-1000000} \
		KARTEI_POWER_CUTS=$${KARTEI_POWER_CUTS-$$([ $$(id -u) -eq 0 ] && echo 100 || echo 0)} \
		build/cli_tests --gtest_filter='*KilledServer*:*FaultyDisk*:*FailingPostgresql*:*bad_requests*:*PowerCut*'

check:
	@tools/setup test
	@tools/tidy
	@tools/format --check

format:
	@tools/setup test
	@tools/format

openapi: kartei
	@tools/openapi build/kartei >build/openapi.json
	@mv build/openapi.json web/src/api/openapi.json
	@tools/node npm run types

sbom: kartei
	@tools/sbom build/kartei >build/kartei.cdx.json

bench:
	@tools/setup bench
	@$(configure) -B build >/dev/null
	@ninja -C build kartei benchmarks
	@tools/bench build
	@KARTEI_BINARY=$(CURDIR)/build/kartei tools/node npm run --silent measure

clean:
	rm -rf build
