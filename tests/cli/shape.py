"""What must hold of every answer of the redial program, whatever it says.

usage: shape.py PROGRAM
"""

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
    for command in ["--help"], ["explain", "--help"]:
        check_width(run(*command)[1])


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
colour_is_for_terminals_alone()
a_closed_pipe_is_reported()
sys.exit(1 if failures else 0)
