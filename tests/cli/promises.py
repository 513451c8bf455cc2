"""Random scenarios, from fixed seeds: what every hunt promises, seen from
outside, in the lines of redial hunt --json.

usage: promises.py PROGRAM [SEEDS]
"""

import collections
import json
import random
import subprocess
import sys

PROGRAM = sys.argv[1]
SEEDS = int(sys.argv[2]) if len(sys.argv) > 2 else 300
PROFILES = ["rfc3261", "hunt_group", "devices", "carrier_failover",
            "twilio_dial", "redialer"]
STRATEGIES = ["round_robin", "weighted", "lru", "longest_idle", "skip_busy",
              "least_calls", "random", "two_choices", "hash"]
POLICY = ["rounds=2", "attempts=3", "deadline=40s",
          "resilient=yes", "capacity=yes", "jitter=full", "group_faults=1",
          "repairs=follow_contacts,authenticate,retry_glare"]
TARGET = ["person=p1", "person=p2", "wrap_up=3s", "capacity=0", "capacity=3",
          "listed=no", "tier=1", "failure_group=f1", "weight=0"]
ENDINGS = ["200 talk=%ds", "486", "480", "480 retry_after=%ds", "603", "600",
           "604", "607", "404", "484", "503", "503 retry_after=%ds", "500",
           "408", "487", "401", "403", "430", "488", "491", "482", "513",
           "302 contact=t0", "refused", "silence", "forward=t0",
           "183 media=yes +1s 486", "twilio:31603", "dial:no-answer",
           "486 q850=34", "603 q850=17"]
EVENTS = ["registered", "unregistered", "idle", "talking", "forget", "enable",
          "disable", "clear", "join", "leave", "occupy"]
failures = 0


def some(chance, choices, share):
    return " ".join(c for c in choices if chance.random() < share)


def ending(chance):
    text = chance.choice(ENDINGS)
    return text % chance.randrange(1, 40) if "%d" in text else text


def answer(chance, name):
    waits = [0, 1, 20, 40, 1000, 8000, 30000]
    rings = chance.choice(["", "100 ", "+200ms 180 ", "100 +2s 180 "])
    return f"answer {name} {rings}+{chance.choice(waits)}ms {ending(chance)}"


def scenario(chance):
    targets = [f"t{i}" for i in range(chance.randrange(1, 7))]
    gateways = [f"g{i}" for i in range(chance.choice([0, 0, 1, 2, 3]))]
    lines = [f"seed {chance.randrange(1000)}",
             f"policy {chance.choice(PROFILES)} {some(chance, POLICY, .15)}"]
    for name in targets:
        person = [p for p in TARGET[:2] if chance.random() < .3][:1]
        lines.append(f"target {name} {' '.join(person)} "
                     f"{chance.choice(TARGET[2:] + [''] * 9)}")
    lines += [f"gateway {name} capacity={chance.choice([1, 2, 64])}"
              for name in gateways]
    lines.append("group these " + " ".join(targets))
    for name in targets + gateways:
        lines += [answer(chance, name) for _ in range(chance.randrange(4))]
    lines += [f"answer {name} pass" for name in gateways]
    lines.append(f"scene strategy={chance.choice(STRATEGIES)} "
                 f"width={chance.choice([1, 1, 2, 8])} "
                 f"stage={chance.choice([0, 0, 3])}s " +
                 some(chance, ["group=these", "last_resort=yes"], .4))
    lines += [f"call c{i} at={chance.randrange(60000)}ms " +
              some(chance, ["hangup=9s", "withdraw=5s", "not_before=90s"], .1)
              for i in range(chance.randrange(1, 6))]
    lines += [f"at {chance.randrange(60)}s {chance.choice(EVENTS)} "
              f"{chance.choice(targets + gateways)}"
              for _ in range(chance.randrange(6))]
    return "\n".join(lines) + "\n"


def persons_of(text):
    """Who has which phone; a phone of nobody is somebody by itself."""
    persons = {}
    for line in text.splitlines():
        words = line.split()
        if words[0] == "target":
            persons[words[1]] = next(
                (w for w in words if w.startswith("person=")), words[1])
    return persons


class Call:
    """What one call has been through."""

    def __init__(self):
        self.begun = self.ended = None
        self.refused = set()
        self.asked = set()  # in this round
        self.over = False
        self.attempts = 0


def broken_promises(text, lines):
    persons = persons_of(text)
    calls = collections.defaultdict(Call)
    for line in lines:
        call, what = calls[line["call"]], line["what"]
        if what == "begin":
            call.begun = line["time_ms"]
        elif what in ("dial", "repair"):
            call.attempts += what == "dial"
            if persons[line["whom"]] in call.refused:
                yield "who refused is rung again", line
            if call.over:
                yield "nobody is dialled after the end", line
            if what == "dial" and line["whom"] in call.asked:
                yield "nobody is asked twice in a round", line
            call.asked.add(line["whom"])
        elif what == "event" and line["status"] == "ok":
            if line["outcome"] in ("declined", "unwanted", "blocked"):
                call.refused.add(persons[line["whom"]])
            if line["next"] == "route":
                call.asked.discard(line["whom"])
            elif line["next"] == "again":
                call.asked.clear()
        elif what == "wait" and line["why"] == "round":
            call.asked.clear()
        elif what in ("done", "stop"):
            call.over = True
        elif what == "summary":
            if call.ended is not None:
                yield "a call ends once", line
            call.ended = line["time_ms"]
            yield from broken_records(call, line)
    for name, call in calls.items():
        if name is not None and call.ended is None:
            yield "every call ends", name
    if lines[-1]["leases"] != 0:
        yield "no lease is left", lines[-1]


def broken_records(call, line):
    if line["took_ms"] != line["time_ms"] - call.begun:
        yield "it took so long", line
    if line["attempts"] != call.attempts:
        yield "so many attempts", line
    if (line["state"] == "done") != (line["reply_code"] == 200):
        yield "200 is for who was answered", line
    if line["reply_code"] == 503:
        yield "a 503 is not passed on", line


def play(seed):
    global failures
    text = scenario(random.Random(seed))
    done = subprocess.run([PROGRAM, "hunt", "--json", "-"], check=False,
                          input=text.encode(), capture_output=True)
    if done.returncode != 0:
        failures += 1
        print(f"promises: seed {seed}: {done.stderr.decode()}")
        return
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    for promise, seen in broken_promises(text, lines):
        failures += 1
        print(f"promises: seed {seed}: {promise}: {seen}\n{text}")


for number in range(SEEDS):
    play(number)
sys.exit(1 if failures else 0)
