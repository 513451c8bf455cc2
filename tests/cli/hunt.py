"""What must hold of redial hunt and redial replay, whatever they play.

usage: hunt.py PROGRAM SOURCES
"""

import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile

PROGRAM, SOURCES = sys.argv[1:]
SCENARIOS = sorted(glob.glob(os.path.join(SOURCES, "examples/scenarios/*.hunt")))
DOCUMENT = os.path.join(SOURCES, "docs/scenarios.md")
WIDTH = 80
RECORD = 192
failures = 0
work = tempfile.mkdtemp()

# Everything that can stand in a scenario, for lines of every kind.
EVERYTHING = b"""date 2026-01-05T09:00
seed 3
policy devices rounds=3 attempts=none deadline=5m repairs=follow_contacts,\
authenticate redirect_depth=3 jitter=full treatments=queue,voicemail
plan busy tries=2 wait=2s hold=1s treatment=queue
budget per_mille=100 floor=0 saved=1
rules
486 kind=trunk -> outcome=overloaded scope=route retry=elsewhere
end
gateway north failure_group=one
gateway south failure_group=two capacity=2
target desk person=ann registered=yes
target mobile person=ann
target bob wrap_up=3s always_answers=yes
target cid listed=no
target dan id=99 weight=3 tier=1
group all5 desk mobile bob:1:2 cid dan:2
group out north south
answer north +20ms 503 retry_after=2s
answer north pass
answer desk +1s 302 contact=bob
answer desk 401
answer desk 100 +1s 183 media=yes +1s 486 q850=17 location=U
answer mobile +10ms refused
answer mobile twilio:31480
answer mobile dial:busy
answer bob via=south +1s 603
answer bob 180 +2s forward=dan
answer dan 180 +3s 200 talk=10s
answer cid silence
scene group=all5 via_group=out width=2 stage=2s
call one at=0 hangup=4s
call two at=1s width=8 strategy=random key=+4930
call three at=2s direct=yes strategy=lru
call four at=3s withdraw=5s
call five at=100s last_resort=yes
at 1s unregistered desk
at 2s talking bob calls=1 valid=5s
at 3s idle bob
at 4s join cid
at 5s options north 503 retry_after=5s
at 6s options north silence
at 7s options north refused
at 8s disable dan
at 9s enable dan
at 10s clock -3s
at 11s clock +1h
at 12s change bob capacity=2
at 13s leave mobile
at 14s occupy bob for=5s
at 15s clear bob
at 16s forget desk
at 17s registered desk valid=1m
at 18s registered mobile
until 4m
"""


def check(holds, rule, seen):
    global failures
    if not holds:
        failures += 1
        print(f"hunt: {rule}: {seen!r}")


def run(*arguments, **more):
    done = subprocess.run(
        [PROGRAM, *arguments], capture_output=True, check=False, **more)
    return done.returncode, done.stdout, done.stderr


def play(scenario, *options):
    return run("hunt", *options, "-", input=scenario)


def keys_of_the_document():
    """The table of keys in docs/scenarios.md."""
    keys = {}
    with open(DOCUMENT, encoding="utf-8") as file:
        text = file.read()
    table = text[text.index("| what | keys |"):]
    for line in table.split("\n\n")[0].splitlines()[2:]:
        names, row = line.strip("| ").split(" | ", 1)
        row = row.strip(" |").split(";")[0].split()
        for name in re.findall(r"`(\w+)`", names):
            keys[name] = [] if row == ["-"] else row
    return keys


def every_line_has_its_keys():
    keys = keys_of_the_document()
    seen = set()
    scenarios = [open(path, "rb").read() for path in SCENARIOS]
    for scenario in [EVERYTHING, *scenarios]:
        code, out, err = play(scenario, "--json", "--why")
        check((code, err) == (0, b""), "it is played", (code, err))
        last = 0
        for line in out.decode("utf-8").splitlines():
            found = json.loads(line)
            what = found["what"]
            seen.add(what)
            check(list(found) ==
                  ["time_ms", "call", "what", *keys.get(what, "?"), "text"],
                  f"keys of {what}", list(found))
            check(found["time_ms"] >= last, "time goes on", line)
            last = found["time_ms"]
        check(found["what"] == "end" and found["leases"] == 0,
              "no lease is left", found)
    check(seen >= {"begin", "dial", "repair", "cancel", "wait", "done", "stop",
                   "event", "forward", "caller_gone", "withdrawn", "talked",
                   "summary", "why_not", "sign", "options", "clock", "join",
                   "end"}, "all kinds of lines", sorted(seen))


