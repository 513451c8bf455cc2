"""What must hold of every answer of the redial program, whatever it says.

usage: shape.py PROGRAM
"""

import datetime
import json
import os
import pty
import subprocess
import sys

PROGRAM = sys.argv[1]
WIDTH = 80
WORDS = ["outcome", "about", "scope", "retry", "action", "treatment"]
TEXT = (str,)
TEXT_OR_NULL = (str, type(None))
NUMBER_OR_NULL = (int, type(None))
KEYS = {
    "input": TEXT,
    "namespace": TEXT_OR_NULL,
    "mapping": TEXT,
    "code": NUMBER_OR_NULL,
    "effective_code": NUMBER_OR_NULL,
    "phrase": TEXT_OR_NULL,
    "outcome": TEXT,
    "about": TEXT,
    "scope": TEXT,
    "everywhere": (bool,),
    "retry": TEXT,
    "retry_after_s": NUMBER_OR_NULL,
    "duration_s": NUMBER_OR_NULL,
    "action": TEXT,
    "treatment": TEXT,
    "rule": (list,),
    "confidence": TEXT,
    "malformed": (bool,),
    "conflict": (bool,),
    "text": TEXT_OR_NULL,
}
POLICIES = ["rfc3261", "hunt_group", "devices", "carrier_failover",
            "twilio_dial", "redialer"]
PRESETS = ["none", "us-debt", "au-equipment", "generic", "uk-practice"]
DECISION_KEYS = [
    "policy", "input", "outcome", "scope", "retry", "via", "left", "next",
    "wait_ms", "why", "leaves", "cancel", "cancel_reason", "blame", "hold",
    "hold_ms", "reply_code", "treatment", "text"]
SCHEDULE_KEYS = [
    "input", "policy", "attempt", "unix_s", "local", "since_first_ms", "next",
    "wait_ms", "why", "not_before", "caps_why", "cut", "caps", "caps_place",
    "caps_source", "caps_checked", "caps_notice", "text"]
LINT_KEYS = ["file", "line", "kind", "word", "value", "other_line",
             "other_word", "other_value", "text"]
LINT_RULES = b"""4xx -> treatment=queue
486 -> retry=never
4xx -> keep
503 -> retry=never action=try_next
603 -> scope=here retry=later
"""
failures = 0


def check(holds, rule, seen):
    global failures
    if not holds:
        failures += 1
        print(f"shape: {rule}: {seen!r}")


def run(*arguments, **more):
    done = subprocess.run(
        [PROGRAM, *arguments], capture_output=True, check=False, **more)
    return done.returncode, done.stdout, done.stderr


