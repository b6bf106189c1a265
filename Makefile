# Everything a person or a machine does with the project. Each target does its own set-up.

CARGO ?= cargo
DEMO_DATA ?= data/demo
DEMO_LISTEN ?= 127.0.0.1:8700

.PHONY: demo test check audit pin-images web web-tools bench clean

# A complete instance on SQLite with a fictional data set, ready to click. The program embeds the pages, so they come
# first; the libraries of the program are fetched meanwhile. It is built without what a trial on one machine cannot use:
# S3, and passkeys, which need a name as address; and without line numbers, whose writing takes time.
demo:
	@echo "== 1 of 3: the pages are bundled (half a minute)"
	@set -e; begun=$$(date +%s); \
	$(CARGO) fetch --locked --quiet --target "$$(rustc -vV | sed -n 's/^host: //p')" & \
	$(MAKE) --no-print-directory web; wait; echo "   done after $$(($$(date +%s) - begun)) s"
	@echo "== 2 of 3: the program and its libraries are compiled (the first time this takes some minutes)"
	@set -e; begun=$$(date +%s); \
	CARGO_PROFILE_DEV_DEBUG=false $(CARGO) build --locked --no-default-features; echo "   done after $$(($$(date +%s) - begun)) s"
	@echo "== 3 of 3: the fictional reports are written (some seconds)"
	@./target/debug/sutura demo --data $(DEMO_DATA) --listen $(DEMO_LISTEN)

# Installs what is missing (Chromium, PostgreSQL) and runs everything.
test:
	bash tests/run.sh

# Formatting, lints as errors, types: the quick half of `test`.
check: web-tools web
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	cd web && npm run --silent check

# Known weaknesses of libraries, and whether they are what their makers published. Needs a network; says what it could
# not ask, and does not call that a success.
audit:
	bash tests/audit.sh

# The present digests of the images in deploy/, behind their tags. Needs a network and docker.
pin-images:
	bash tests/pin-images.sh

# The bundle that the pages load; `cargo build` embeds it.
web: web/dist/crypto.js

# What the bundle is made of and with; not the linters, which are most of the packages.
web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	cd web && npm ci --omit=dev --ignore-scripts --no-audit --no-fund
	@touch $@

# Everything, for whoever checks and tests.
web-tools: web/node_modules/.tools

web/node_modules/.tools: web/package.json web/package-lock.json
	cd web && npm ci --ignore-scripts --no-audit --no-fund
	@touch web/node_modules/.package-lock.json $@

web/dist/crypto.js: web/node_modules/.package-lock.json web/build.mjs $(shell find web/src -type f)
	cd web && npm run --silent build

# The figures of README, in one run.
bench: web
	bash benches/run.sh

clean:
	rm -rf target web/dist web/node_modules tests/browser/node_modules tests/browser/results