def every_call_has_one_summary():
    for path in SCENARIOS:
        with open(path, encoding="utf-8") as file:
            calls = re.findall(r"^call (\S+)", file.read(), re.M)
        lines = [json.loads(line) for line in
                 run("hunt", "--json", path)[1].decode("utf-8").splitlines()]
        ended = [line["call"] for line in lines if line["what"] == "summary"]
        check(sorted(ended) == sorted(calls), "a record of each call", path)


def people_see_at_most_80_columns():
    outputs = [run(name, "--help")[1] for name in ("hunt", "replay")]
    outputs += [run("hunt", "--why", path)[1] for path in SCENARIOS]
    outputs.append(play(EVERYTHING, "--why")[1])
    for output in outputs:
        for line in output.decode("utf-8").splitlines():
            check(len(line) <= WIDTH, "at most 80 columns", line)
            check(line == line.rstrip(), "no blanks at the end", line)


def each_tells_its_story_first():
    for path in SCENARIOS:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        check(text.startswith("# ") and "# What to see: " in text,
              "a story, and what to see", path)
        check(all(len(line) <= WIDTH for line in text.splitlines()),
              "at most 80 columns", path)


def the_document_is_true():
    with open(DOCUMENT, encoding="utf-8") as file:
        text = file.read()
    blocks = re.findall(r"```(\w*)\n(.*?)```", text, re.S)
    check(blocks[0][0] == "scenario", "an example", blocks[0])
    check(play(blocks[0][1].encode())[1].decode() == blocks[1][1],
          "what it prints", blocks[1][1])
    path = os.path.join(SOURCES, "examples/scenarios/human_decline.hunt")
    journal = os.path.join(work, "calls.journal")
    run("hunt", "--journal", journal, path)
    said = run("replay", "calls.journal", cwd=work)[1].decode()
    check("    " + said in text, "the replay it shows", said)


def the_same_seed_is_the_same_run():
    first = play(EVERYTHING, "--json")
    check(first == play(EVERYTHING, "--json"), "twice the same", "")
    draws = {play(b"seed %d\n" % seed + EVERYTHING.replace(b"seed 3\n", b""))[1]
             for seed in range(6)}
    check(len(draws) > 3, "seeds differ", len(draws))


