#!/usr/bin/env python3
"""A second reading of the rules, to compare the library with.

usage: oracle.py [OPTIONS] FILE

Takes the options of redial read and prints an object with the keys that the
rules decide. --facts FOLDER: tables other than those in tests/data/facts.
"""

import argparse
import json
import sys

import message
import rules
import tables
import values

FLAGS = ("rang early-media cancelled local-timeout local-transport in-dialog "
         "caller-gone authenticated sips fan-out").split()
KEYS = ("outcome about scope everywhere retry retry_after_s duration_s action "
        "treatment rule confidence malformed conflict code effective_code"
        ).split()


def option_parser():
    parser = argparse.ArgumentParser(usage=__doc__)
    for flag in FLAGS:
        parser.add_argument(f"--{flag}", action="store_true")
    parser.add_argument("--elapsed-ms", type=int)
    parser.add_argument("--kind")
    return parser


OPTIONS = option_parser()


def rule_order(rule):
    return "RTP".index(rule[0]), int(rule[1:])


def answer(verdict, wait=None, **more):
    """The object of a verdict; wait is the Retry-After to show."""
    found = verdict.row._asdict()
    found.update(
        everywhere=verdict.row.scope == "everywhere",
        retry_after_s=wait.seconds if wait else None,
        duration_s=wait.duration if wait else None,
        rule=sorted(verdict.rules, key=rule_order),
        confidence=verdict.confidence,
        malformed=False, conflict=verdict.conflict,
        code=None, effective_code=None)
    found.update(more)
    return found


def read_request(found, known):
    """A CANCEL or a BYE: nothing but its Reason counts."""
    reason = values.reason(found.headers.of("reason"))
    if found.kind == "bye":
        verdict = rules.Verdict(known.row(200))
    elif reason.sip == 200:
        verdict = rules.Verdict(rules.ELSEWHERE, ["R10"])
    else:
        verdict = rules.Verdict(known.row(487))
    return answer(verdict, malformed=reason.damaged)


def read_response(found, told, known):
    """Nothing that came from a wire outranks our own timer or transport."""
    local = 408 if told.local_timeout else None
    local = 503 if told.local_transport else local
    if found.status.code is None:
        if local is None:
            return answer(rules.Verdict(rules.NO_STATUS, ["R1"]),
                          malformed=True)
        # A message to be dropped has no headers either.
        found = message.Message(found.kind, message.Status(local, ""),
                                message.Headers())
    case = rules.Case(found, told, known)
    damaged = case.reason.damaged or case.bad_warning
    if told.local_transport:
        return answer(rules.local_transport(case), malformed=damaged,
                      code=case.code, effective_code=local)
    verdict = rules.local_timeout(case) if local else rules.remote(case)
    return answer(verdict, case.retry_after,
                  malformed=damaged or case.retry_after.flagged,
                  code=case.code,
                  effective_code=local or known.effective(case.code))


def read(raw, told, known):
    """The object for a message; None when it ends no call. told is what
    OPTIONS gives."""
    found = message.message(raw)
    if found is None:
        return None
    if found.status is None:
        return read_request(found, known)
    return read_response(found, told, known)


def main():
    parser = argparse.ArgumentParser(usage=__doc__, parents=[OPTIONS],
                                     conflict_handler="resolve")
    parser.add_argument("--facts", default=tables.FACTS)
    parser.add_argument("file", type=argparse.FileType("rb"))
    told = parser.parse_args()
    found = read(told.file.read(), told, tables.Tables(told.facts))
    print(json.dumps(found))
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
