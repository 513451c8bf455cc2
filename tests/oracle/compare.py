#!/usr/bin/env python3
"""Compares the answers of redial read with those of the oracle.

usage: compare.py PROGRAM [--seed N] [--random N] [--sample N] [--family NAME]
                  [--show N] [--facts FOLDER]

--random adds so many random cases to the hand-made ones. --sample takes so
many of all cases, --family those of one family.
--show says how many differences are printed, 20 if not told otherwise.
Exit code: 0 no difference, 1 some.
"""

import argparse
import collections
import json
import os
import random
import subprocess
import sys
import tempfile

import generate
import oracle
import tables

BATCH = 500  # files in one call: a command line has its limits
RULES = {f"R{n}" for n in range(1, 25)} - {"R9"} | {
    "T1", "P1", "P2", "P3", "P4"}  # R9 is an order and never reported
# Lines that are the same in every message.
DULL = ("Via:", "From:", "To:", "Call-ID:", "CSeq: 7 INVITE", "Content-Length")


def options():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=generate.SEED)
    parser.add_argument("--random", type=int, default=generate.RANDOM)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--family")
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--facts", default=tables.FACTS)
    return parser.parse_args()


def chosen(known, told):
    cases = generate.generate(known, told.seed, told.random)
    if told.family:
        cases = [case for case in cases if case.family == told.family]
    if told.sample and told.sample < len(cases):
        cases = random.Random(told.seed).sample(cases, told.sample)
    return cases


def expected(cases, known):
    """The oracle's answers, None where a message ends no call."""
    flags = {case.flags for case in cases}
    told = {some: oracle.OPTIONS.parse_args(some) for some in flags}
    return [oracle.read(case.raw, told[case.flags], known) for case in cases]


def batches(cases):
    """Numbers of cases with the same options."""
    by_flags = collections.defaultdict(list)
    for number, case in enumerate(cases):
        by_flags[case.flags].append(number)
    for flags, numbers in by_flags.items():
        for start in range(0, len(numbers), BATCH):
            yield flags, numbers[start:start + BATCH]


def ask(program, folder, flags, numbers):
    """The exit code, and the answers by the number of their case."""
    names = {generate.file_name(number): number for number in numbers}
    done = subprocess.run([program, "read", "--json", *flags, *names],
                          cwd=folder, capture_output=True, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, {names[a["input"]]: a for a in answers}


def differing(want, got):
    if want is None or got is None:
        return [] if want is got else ["an answer at all"]
    return [key for key in oracle.KEYS if want[key] != got[key]]


def show(case, want, got, keys):
    lines = case.raw.decode("latin-1").replace("\r", "").split("\n")
    print(f"\n{case.family} {' '.join(case.flags)}")
    for line in lines:
        if line and not line.startswith(DULL):
            print(f"    {line!r}")
    for key in keys:
        oracle_has = want.get(key) if want else None
        library_has = got.get(key) if got else None
        print(f"  {key}: oracle {oracle_has!r}, library {library_has!r}")


def compare(told, cases, wanted):
    """How many differ; a wrong exit code counts as one."""
    differences = 0
    with tempfile.TemporaryDirectory() as folder:
        generate.write(cases, folder)
        for flags, numbers in batches(cases):
            code, answers = ask(told.program, folder, flags, numbers)
            worst = max(wanted[number] is None for number in numbers)
            if code != worst:
                differences += 1
                print(f"exit code {code} after {' '.join(flags)}")
            for number in numbers:
                want, got = wanted[number], answers.get(number)
                keys = differing(want, got)
                differences += bool(keys)
                if keys and differences <= told.show:
                    show(cases[number], want, got, keys)
    return differences


def main():
    told = options()
    told.program = os.path.abspath(told.program)
    known = tables.Tables(told.facts)
    cases = chosen(known, told)
    wanted = expected(cases, known)
    fired = collections.Counter(
        rule for want in wanted if want for rule in want["rule"])
    differences = compare(told, cases, wanted)
    print(f"{len(cases)} cases, {differences} differences")
    if not told.family and not told.sample:
        # A corpus that no longer reaches a rule says nothing about it.
        for rule in sorted(RULES - set(fired)):
            differences += 1
            print(f"rule {rule} never fired")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