def objects(*arguments):
    """The objects that a command prints, one a line."""
    lines = run(*arguments)[1].decode("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def check_object(found):
    check(list(found) == list(KEYS), "keys in their order", list(found))
    for key, types in KEYS.items():
        check(type(found[key]) in types, f"type of {key}", found[key])
    check(found["everywhere"] == (found["scope"] == "everywhere"),
          "everywhere is a view of scope", found)


def every_row_round_trips():
    for table in "sip", "twilio", "q850":
        rows = objects("table", "--json", table)
        check(len(rows) > 50, "a table has its rows", (table, len(rows)))
        for row in rows:
            check_object(row)
            check(row["namespace"] == table, "namespace of a row", row)
        asked = objects("explain", "--json", *[row["input"] for row in rows])
        check(asked == rows, "explain says what the table says", table)


def people_see_at_most_80_columns():
    for table in "sip", "twilio", "q850":
        inputs = [row["input"] for row in objects("table", "--json", table)]
        check_width(run("table", table)[1])
        check_width(run("explain", *inputs)[1])
        for one in inputs:
            check_width(run("compare", one, inputs[-1])[1])
    for command in "explain", "read", "compare", "table", "lint", "schedule", \
            "simulate":
        check_width(run(command, "--help")[1])
    check_width(run("--help")[1])
    check_width(run("table", "policy")[1])
    for policy in POLICIES:
        check_width(run("table", "policy", policy)[1])
        check_width(run("schedule", "--policy", policy, "10004")[1])
    for preset in PRESETS:
        check_width(run("schedule", "--caps", preset, "--hours",
                        "Mo-Fr 09:00-17:00", "no-answer")[1])
    check_width(run("lint", "--attempts", "none", "-", input=LINT_RULES)[1])


def check_width(output):
    for line in output.decode("utf-8").splitlines():
        check(len(line) <= WIDTH, "at most 80 columns", line)
        check(line == line.rstrip(), "no blanks at the end", line)
        check("\033" not in line, "no colour into a pipe", line)


def any_bytes_give_json():
    for first in range(1, 256):
        given = b"486 " + bytes([first]) + b'"\\\xe2\x82\xac\xed\xa0\x80\xf5'
        code, out, err = run("explain", "--json", given)
        check(code == 0, "text behind a code is free", given)
        check_object(json.loads(out.decode("utf-8")))
        check(err == b"", "nothing to complain about", err)
        code, out, err = run("explain", b"?" + given)
        check((code, out) == (2, b""), "rubbish is refused", given)
        check(err.count(b"\n") == 1, "one line on stderr", err)
        check(err[:-1].decode("utf-8").isprintable(), "no control byte", err)


def differs_names_the_words_that_differ():
    for a, b in ("486", "600"), ("486", "31486"), ("603", "q850:17"):
        found = objects("compare", "--json", a, b)[0]
        check(list(found) == ["a", "b", "differs"], "keys", list(found))
        check_object(found["a"])
        check_object(found["b"])
        words = [w for w in WORDS if found["a"][w] != found["b"][w]]
        check(found["differs"] == words, "differs", found["differs"])


def every_policy_is_told_in_full():
    numbers = objects("table", "--json", "policy")
    check([n["policy"] for n in numbers] == POLICIES, "policies", numbers)
    check(len({tuple(n) for n in numbers}) == 1, "keys are stable", numbers)
    for policy in POLICIES:
        rows = objects("table", "--json", "policy", policy)
        for row in rows:
            check(list(row) == DECISION_KEYS, "keys of a decision", list(row))
            check((row["next"] == "stop") == (row["reply_code"] is not None),
                  "a reply with stop alone", row)
        inputs = [row["input"] for row in rows[::5]]
        verdicts = objects("explain", "--json", *inputs)
        for i, row in enumerate(rows):
            for word in "outcome", "scope", "retry":
                check(row[word] == verdicts[i // 5][word], "words", row)
        outcomes = {row["outcome"] for row in rows}
        check(len(outcomes) == 34, "every outcome", sorted(outcomes))


def schedule(*arguments):
    rows = objects("schedule", "--json", *arguments)
    for i, row in enumerate(rows):
        check(list(row) == SCHEDULE_KEYS, "keys of an attempt", list(row))
        check(row["attempt"] == i + 1, "attempts are counted", row)
        last = i + 1 == len(rows)
        check((row["next"] == "again") == (not last or row["cut"]),
              "only the last attempt ends", row)
    return rows


def schedules_keep_to_hours_and_caps():
    zone = datetime.timezone(datetime.timedelta(minutes=-210))
    for seed in range(4):
        for code in "486", "480", "503", "no-answer":
            rows = schedule("--hours", "Mo-Fr 10:00-10:45", "--caps",
                            "generic", "--utc-offset", "-210", "--start",
                            "2027-02-28T12:00", "--seed", str(seed), code)
            times = [row["unix_s"] for row in rows]
            check(times == sorted(set(times)), "time goes on", times)
            check(all(b - a >= 60 for a, b in zip(times, times[1:])),
                  "a minute at least", times)
            for row in rows:
                local = datetime.datetime.fromtimestamp(row["unix_s"], zone)
                check(local.isoformat()[:19] == row["local"], "local", row)
                check(local.weekday() < 5 and local.hour == 10 and
                      local.minute < 45, "within hours", row)
                day = [t for t in times if 0 <= row["unix_s"] - t < 86400]
                check(len(day) <= 3, "within caps", times)


def a_seed_gives_one_schedule():
    for seed in "0", "1", "4294967295":
        first = run("schedule", "--seed", seed, "486")[1]
        check(first == run("schedule", "--seed", seed, "486")[1], "same", seed)
    draws = {run("schedule", "--json", "--seed", str(n), "486")[1]
             for n in range(8)}
    check(len(draws) == 8, "seeds differ", len(draws))


def lint_tells_each_finding():
    code, out, err = run("lint", "--json", "--attempts", "none", "-",
                         input=LINT_RULES)
    found = [json.loads(line) for line in out.decode("utf-8").splitlines()]
    check((code, err) == (1, b""), "findings", (code, err))
    for finding in found:
        check(list(finding) == LINT_KEYS, "keys", list(finding))
        check(finding["text"].startswith(f"line {finding['line']}: "),
              "text", finding)
    check({f["kind"] for f in found} == {
        "unreachable", "duplicate", "contradiction", "kept_scope",
        "unbounded"}, "kinds", found)


def control_bytes_are_told_without_harm():
    for first in [*range(35), 127, 128, 155, 194, 224, 240, 255]:
        code, out, err = run("lint", "-", input=b"486 -> " + bytes([first]))
        check(code == 2 and out == b"", "no rule", first)
        check(err.count(b"\n") == 1, "one line on stderr", err)
        check(err[:-1].decode("utf-8").isprintable(), "no control byte", err)


def on_a_terminal(**environment):
    """What explain writes when its output is a terminal."""
    ours, theirs = pty.openpty()
    subprocess.run([PROGRAM, "explain", "486"], stdout=theirs, check=True,
                   env={**os.environ, "TERM": "xterm", **environment})
    os.close(theirs)
    output = os.read(ours, 65536)
    os.close(ours)
    return output


def colour_is_for_terminals_alone():
    check(b"\033" in on_a_terminal(NO_COLOR=""), "colour on a terminal", "")
    check(b"\033" not in on_a_terminal(NO_COLOR="1"), "NO_COLOR", "")
    check(b"\033" not in on_a_terminal(NO_COLOR="", TERM="dumb"), "dumb", "")


def a_closed_pipe_is_reported():
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [PROGRAM, "table", "sip"], stdout=writer, stderr=subprocess.PIPE,
        check=False, restore_signals=False)  # Python ignores SIGPIPE
    os.close(writer)
    check(done.returncode == 2, "a closed pipe is no answer", done)
    check(done.stderr.count(b"\n") == 1, "one line on stderr", done.stderr)


every_row_round_trips()
people_see_at_most_80_columns()
any_bytes_give_json()
differs_names_the_words_that_differ()
every_policy_is_told_in_full()
schedules_keep_to_hours_and_caps()
a_seed_gives_one_schedule()
lint_tells_each_finding()
control_bytes_are_told_without_harm()
colour_is_for_terminals_alone()
a_closed_pipe_is_reported()
sys.exit(1 if failures else 0)
