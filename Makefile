# What a person or a machine does with this repository. `make` lists it.
#
# Everything that a target needs is set up by scripts/setup, which installs
# only what is missing and says what and why.

PORT ?= 8080
AS_OF ?= 2026-12-01T09:00:00+09:00
DOCUMENTS ?= corpus/documents
IRE := $(or $(CARGO_TARGET_DIR),target)/release/irefuda

.DEFAULT_GOAL := help
.PHONY: help run build test lint check-rules bench

help:
	@echo "make run    準備・構築・索引作成をして http://localhost:$(PORT) で公開する"
	@echo "            set up, build, index and serve the sample corpus (PORT=8081 for another port,"
	@echo "            DOCUMENTS=DIR for other documents, AS_OF= for the present moment)"
	@echo "make test   準備をして、すべてのテストを実行する / set up and run all tests"
	@echo "make build  target/release/irefuda を作る / build the program"
	@echo "make lint   整形と警告を調べる / check formatting and warnings"
	@echo "make check-rules  設計の決まりを調べる / check the rules of the design"
	@echo "make bench  10万件で Lucene・Groonga と並べて速さを測る（数十分） / measure speed beside Lucene and Groonga"

run:
	@scripts/check-port $(PORT)
	@scripts/setup run
	@$(MAKE) --no-print-directory build
	@echo "==> 辞書 / dictionary"
	@$(IRE) dictionary
	@echo "==> 索引 / index: $(DOCUMENTS)"
	@$(IRE) index "$(DOCUMENTS)" || test $$? -eq 2
	@echo "==> 公開 / serving"
	@exec $(IRE) serve --listen 127.0.0.1:$(PORT) $(if $(AS_OF),--as-of $(AS_OF))

build:
	@echo "==> 構築（初回は数分） / building (some minutes the first time)"
	cargo build --release --locked --package irefuda

test:
	@scripts/setup test
	@echo "==> テスト（初回は構築に数分） / testing (building takes some minutes the first time)"
	cargo test --workspace --exclude irefuda-bench --locked

lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings

check-rules:
	cargo test --locked --package irefuda --test architecture

bench:
	@scripts/setup bench
	cargo run --release --locked --package irefuda-bench -- all --count 100000
