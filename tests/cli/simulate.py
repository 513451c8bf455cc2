"""What must hold of redial simulate by theory, whatever its world draws.

usage: simulate.py PROGRAM ROOT
       simulate.py --update PROGRAM ROOT   writes docs/simulate.md anew
"""

import json
import os
import pty
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

UPDATE = sys.argv[1] == "--update"
PROGRAM, ROOT = sys.argv[-2:]
CALM = ["--decline", "0", "--no-answer", "0", "--busy", "0",
        "--unregistered", "0", "--patience-s", "86400", "--wrap-s", "0",
        "--profiles", "rfc3261"]
REDIAL = "skip_busy,round_robin,weighted,lru,longest_idle,least_calls," \
    "random,two_choices,hash"
failures = 0


def check(holds, rule, seen):
    global failures
    if not holds:
        failures += 1
        print(f"simulate: {rule}: {seen!r}")


def play(*arguments):
    """The rows of a run, by strategy."""
    done = subprocess.run([PROGRAM, "simulate", "--json", *arguments],
                          capture_output=True, check=True)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["strategy"]: row for row in rows}


def erlang_b(servers, offered):
    """The share of calls that find every server taken."""
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = offered * blocked / (n + offered * blocked)
    return blocked


def a_centre_loses_what_erlang_says():
    # One round and no pause: M/G/c/c, whatever the strategy.
    for targets, load in (5, 60), (20, 80), (20, 120), (50, 95):
        rows = play(*CALM, "--targets", str(targets), "--load", str(load),
                    "--calls", "100000", "--strategies",
                    "skip_busy,round_robin,longest_idle,random")
        lost = 100 * erlang_b(targets, targets * load / 100)
        for name, row in rows.items():
            seen = 100 - row["answered_percent"]
            check(abs(seen - lost) < 0.7, "lost calls as by Erlang's B",
                  (name, targets, load, seen, lost))


def nothing_is_wasted_on_what_can_be_known():
    rows = play(*CALM, "--strategies", REDIAL)
    for name, row in rows.items():
        check(row["wasted"] == 0, "no attempt is wasted in a calm centre",
              (name, row["wasted"]))
        check(row["attempts"] == row["answered"], "one attempt a call",
              (name, row["attempts"], row["answered"]))


def turns_are_fair_and_list_order_is_not():
    rows = play("--strategies", "list,first_free," + REDIAL, "--load", "50")
    for name in "round_robin", "weighted", "lru":
        check(rows[name]["jain"] > 0.995, "a rotation is even",
              (name, rows[name]["jain"]))
    for name in "list", "first_free", "skip_busy":
        check(rows[name]["jain"] < 0.8, "list order is not",
              (name, rows[name]["jain"]))
        check(rows[name]["worst_gap_offers"] >
              5 * rows["lru"]["worst_gap_offers"],
              "who stands last in a list waits longer", name)


def who_refused_is_asked_again_by_lists_alone():
    rows = play("--model", "carriers", "--strategies",
                "list,first_free," + REDIAL)
    refusals = rows["lru"]["calls"] * 0.05
    for name, row in rows.items():
        if row["profile"] is None:
            check(row["asked_again"] > refusals / 2,
                  "a list rings again who refused", (name, row))
        else:
            check(row["asked_again"] == 0,
                  "redial never rings again who refused", (name, row))


def who_is_seen_away_or_busy_is_not_rung():
    rows = play("--presence", "--strategies", "list," + REDIAL, "--busy", "10",
                "--unregistered", "10")
    check(rows.pop("list")["wasted"] > 0, "a list does not look", rows)
    for name, row in rows.items():
        check(row["wasted"] == 0, "presence spares every wasted attempt",
              (name, row["wasted"]))


def carriers_hand_on_what_their_callees_say():
    # 5 + 15 + 8 + 4 of 100 callees do not answer, and few callers hang up.
    rows = play("--model", "carriers", "--patience-s", "86400", "--failure",
                "0", "--strategies", "round_robin,lru")
    for name, row in rows.items():
        check(abs(row["answered_percent"] - 68) < 0.5,
              "every callee who would answer does", (name, row))
        check(row["attempts_per_call"] == 1, "and is rung once", (name, row))


def a_dead_carrier_is_left_alone():
    rows = play("--model", "carriers", "--failure", "10", "--strategies",
                "list,round_robin")
    check(rows["round_robin"]["wasted"] * 10 < rows["list"]["wasted"],
          "health spares attempts", rows)
    check(rows["round_robin"]["dead_air_p95_ms"] <
          rows["list"]["dead_air_p95_ms"], "and silence", rows)


def counts_agree_with_each_other():
    for model in "centre", "carriers":
        for row in play("--model", model, "--calls", "20000",
                        "--strategies", "all").values():
            check(row["calls"] == 20000, "all calls were played", row)
            check(row["answered"] + row["given_up"] <= row["calls"],
                  "answered and given up are different calls", row)
            check(row["asked_again"] <= row["wasted"]
                  <= row["attempts"], "again is wasted is an attempt", row)
            check(row["busy_offers"] <= row["wasted"], "so is busy", row)
            check(row["dead_air_p50_ms"] <= row["dead_air_p95_ms"] <=
                  row["dead_air_p99_ms"], "percentiles in order", row)
            check(0 < row["jain"] <= 1, "Jain's index", row)


