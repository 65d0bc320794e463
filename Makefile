# make demo   builds weir and shows it on sample flows      make test   everything that is checked
SHELL := /bin/bash
SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
STRICT := --explicit-target-dependency-import-check error
RELEASE := -c release --static-swift-stdlib $(STRICT)

.PHONY: demo test build debug install bench crash hostile soak soak-million soak-address soak-simulator \
  simulator fuzz screenshots format lint \
  packages clean

demo: packages
	$(SWIFT) build $(STRICT) --product weir
	$(SWIFT) build $(STRICT) --product weir-server
	@$$($(SWIFT) build --show-bin-path)/weir demo

# One test at a time: those that wait for a server or a terminal block a thread of the shared pool,
# which has only as many as the machine has processors. But two runs side by side: the whole program
# in its terminals and crashes, and the modules.
WHOLE := ^(ProgramTests|TerminalScreenTests|CrashTests|SimulatorTests)\.
TESTED := --skip-build --ignore-lock --no-parallel
test: packages
	$(SWIFT) build $(STRICT) --build-tests
	@whole=$$(mktemp) && trap 'rm -f "$$whole"' EXIT && \
	{ $(SWIFT) test $(TESTED) --filter '$(WHOLE)' >"$$whole" 2>&1 & } && \
	{ $(SWIFT) test $(TESTED) --skip '$(WHOLE)' && modules=0 || modules=$$?; } && \
	{ wait $$! && programs=0 || programs=$$?; } && \
	cat "$$whole" && exit $$((modules > programs ? modules : programs))

build: packages
	$(SWIFT) build $(RELEASE) --product weir
	$(SWIFT) build $(RELEASE) --product weir-server