def wrong_lines_are_named():
    rows = [
        (b"", "-' has no call"),
        (b"call a\n", "has nobody to be called"),
        (b"\n\n  traget ann\n", "-:3:3: 'traget' begins no line; use target"),
        (b"target ann\ntarget ann\n", "-:2:8: 'ann' is a name above already"),
        (b"target ann weight=256\n", "-:1:19: '256' is no number of 0 to 255"),
        (b"target ann wieght=1\n", "-:1:12: 'wieght=1' is no setting here"),
        (b"target ann tier=1 tier=2\n", "-:1:19: 'tier=2' is said twice"),
        (b"target seventeen_letters_\n", "is no name"),
        (b"group g ann\n", "-:1:9: 'ann' is no target or gateway named above"),
        (b"target a\ngateway n\ngroup g a n\n", "'n' is no target named"),
        (b"policy pbx\n", "'pbx' is no profile; use rfc3261"),
        (b"plan late\n", "'late' is no outcome"),
        (b"plan busy\npolicy devices\n", "belongs above the plan lines"),
        (b"target a\nanswer a\n", "-:2:9: the line needs an answer"),
        (b"target a\nanswer a 486 180\n", "comes after the last word"),
        (b"target a\nanswer a 99\n", "'99' is no SIP status"),
        (b"target a\nanswer a +5 200\n", "-:2:11: '5' is no time"),
        (b"target a\nanswer a 486 talk=5s\n", "beside a code that is no answ"),
        (b"target a\nanswer a pass\n", "passes and is no gateway"),
        (b"target a\nanswer a +32d 200\n", "'32d' is longer than 31 days"),
        (b"target a\nanswer a retry_after=5s\n", "has no code before it"),
        (b"rule 486 -> retry=soon\n", "-:1:13: 'retry=soon' is no name"),
        (b"target a kind=\n", "-:1:10: 'kind=' has no value"),
        (b"target a\nanswer a 200 talk=5s talk=6s\n",
         "-:2:22: 'talk=6s' is said twice"),
        (b"target a\nanswer a 302 contact=a contact=a\n",
         "-:2:24: 'contact=a' is said twice"),
        (b"seed 1\ntarget a\nseed 2\n",
         "-:3:1: 'seed' begins a line above already"),
        (b"target a\ncall x\n rule 486 -> retry=soon  # no\n",
         "-:3:14: 'retry=soon' is no name that may stand here"),
        (b"target a\ncall x\nrules\n486 -> keep\n 5x -> keep\nend\n",
         "-:5:2: '5x' is"),
        (b"target a\ncall x\nrules\n486 -> keep\n", "the rules have no end"),
        (b"target a\ncall x at=soon\n", "-:2:11: 'soon' is no time"),
        (b"target a\ncall x group=y\n", "'y' is no group of targets"),
        (b"target a\ncall x strategy=best\n", "'best' is no strategy"),
        (b"at 5s dance ann\n", "'dance' is nothing that happens; use"),
        (b"at 5s clock 5s\n", "'5s' is no step; use +5s or -1h"),
        (b"date tomorrow\n", "'tomorrow' is no time; use 2026-01-05T09:00"),
        (b"cannot hang_up\n", "is no treatment that could fail"),
        (b"seed -1\n", "'-1' is no number of 0 to"),
        (b"until 0 0\n", "-:1:9: '0' is out of place"),
    ]
    for scenario, complaint in rows:
        code, out, err = play(scenario)
        check((code, out) == (2, b""), "nothing is played", scenario)
        check(complaint in err.decode(), complaint, err)
        one_line(err)


def standard_output_is_no_file_of_its_own():
    for option in "--journal", "--metrics":
        code, out, err = run("hunt", option, "-",
                             os.path.join(SOURCES, "examples/scenarios/automated_603.hunt"))
        check((code, out) == (2, b""), "nothing is played", option)
        check(b"'-' is standard output" in err, "it is named", err)
        one_line(err)
    code, out, err = run("simulate", "--svg", "-")
    check((code, out) == (2, b""), "nothing is played", "--svg")
    one_line(err)


def one_line(err):
    check(err.count(b"\n") == 1, "one line on stderr", err[:300])
    check(err[:-1].decode("utf-8").isprintable(), "no control byte", err[:300])


def hostile_files_get_one_line():
    long_line = b"target " + b"a" * 900000
    rows = [
        b"\0", b"\0" * 1000, b"target a\0b\n", b"\xff\xfe\x00\x00", long_line,
        b"target ann " + b"x" * 900000, b"#" * 1000000,
        b"\n" * 1000000, b"target a\n" + b"answer a " + b"+1d " * 1000,
        b"".join(b"target t%d\n" % i for i in range(60000)),
        b"target a\n" + b"".join(b"call c%d\n" % i for i in range(60000)),
        b"target a\n" + b"".join(b"answer a 486\n" for i in range(60000)),
        b"target a\n" + b"at 1s clear a\n" * 60000 + b"call x\n",
        b"target a\n" + b"answer a " + b"100 " * 200000,
        b"target a\n" + b"group g " + b"a " * 300000,
        b"target a capacity=99999999999999999999999\n",
        b"target a person=" + b"p" * 500, b"x" * (1 << 21),
        b"target a\ncall x at=99999999999999999999d\n",
        b"rule " * 100000, b"rules\n" * 100000,
        b"cannot queue\n" * 50000 + b"end",
        # Played, and without an end.
        b"policy devices attempts=none endpoint_attempts=none rounds=none "
        b"deadline=none floor=0 cap=0\nplan busy tries=255\ntarget a\n"
        b"answer a 486\n" +
        b"".join(b"call c%d\n" % i for i in range(1000)),
    ]
    for scenario in rows:
        code, out, err = play(scenario, "--json")
        check(code in (0, 2), "an exit code of ours", (scenario[:50], code))
        if code == 2:
            one_line(err)
    for path in (work, "/dev/null", os.path.join(work, "none"), ""):
        for command in "hunt", "replay":
            code, out, err = run(command, path)
            check((code, out) == (2, b""), "no file", (command, path))
            one_line(err)
    check(run("hunt")[0] == 2 and run("replay", "a", "b")[0] == 2, "one", "")


