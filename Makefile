# kaigo-tools. Targets: all, check, demo, fuzz, bench, bench-check, lint, asan, install, uninstall, clean.
# Everything is built under build/, or BUILD.
# A command is cmd/NAME.c with man/NAME.1 and testdata/NAME/; nothing here names one.

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
# Set but empty, it would be /.
override BUILD := $(or $(strip $(BUILD)),build)

CC ?= cc
OPTIMIZE ?= -O2 -g
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wformat=2 $(WERROR)
HARDEN ?= -D_FORTIFY_SOURCE=3 -fstack-protector-strong
HARDEN_LINK ?= -Wl,-z,relro,-z,now
LIBS := -lcsv $(shell pkg-config --libs jansson libutf8proc libRmath) -lm
# Of these the archives, where they are installed, are copied into the programs, which then start faster. STATIC= loads all.
STATIC ?= csv jansson utf8proc Rmath
override CPPFLAGS += -D_XOPEN_SOURCE=700 -DKG_VERSION='"$(VERSION)"' -iquote lib
override CFLAGS += -std=c17 -pthread $(OPTIMIZE) $(WARN) $(HARDEN)

commands := $(patsubst cmd/%.c,%,$(wildcard cmd/*.c))
lib_sources := $(filter-out %_test.c %main.c,$(wildcard lib/*.c))
lib_objects := $(lib_sources:lib/%.c=$(BUILD)/obj/%.o)
fuzzers := $(patsubst lib/%_main.c,$(BUILD)/test/%,$(wildcard lib/*_fuzz_main.c))
tests := $(patsubst lib/%.c,$(BUILD)/test/%,$(wildcard lib/*_test.c))
internal := addend binding cells character codebook_property command_line crew csv_reader document driver encoder encoding \
	export fuzz_fixture grid handful heading help json_reader language lens misread output overall path printer processor queue reader \
	remark repeat roster_fixture row_printer run scalar scan scan_fixture shape sheet_counts source stem stops subtotal \
	table_fixture temporary token utf8 want wide
headers := $(filter-out $(internal:%=lib/%.h),$(wildcard lib/*.h))

library := $(BUILD)/lib/libkaigo.so.0
archive := $(BUILD)/obj/libkaigo.a
binaries := $(commands:%=$(BUILD)/bin/%)
mergers := $(commands:%=$(BUILD)/test/merge/%)
catalogue := $(BUILD)/share/locale/ja/LC_MESSAGES/kaigo-tools.mo

.PHONY: all bench bench-check check compile demo fuzz lint asan install uninstall clean print-commands print-headers
.DELETE_ON_ERROR:
all: $(library) $(binaries) $(catalogue)

$(BUILD)/obj/%.o: lib/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -fPIC -MMD -MP -c -o $@ $<

$(BUILD)/cmd/%.o: cmd/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -fPIE -MMD -MP -c -o $@ $<

$(library): $(lib_objects) lib/libkaigo.map
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -shared -Wl,-soname,libkaigo.so.0 -Wl,--version-script=lib/libkaigo.map -Wl,-Bsymbolic-functions $(HARDEN_LINK) $(LDFLAGS) \
		-o $@ $(lib_objects) $(LIBS)
	ln -sf libkaigo.so.0 $(@D)/libkaigo.so

$(archive): $(lib_objects)
	rm -f $@
	$(AR) rcs $@ $^

# A program holds the rooms and archives that it uses, and loads no library that it does not need.
archives := $(foreach l,$(STATIC),$(filter /%,$(shell $(CC) -print-file-name=lib$l.a)))
$(BUILD)/bin/%: $(BUILD)/cmd/%.o $(BUILD)/obj/main.o $(archive)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -pie $(HARDEN_LINK) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(archives) $(LIBS)

# The worked example of filter.h, a whole command, which the driver's tests run.
$(BUILD)/obj/record_count.c: lib/filter.h
	@mkdir -p $(@D)
	sed -n '/^ \*\//q; s/^ \*$$//p; s/^ \*\t//p' $< > $@

$(BUILD)/obj/driver_test.o: override CPPFLAGS += -iquote $(BUILD)/obj
$(BUILD)/obj/driver_test.o: $(BUILD)/obj/record_count.c

# Tests see inside the library, so they are linked to its objects.
$(BUILD)/test/%_test: $(BUILD)/obj/%_test.o $(lib_objects)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lcmocka $(LIBS)

$(BUILD)/test/merge/%: $(BUILD)/cmd/%.o $(BUILD)/obj/merge_main.o $(lib_objects)
	@mkdir -p $(@D) && ln -sfn ../share $(BUILD)/test/share
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/test/convert: $(BUILD)/obj/convert_main.o
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lcsv -ljansson

$(BUILD)/test/%_fuzz: $(BUILD)/obj/%_fuzz_main.o $(BUILD)/obj/fuzz_main.o $(lib_objects)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/test/sample: $(BUILD)/obj/sample_main.o
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $<

$(catalogue): lib/ja.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

check: compile
	BUILD=$(BUILD) scripts/check $(tests) $(fuzzers)

# Everything that is compiled, for lint.
compile: all $(tests) $(mergers) $(BUILD)/test/convert $(BUILD)/test/sample $(fuzzers)

print-commands:
	@echo $(commands)

print-headers:
	@echo $(headers)

demo: all
	@BUILD=$(BUILD) scripts/report

# Against other tools, with the clock: BENCH='--size 40' for a quick look. And instructions, which need no quiet machine.
bench: all $(BUILD)/test/sample
	@BUILD=$(BUILD) scripts/bench $(BENCH)

bench-check: all $(BUILD)/test/sample
	@BUILD=$(BUILD) CC='$(CC)' scripts/bench-check

# Two ways of reading CSV against each other, on random bytes and on changed files: each program in turn, on every processor, FUZZ
# seconds together. What `make check` tries is their corpus, testdata/fuzz/. Memory is kept from one input to the next.
FUZZ ?= 60
fuzz: export MALLOC_TRIM_THRESHOLD_ := 1000000000
fuzz: export MALLOC_MMAP_THRESHOLD_ := 1000000000
fuzz: $(fuzzers)
	@seq "$$(nproc)" | xargs -P 0 -I@ sh -c 'for f in $(fuzzers); do \
		$$f $$(($(FUZZ) / $(words $(fuzzers)))) @$$(date +%s) $(wildcard testdata/*.csv testdata/*/*/in*.csv) || exit; done'

lint:
	BUILD=$(BUILD) scripts/lint

# The same suite with the sanitizers; libkaigo's leaks and undefined behaviour end a test.
asan:
	$(MAKE) check BUILD=$(BUILD)/asan OPTIMIZE='-O1 -g' HARDEN='-fsanitize=address,undefined -fno-sanitize-recover=all' \
		HARDEN_LINK= SANITIZED=1

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include/kaigo \
		$(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man7 $(DESTDIR)$(PREFIX)/share/locale/ja/LC_MESSAGES \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install $(binaries) $(DESTDIR)$(PREFIX)/bin
	install -m 644 $(library) $(DESTDIR)$(PREFIX)/lib
	ln -sf libkaigo.so.0 $(DESTDIR)$(PREFIX)/lib/libkaigo.so
	install -m 644 $(headers) $(DESTDIR)$(PREFIX)/include/kaigo
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' lib/kaigo.pc.in > $(DESTDIR)$(PREFIX)/lib/pkgconfig/kaigo.pc
	install -m 644 $(commands:%=man/%.1) $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 man/kaigo-tools.7 $(DESTDIR)$(PREFIX)/share/man/man7
	install -m 644 $(catalogue) $(DESTDIR)$(PREFIX)/share/locale/ja/LC_MESSAGES
	for c in $(commands); do sed "s|survey-tally$$|$$c|" scripts/completion.bash \
		> $(DESTDIR)$(PREFIX)/share/bash-completion/completions/$$c || exit; done

uninstall:
	rm -f $(commands:%=$(DESTDIR)$(PREFIX)/bin/%) $(commands:%=$(DESTDIR)$(PREFIX)/share/man/man1/%.1) \
		$(commands:%=$(DESTDIR)$(PREFIX)/share/bash-completion/completions/%) \
		$(DESTDIR)$(PREFIX)/share/man/man7/kaigo-tools.7 $(DESTDIR)$(PREFIX)/lib/libkaigo.so $(DESTDIR)$(PREFIX)/lib/libkaigo.so.0 \
		$(DESTDIR)$(PREFIX)/lib/pkgconfig/kaigo.pc \
		$(DESTDIR)$(PREFIX)/share/locale/ja/LC_MESSAGES/kaigo-tools.mo
	rm -rf $(DESTDIR)$(PREFIX)/include/kaigo

clean:
	rm -rf $(BUILD)

.SECONDARY:
-include $(wildcard $(BUILD)/obj/*.d $(BUILD)/cmd/*.d)
