#!/usr/bin/env python3
"""A corpus of messages, each with what is told beside it.

usage: generate.py [--seed N] [--random N] [--facts FOLDER] FOLDER

Writes every message into FOLDER, and its options into FOLDER/index. The same
seed gives the same corpus. compare.py needs no files beforehand.
"""

import argparse
import os
import random
import sys
from collections import namedtuple

import families
import odd_values as odd
import tables
from wire import CONTACT, laid_out, response

SEED = 3261
RANDOM = 5000

Case = namedtuple("Case", "family raw flags")


class Corpus:
    """Collects the cases of one family after the other, each once."""

    SIP_CAUSES = [100, 180, 199, 200, 299, 300, 302, 380, 400, 403, 404, 408,
                  468, 480, 481, 486, 487, 488, 499, 500, 503, 504, 599, 600,
                  603, 604, 606, 607, 608, 609, 687, 699]

    def __init__(self, known, seed):
        self.tables = known
        self.random = random.Random(seed)
        self.family = None
        self.cases = []
        self.seen = set()
        listed = [int(code) for code in known.sip if code.isdigit()]
        self.all = listed + families.RARE
        self.clear = [code for code in listed if code >= 400 and
                      not known.is_generic(code)]
        self.causes = [int(cause) for cause in known.q850]

    def text(self, text, flags=()):
        case = Case(self.family, text.encode("latin-1"), tuple(flags))
        if case[1:] not in self.seen:
            self.seen.add(case[1:])
            self.cases.append(case)

    def line(self, line, headers, flags=(), cseq="INVITE"):
        self.text(response(line, headers, cseq), flags)

    def status(self, code, phrase=None):
        if phrase is None:
            row = self.tables.sip.get(str(code))
            phrase = row["phrase"] if row else "Something"
        return f"SIP/2.0 {code} {phrase}"

    def answer(self, code, headers=(), flags=(), phrase=None, cseq="INVITE"):
        """A 3xx gets a Contact, without which it is no redirect at all."""
        contact = [CONTACT] if 300 <= code < 400 else []
        self.line(self.status(code, phrase), contact + list(headers), flags,
                  cseq)


def random_code(make):
    choose = make.random.choice
    return make.random.choices(
        [choose([480, 486, 487, 503, 500, 603, 404, 403, 408]),
         choose(make.all), choose(families.VAGUE),
         make.random.randint(100, 699)],
        [45, 30, 15, 10])[0]


def random_reason(make):
    choose = make.random.choice
    return "Reason: " + choose([
        choose(odd.REASONS), choose(odd.REASONS),
        f"Q.850;cause={choose(make.causes)}",
        f"SIP;cause={choose(make.SIP_CAUSES)}"])


def random_headers(make, code):
    choose, chance = make.random.choice, make.random.random
    wait = choose([choose(odd.RETRY_AFTERS), make.random.randint(0, 3700)])
    media = code in (488, 606)
    drawn = [
        (0.5, random_reason(make)),
        (0.15, random_reason(make)),
        (0.4, f"Retry-After: {wait}"),
        (0.6 if media else 0.2, f"Warning: {choose(odd.WARNINGS)}"),
        (0.08, f"X-Twilio-Error: {choose(list(make.tables.twilio))} text"),
        (0.8 if code // 100 == 3 else 0, f"Contact: {choose(odd.CONTACTS)}"),
        (0.5 if code == 401 else 0,
         f"WWW-Authenticate: {choose(odd.CHALLENGES)}"),
        (0.5 if code == 407 else 0,
         f"Proxy-Authenticate: {choose(odd.CHALLENGES)}"),
    ]
    headers = [header for share, header in drawn if chance() < share]
    make.random.shuffle(headers)
    return headers


def random_flags(make, code):
    chance = make.random.random
    drawn = [
        (0.3, "--rang"), (0.2, "--early-media"), (0.15, "--in-dialog"),
        (0.15, "--fan-out"),
        (0.5 if code in (401, 407) else 0.05, "--authenticated"),
        (0.5 if code == 416 else 0.05, "--sips")]
    flags = [flag for share, flag in drawn if chance() < share]
    origin = make.random.choices(
        [None, "--cancelled", "--caller-gone", "--local-timeout",
         "--local-transport"], [85, 7, 4, 2, 2])[0]
    flags += [origin] if origin else []
    if chance() < 0.3:
        flags += ["--kind", make.random.choice(["phone", "trunk", "server"])]
    if chance() < 0.3:
        flags += ["--elapsed-ms", make.random.choice(
            ["5", "50", "100", "101", "120", "150", "151", "900", "20000"])]
    return flags


def random_case(make):
    """Anything together with anything."""
    code = random_code(make)
    phrase = make.random.choice(
        [None] * 8 + ["Network Blocked", "Stale Date", ""])
    cseq = make.random.choice(
        ["INVITE"] * 6 + ["CANCEL", "BYE", "REGISTER", "UPDATE"])
    text = response(make.status(code, phrase), random_headers(make, code),
                    cseq)
    if make.random.random() < 0.3:
        text = laid_out(text, make.random)
    make.text(text, random_flags(make, code))


def generate(known, seed, extra):
    """The hand-made cases, some of them in another layout, and so many random
    ones more."""
    make = Corpus(known, seed)
    for family in families.FAMILIES:
        make.family = family.__name__
        family(make)
    make.family = "layouts"
    for case in make.random.sample(make.cases, len(make.cases) // 16):
        make.text(laid_out(case.raw.decode("latin-1"), make.random),
                  case.flags)
    make.family = "random"
    for _ in range(extra):
        random_case(make)
    return make.cases


def file_name(number):
    return f"{number:05}.sip"


def write(cases, folder):
    for number, case in enumerate(cases):
        with open(os.path.join(folder, file_name(number)), "wb") as file:
            file.write(case.raw)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--random", type=int, default=RANDOM)
    parser.add_argument("--facts", default=tables.FACTS)
    parser.add_argument("folder")
    told = parser.parse_args()
    cases = generate(tables.Tables(told.facts), told.seed, told.random)
    os.makedirs(told.folder, exist_ok=True)
    write(cases, told.folder)
    with open(os.path.join(told.folder, "index"), "w",
              encoding="ascii") as index:
        for number, case in enumerate(cases):
            index.write(" ".join([file_name(number), case.family, *case.flags])
                        + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
