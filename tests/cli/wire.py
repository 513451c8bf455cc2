"""Every row of tests/data/wire/expected.csv against redial read --json.

usage: wire.py PROGRAM

A row says "key=value" for each key that matters: rules and numbers separated
by commas, "none" for no number, "saturated" for the largest. In parentheses
stands what else holds, or a remark. Keys that are evidence and not part of the
verdict are tested beside the readers.
"""

import csv
import json
import os
import re
import subprocess
import sys

PROGRAM = os.path.abspath(sys.argv[1])
HERE = os.path.dirname(os.path.abspath(__file__))
WIRE = os.path.join(HERE, "..", "data", "wire")
KEYS = {"outcome", "scope", "retry", "retry_after", "action", "rule",
        "malformed", "conflict", "effective_code"}
EVIDENCE = {"cause", "predicted", "warnings"}
TOLD = {"": [], "re-INVITE": ["--in-dialog"], "only 100 Trying before": []}
LARGEST = 4294967295


def answer(row):
    done = subprocess.run(
        [PROGRAM, "read", "--json", *TOLD[row["context"]], row["file"]],
        cwd=WIRE, capture_output=True, check=True)
    return json.loads(done.stdout)


def expected(row):
    """Pairs of key and value. A remark has a blank before it; a condition is
    of the form (key=value)."""
    text = re.sub(r" \([^)]*\)", "", row["expect"])
    for item in text.replace("(", " ").replace(")", "").split():
        yield item.split("=", 1)


def seen(key, found):
    """What the object says, written as the table writes it."""
    if key == "rule":
        return ",".join(found["rule"])
    if key == "retry_after":
        wait = found["retry_after_s"]
        return {None: "none", LARGEST: "saturated"}.get(wait, str(wait))
    if key in ("malformed", "conflict"):
        return str(int(found[key]))
    return str(found[key])


def main():
    failures = checks = 0
    with open(os.path.join(WIRE, "expected.csv"), newline="",
              encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        found = answer(row)
        for key, value in expected(row):
            if key in EVIDENCE:
                continue
            checks += 1
            if key not in KEYS or seen(key, found) != value:
                failures += 1
                print(f"wire: {row['file']}: {key} should be {value}: {found}")
    files = {name for name in os.listdir(WIRE) if name.endswith(".sip")}
    for name in files ^ {row["file"] for row in rows}:
        failures += 1
        print(f"wire: {name} has no row, or the row no file")
    print(f"{len(rows)} messages, {checks} checks, {failures} failures")
    return 1 if failures else 0


sys.exit(main())