def the_largest_are_played():
    """As many as there may be of each, and every one of them at work."""
    scenario = b"policy hunt_group\nscene strategy=two_choices width=8\n"
    scenario += b"".join(b"target t%d\nanswer t%d 180 +1s 200 talk=3s\n" %
                         (i, i) for i in range(1000))
    scenario += b"".join(b"call c%d at=%dms\n" % (i, i * 7) for i in range(999))
    code, out, err = play(scenario, "--json")
    check((code, err) == (0, b""), "played", (code, err))
    last = json.loads(out.decode("utf-8").splitlines()[-1])
    check(last["calls"] == 999 and last["leases"] == 0, "all ended", last)


def random_lines_do_no_harm():
    chance = random.Random(7)
    lines = EVERYTHING.splitlines()
    words = EVERYTHING.split() + [b"0", b"-1", b"=", b"+", b"31d", b"\xc3"]
    for _ in range(300):
        made = [bytearray(line) for line in lines]
        for _ in range(chance.randrange(1, 4)):
            line = chance.choice(made)
            at = chance.randrange(len(line) + 1)
            match chance.randrange(4):
                case 0: line[at:at + 1] = bytes([chance.randrange(256)])
                case 1: line[at:] = b" " + chance.choice(words)
                case 2: made.remove(line) if len(made) > 1 else None
                case 3: made.insert(chance.randrange(len(made)), line)
        scenario = b"\n".join(made)
        code, out, err = play(scenario)
        check(code in (0, 2), "an exit code of ours", (scenario, code, err))
        if code == 2:
            one_line(err)


def journal_of(scenario):
    path = os.path.join(work, "journal")
    code, out, err = play(scenario, "--journal", path)
    check((code, err) == (0, b""), "a journal is written", err)
    with open(path, "rb") as file:
        return file.read()


def replay(journal, *options):
    return run("replay", *options, "-", input=bytes(journal))


def records_begin(journal):
    head, length = journal.split(b"\n", 2)[:2]
    return len(head) + len(length) + 2 + int(length.split()[1]) + 1


def every_changed_byte_is_found_and_named():
    with open(SCENARIOS[0], "rb") as file:
        journal = bytearray(journal_of(file.read()))
    begin = records_begin(bytes(journal))
    count = (len(journal) - begin) // RECORD
    check(count > 10, "many records", count)
    for at in range(begin, begin + count * RECORD, 7):
        journal[at] ^= 0x41
        code, out, err = replay(journal, "--json")
        found = json.loads(out)
        record = (at - begin) // RECORD + 1
        check((code, err) == (1, b""), "it is found", (at, code, err))
        check((found["result"], found["record"], found["same"]) ==
              ("differs", record, record - 1), "and named", (at, found))
        check(found["was"] != found["is"], "with both values", found)
        journal[at] ^= 0x41
    check(replay(journal)[0] == 0, "unchanged it comes out", "")


def a_journal_that_is_cut_off_is_refused():
    journal = journal_of(EVERYTHING)
    for length in [*range(0, 40), *range(40, len(journal) - 1, 997),
                   len(journal) - 1]:
        code, out, err = replay(journal[:length])
        check((code, out) == (2, b""), "cut off", (length, code, out))
        one_line(err)