install: build
	bin=$$($(SWIFT) build $(RELEASE) --show-bin-path) && \
	install -D -m 755 "$$bin/weir" "$(DESTDIR)$(PREFIX)/bin/weir" && \
	install -D -m 755 "$$bin/weir-server" "$(DESTDIR)$(PREFIX)/bin/weir-server" && \
	for theme in themes/*.json5; do \
	  install -D -m 644 "$$theme" "$(DESTDIR)$(PREFIX)/share/weir/$$theme" || exit 1; \
	done && \
	texts=$$(mktemp -d) && trap 'rm -rf "$$texts"' EXIT && \
	"$$bin/weir" man >"$$texts/weir.1" && \
	for shell in bash zsh fish; do "$$bin/weir" completion $$shell >"$$texts/$$shell" || exit 1; done && \
	share="$(DESTDIR)$(PREFIX)/share" && \
	install -D -m 644 "$$texts/weir.1" "$$share/man/man1/weir.1" && \
	install -D -m 644 "$$texts/bash" "$$share/bash-completion/completions/weir" && \
	install -D -m 644 "$$texts/zsh" "$$share/zsh/site-functions/_weir" && \
	install -D -m 644 "$$texts/fish" "$$share/fish/vendor_completions.d/weir.fish"

# Prints a figure, the floor or peer measured in the same run, and their ratio, for each task.
bench: build
	@for peer in vim jq sqlite3 curl git; do command -v $$peer >/dev/null || missing="$$missing $$peer"; done; \
	echo '#include <simdjson.h>' | $${CXX:-c++} -x c++ -E - >/dev/null 2>&1 || missing="$$missing libsimdjson-dev"; \
	if [ -n "$$missing" ]; then $(MAKE) --no-print-directory apt WANTED="$$missing" || \
	  echo "Without$$missing: what is measured against them is left out."; fi
	$(SWIFT) build $(RELEASE) --product weir-bench
	@$$($(SWIFT) build $(RELEASE) --show-bin-path)/weir-bench

# The random tests with SEEDS times as many seeds. A failure prints its seed.
SEEDS ?= 20
SOAKED := JSONTextTests|TextEditingTests|GraphLayoutTests|CellGridTests|WindowTests|ListSplitterTests|EditorRandomTests|FlowMergeRandomTests|DamageTests|HostileTextTests
soak: packages soak-million soak-address soak-simulator fuzz crash
	$(SWIFT) build $(STRICT) --build-tests
	WEIR_SOAK=$(SEEDS) $(SWIFT) test --skip-build --no-parallel --filter '$(SOAKED)'

# The real program, killed before and after every call that changes the disk or talks to the server,
# with a power cut at each, and with each of them failing. A point that breaks a promise prints the
# command that runs it again. CRASHED names some scenarios: make crash CRASHED='set|push-create'
CRASHED ?= .
crash: packages
	$(SWIFT) build $(STRICT) --build-tests
	WEIR_CRASH=all WEIR_CRASH_ONLY='$(CRASHED)' $(SWIFT) test --skip-build --no-parallel --filter CrashTests.CrashTests

# The real program against a server of odd answers, all of them; make test takes one in eight.
hostile: packages
	$(SWIFT) build $(STRICT) --build-tests
	WEIR_HOSTILE=1 $(SWIFT) test --skip-build --no-parallel --filter ProgramTests.HostileTests

# A million random documents with random edits, in an optimized build of its own.
MILLION := -c release --scratch-path .build/million
soak-million: packages
	$(SWIFT) build $(MILLION) $(STRICT) --build-tests
	WEIR_SOAK=834 $(SWIFT) test $(MILLION) --skip-build --no-parallel --filter JSONStructurePropertyTests

# Real engines against a server in memory, a hundred runs for each of SEEDS; the story of one run.
soak-simulator: packages
	$(SWIFT) build $(RELEASE) --product weir-simulator
	@$$($(SWIFT) build $(RELEASE) --show-bin-path)/weir-simulator --soak $$(($(SEEDS) * 100))

SEED ?= 1
simulator: packages
	$(SWIFT) build $(RELEASE) --product weir-simulator
	@$$($(SWIFT) build $(RELEASE) --show-bin-path)/weir-simulator $(SEED)

# The tests of what reads and edits foreign text, with each access to memory checked.
ADDRESS := --sanitize=address --scratch-path .build/address
soak-address: packages
	$(SWIFT) build $(ADDRESS) $(STRICT) --build-tests
	ASAN_OPTIONS=detect_leaks=0 \
	$(SWIFT) test $(ADDRESS) --skip-build --no-parallel --filter 'JSONTextTests|TextEditingTests'

# Random bytes, made by libFuzzer to reach all code: FUZZ_SECONDS for each target. What breaks a law
# is kept in .build/fuzz. A target is the file Tests/Fuzz/<name>Fuzz.swift; to add one, write it and
# name it here.
FUZZ_SECONDS ?= 60
FUZZED ?= Scanner Splicer Path Merge
FUZZ := -O -wmo -sanitize=fuzzer,address -parse-as-library -package-name weir -swift-version 6
fuzz:
	@mkdir -p .build/fuzz; \
	for target in $(FUZZED); do \
	  echo "Fuzzing: $$target for $(FUZZ_SECONDS) seconds"; mkdir -p ".build/fuzz/$$target-corpus"; \
	  $${SWIFTC:-swiftc} $(FUZZ) -module-name "$${target}Fuzz" -o ".build/fuzz/$$target" \
	    Sources/Core/JSONText/*.swift Tests/Fuzz/FuzzInput.swift "Tests/Fuzz/$${target}Fuzz.swift" && \
	  ".build/fuzz/$$target" -max_total_time=$(FUZZ_SECONDS) -max_len=400 -timeout=10 -detect_leaks=0 \
	    -dict=Tests/Fuzz/json.dict -artifact_prefix=".build/fuzz/$$target-" -verbosity=0 \
	    -print_final_stats=1 ".build/fuzz/$$target-corpus" || exit 1; \
	done

screenshots: packages
	$(SWIFT) build $(STRICT) --product weir-screenshots
	@$$($(SWIFT) build --show-bin-path)/weir-screenshots screenshots
	@if command -v rsvg-convert >/dev/null; then \
	  for picture in screenshots/*.svg; do rsvg-convert -z 1.5 "$$picture" -o "$${picture%.svg}.png"; done; \
	else echo "rsvg-convert is not here (Debian: librsvg2-bin): only the SVG files were drawn."; fi

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

clean:
	rm -rf .build

# What the build and the tests need and a machine with Swift may lack.
packages:
	@has() { printf '#include <%s>\n' "$$1" | $${CC:-clang} -x c -E - >/dev/null 2>&1; }; \
	missing=""; \
	has curses.h || missing="$$missing $$(apt-cache show libncurses-dev >/dev/null 2>&1 && echo libncurses-dev || echo libncursesw5-dev)"; \
	has sqlite3.h || missing="$$missing libsqlite3-dev"; \
	has curl/curl.h || missing="$$missing libcurl4-openssl-dev"; \
	has openssl/evp.h || missing="$$missing libssl-dev"; \
	has microhttpd.h || missing="$$missing libmicrohttpd-dev"; \
	command -v tmux >/dev/null || missing="$$missing tmux"; \
	[ -z "$$missing" ] || $(MAKE) --no-print-directory apt WANTED="$$missing"

.PHONY: apt
apt:
	@if ! command -v apt-get >/dev/null; then \
	  echo "weir needs:$(WANTED). There is no apt-get here: install them with your own package manager, then run make again."; exit 1; fi; \
	sudo=""; \
	if [ "$$(id -u)" != 0 ]; then \
	  if ! command -v sudo >/dev/null; then \
	    echo "weir needs:$(WANTED). Run as root: apt-get install$(WANTED)"; exit 1; fi; \
	  sudo="sudo"; \
	fi; \
	echo "Installing$(WANTED) with $${sudo:+sudo }apt-get."; \
	export DEBIAN_FRONTEND=noninteractive; \
	$$sudo apt-get install -y -q --no-install-recommends $(WANTED) >/dev/null 2>&1 || \
	{ $$sudo apt-get update -q && $$sudo apt-get install -y -q --no-install-recommends $(WANTED); } || \
	{ echo "These packages could not be installed:$(WANTED). Install them by hand, then run make again."; exit 1; }