def another_seed_is_another_world_of_the_same_kind():
    one, two = (play("--seed", seed, "--strategies", "lru")["lru"]
                for seed in ("1", "2"))
    check(one["attempts"] != two["attempts"], "another draw", (one, two))
    check(abs(one["answered_percent"] - two["answered_percent"]) < 1,
          "of the same kind", (one, two))


def the_table_has_80_columns():
    for arguments in (
            ["--load", "0.01", "--wrap-s", "86400", "--calls", "400",
             "--busy", "0", "--unregistered", "0"],
            ["--targets", "300", "--load", "1000", "--calls", "3000"],
            ["--model", "carriers", "--load", "0.01", "--calls", "400",
             "--failure", "0"],
            ["--model", "carriers", "--failure", "100", "--calls", "3000"],
            ["--unregistered", "100", "--calls", "3000"]):
        said = subprocess.run(
            [PROGRAM, "simulate", "--strategies", "all", *arguments],
            capture_output=True, check=True).stdout.decode("utf-8")
        for line in said.splitlines():
            check(len(line) <= 80, "at most 80 columns", line)


def a_nearly_idle_centre_is_as_idle_as_asked():
    # 0.01 per cent of one agent who talks for a day: a call in 27 years.
    row = play("--targets", "1", "--load", "0.01", "--talk-s", "86400",
               "--calls", "2000", "--strategies", "lru", "--wrap-s",
               "0", "--busy", "0", "--unregistered", "0")["lru"]
    mean = row["span_ms"] / row["calls"]
    check(0.93 < mean / (86406000 * 10000) < 1.07, "time between two calls",
          mean)


def a_bar_is_drawn_on_a_terminal_alone():
    command = [PROGRAM, "simulate", "--strategies", "lru,random", "--json"]
    plain = subprocess.run(command, capture_output=True, check=True)
    check(plain.stderr == b"", "nothing into a pipe", plain.stderr)
    ours, theirs = pty.openpty()
    with tempfile.TemporaryFile() as out:
        done = subprocess.Popen(command, stdout=out, stderr=theirs)
        os.close(theirs)
        drawn = b""
        try:
            while True:
                part = os.read(ours, 4096)
                if part == b"":
                    break
                drawn += part
        except OSError:
            pass  # the terminal is closed
        os.close(ours)
        check(done.wait() == 0, "exit code", done.returncode)
        out.seek(0)
        check(out.read() == plain.stdout, "the answer is the same", drawn)
    check(b"[####" in drawn and b" 99 %" in drawn, "a bar", drawn[-200:])
    check(drawn.endswith(b"\r"), "and it is taken away", drawn[-80:])


def a_chart_is_whole():
    for model in "centre", "carriers":
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "chart.svg")
            play("--model", model, "--strategies", "all", "--calls", "1000",
                 "--svg", path)
            root = xml.etree.ElementTree.parse(path).getroot()
            texts = ["".join(text.itertext()) for text in root.iter(
                "{http://www.w3.org/2000/svg}text")]
            for wanted in ("per cent of all calls", "attempts per call",
                           "seconds until it rings", "list"):
                check(wanted in texts, "axes and rows have names", wanted)
            width = int(root.get("width"))
            for shape in root.iter():
                for name in "x", "x1", "x2", "cx", "width":
                    check(0 <= int(shape.get(name, "0")) <= width,
                          "inside the picture", shape.attrib)


def said_by(command):
    """What a command of the page prints, and the chart that it draws."""
    words = command.split()[2:]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "chart.svg")
        said = subprocess.run(
            [PROGRAM] + [path if word.endswith(".svg") else word
                         for word in words],
            capture_output=True, check=True).stdout.decode("utf-8")
        if "--svg" not in words:
            return said, None, None
        with open(path, "rb") as chart:
            return said, words[words.index("--svg") + 1], chart.read()


def the_page_shows_what_the_program_says():
    page = os.path.join(ROOT, "docs", "simulate.md")
    with open(page, encoding="utf-8") as kept:
        blocks = kept.read().split("```\n")
    shown = 0
    for at, block in enumerate(blocks):
        if not block.startswith("$ redial "):
            continue
        shown += 1
        command, table = block.split("\n", 1)
        said, name, chart = said_by(command)
        if UPDATE:
            blocks[at] = command + "\n" + said
            if name is not None:
                with open(os.path.join(ROOT, name), "wb") as kept:
                    kept.write(chart)
            continue
        check(said == table, "a table of docs/simulate.md; with --update it "
              "is written anew", said)
        if name is not None:
            with open(os.path.join(ROOT, name), "rb") as kept:
                check(kept.read() == chart, "its picture", name)
    check(shown == 4, "four tables", shown)
    if UPDATE:
        with open(page, "w", encoding="utf-8") as kept:
            kept.write("```\n".join(blocks))
        sys.exit(0)


if UPDATE:
    the_page_shows_what_the_program_says()
a_centre_loses_what_erlang_says()
nothing_is_wasted_on_what_can_be_known()
turns_are_fair_and_list_order_is_not()
who_refused_is_asked_again_by_lists_alone()
who_is_seen_away_or_busy_is_not_rung()
carriers_hand_on_what_their_callees_say()
a_dead_carrier_is_left_alone()
counts_agree_with_each_other()
another_seed_is_another_world_of_the_same_kind()
the_table_has_80_columns()
a_nearly_idle_centre_is_as_idle_as_asked()
a_bar_is_drawn_on_a_terminal_alone()
a_chart_is_whole()
the_page_shows_what_the_program_says()
sys.exit(1 if failures else 0)