def a_journal_of_another_run_is_told_apart():
    journal = journal_of(EVERYTHING)
    begin = records_begin(journal)
    count = (len(journal) - begin) // RECORD
    shorter = journal[:begin + 5 * RECORD] + b"end 5\n"
    check(replay(shorter)[0] == 1, "shorter", replay(shorter))
    check(b"ends after 5 records" in replay(shorter)[1], "shorter", "")
    longer = (journal[:begin + count * RECORD] + bytes(RECORD) +
              b"end %d\n" % (count + 1))
    check(b"goes on after %d records" % count in replay(longer)[1], "longer",
          replay(longer))
    code, out, err = replay(journal.replace(b"redial-journal 1", b"redial-journal 2"))
    check((code, b"another version" in err) == (2, True), "version", err)
    code, out, err = replay(journal.replace(b"+20ms 503", b"+20ms 599"))
    check((code, b"evidence.code was 503, is 599" in out) == (1, True),
          "another answer", out)
    code, out, err = replay(journal.replace(b"+20ms 503", b"+20ms 5xx"))
    check((code, b"'5xx'" in err) == (2, True), "another scenario", err)


def hostile_journals_get_one_line():
    chance = random.Random(11)
    journal = journal_of(EVERYTHING)
    for _ in range(150):
        made = bytearray(journal)
        for _ in range(chance.randrange(1, 5)):
            at = chance.randrange(len(made))
            made[at:at + chance.randrange(3)] = chance.randbytes(
                chance.randrange(3))
        code, out, err = replay(made)
        check(code in (0, 1, 2), "an exit code of ours", (code, err))
        check((out + err).count(b"\n") == 1, "one line", (out, err))
    for rubbish in (b"redial-journal 1\nscenario 99999999999999999999\n",
                    b"redial-journal 1\nscenario -1\n", b"redial-journal 1",
                    b"redial-journal 1\nscenario 5\n12345\nend 0\n",
                    chance.randbytes(5000), b"\n" * 5000):
        code, out, err = replay(rubbish)
        check((code, out) == (2, b""), "refused", rubbish[:60])
        one_line(err)


def what_cannot_be_written_is_told():
    for option in "--journal", "--metrics":
        for path in (work, os.path.join(work, "no", "file"), "/dev/full"):
            code, out, err = run("hunt", option, path, SCENARIOS[0])
            check(code == 2, "not written", (option, path, code))
            one_line(err)
    for options in (["--journal", "a", "a"], ["--metrics", "a", "a"],
                    ["--journal", "a", "--metrics", "a", "b"],
                    ["--journal", "./a", "a"],
                    ["--journal", "a", "--metrics", "./a", "b"]):
        code, out, err = run("hunt", *options, cwd=work)
        check((code, b"a' is given for two files" in err) == (2, True),
              "one file is not two", (options, err))
    with open("/dev/full", "wb") as full:
        done = subprocess.run([PROGRAM, "hunt", SCENARIOS[0]], stdout=full,
                              stderr=subprocess.PIPE, check=False)
    check(done.returncode == 2, "no room for the answer", done)
    one_line(done.stderr)


def metrics_are_what_prometheus_reads():
    """Each line a comment or a sample, the samples of a metric together."""
    path = os.path.join(work, "metrics")
    play(EVERYTHING, "--metrics", path)
    sample = re.compile(r'(\w+)(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [0-9.]+$')
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    order = []
    for line in lines:
        if not line.startswith("# "):
            found = sample.match(line)
            check(found is not None, "a sample", line)
            if not order or order[-1] != found.group(1):
                order.append(found.group(1))
    check(len(order) == len(set(order)) == 5, "each metric once", order)
    check('redial_results{target="bob",result="offered"}' in "\n".join(lines),
          "targets by name", lines[:5])


every_line_has_its_keys()
every_call_has_one_summary()
people_see_at_most_80_columns()
each_tells_its_story_first()
the_document_is_true()
the_same_seed_is_the_same_run()
wrong_lines_are_named()
standard_output_is_no_file_of_its_own()
hostile_files_get_one_line()
the_largest_are_played()
random_lines_do_no_harm()
every_changed_byte_is_found_and_named()
a_journal_that_is_cut_off_is_refused()
a_journal_of_another_run_is_told_apart()
hostile_journals_get_one_line()
what_cannot_be_written_is_told()
metrics_are_what_prometheus_reads()
sys.exit(1 if failures else 0)
