#!/usr/bin/env python3
"""Writes docs/performance.md and its plots from what was measured.

    report.py ROWS FACTS PROFILE FOLDER

ROWS: lines of redial-bench --json --callgrind. FACTS: lines "key: value" and
tables that tests/bench/run collected. PROFILE: lines of redial-bench --profile.
FOLDER: docs/."""

import json
import math
import os
import sys

import plot
from reasons import reason

STRATEGIES = ["round_robin", "weighted", "lru", "longest_idle", "skip_busy",
              "least_calls", "random", "two_choices", "hash"]
SITUATIONS = [("up", "all up"), ("half", "50 % down"), ("99", "99 % down"),
              ("one", "one up"), ("churn90", "churn 90 %"),
              ("churn999", "churn 99.9 %"), ("calls", "calls")]
PANELS = [("up", "all up"), ("one", "one up"), ("churn999", "churn 99.9 %")]
LEVELS = [("index", "the strategy's index"), ("pick", "`redial_pick()`"),
          ("lease", "offer and release")]


def read_rows(path):
    with open(path, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for row in rows:
        row.setdefault("instructions", None)
    return rows


def read_facts(path):
    """Sections "[name]" of plain lines."""
    facts, name = {}, None
    with open(path, encoding="utf-8") as file:
        for line in file.read().splitlines():
            if line.startswith("[") and line.endswith("]"):
                name = line[1:-1]
                facts[name] = []
            elif name and line:
                facts[name].append(line)
    return facts


def figure(value):
    """Three figures, no exponent, thousands apart."""
    if value is None:
        return ""
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    if value >= 0.1 or value == 0:
        return f"{value:.2f}"
    return f"{value:.{1 - math.floor(math.log10(value))}f}"


def count(n):
    return f"{n:,}" if n else ""


def table(head, lines):
    """A Markdown table; nothing for no lines."""
    if not lines:
        return ""
    rule = "|".join([""] + ["---"] * len(head) + [""])
    rows = ["| " + " | ".join(cells) + " |" for cells in [head] + lines]
    return "\n".join([rows[0], rule] + rows[1:]) + "\n"


def beside(rows, names):
    """Ours and each peer of the named measurements."""
    lines = []
    for row in rows:
        if row["name"].split("/")[0] in names and row["ours_ns"] is not None:
            lines.append([row["name"].replace("/samples", ""), row["peer"],
                          figure(row["ours_ns"]), figure(row["peer_ns"]),
                          figure(row["ratio"]), figure(row["goal"]),
                          "" if row["ok"] else "missed"])
    return table(["", "peer", "ours, ns", "peer, ns", "ratio", "goal", ""],
                 lines)


def curves_of(rows, level, strategy, situation):
    """{name: [(n, ns)]} of one measurement at all sizes."""
    curves = {}
    for row in rows:
        if row["name"] == f"{level}/{strategy}/{situation}":
            ours = curves.setdefault("redial " + strategy, {})
            ours[row["n"]] = row["ours_ns"]
            curves.setdefault(row["peer"], {})[row["n"]] = row["peer_ns"]
    return {name: sorted(points.items()) for name, points in curves.items()}


def draw(rows, folder):
    """Writes a plot for every strategy; the strategies that have one."""
    drawn = []
    for strategy in STRATEGIES:
        panels = [(head, curves_of(rows, "index", strategy, situation))
                  for situation, head in PANELS]
        if strategy == "least_calls":
            panels[2] = ("one call a target, one ends, one begins",
                         curves_of(rows, "index", strategy, "calls"))
        panels = [panel for panel in panels if panel[1]]
        if panels:
            plot.curves(os.path.join(folder, f"pick-{strategy}.svg"),
                        f"{strategy}: time for a pick (and a release in churn)"
                        ", log axes", "redial " + strategy, panels)
            drawn.append(strategy)
    return drawn


def goal_name(row):
    size = f", {count(row['n'])}" if row["n"] else ""
    name = row["name"].replace("/samples", "")
    return f"{name}{size}" + (f" : {row['peer']}" if row["peer"] else "")


def share_of_goal(row):
    value = row["ratio"] if row["peer"] else row["instructions"]
    return value / row["goal"]


def with_goal(rows):
    return [row for row in rows if row["goal"] is not None]


def draw_goals(rows, folder):
    """Of goals at several sizes the hardest stands for all."""
    worst = {}
    for row in with_goal(rows):
        if row["goal"] == 0:
            continue  # what may never be has no share
        key = (row["name"], row["peer"])
        if key not in worst or share_of_goal(row) > share_of_goal(worst[key]):
            worst[key] = row
    plot.bars(os.path.join(folder, "goals.svg"),
              "Each goal: what was measured, as a share of what is allowed",
              [(goal_name(row), share_of_goal(row)) for row in worst.values()],
              "the goal")


def draw_ratios(rows, folder):
    """What needs no pool, beside each peer."""
    rooms = ["classify", "reason", "retry_after", "retry_after_seconds"]
    plot.bars(os.path.join(folder, "ratios.svg"),
              "Our time as a share of each peer's",
              [(goal_name(row), row["ratio"]) for row in rows
               if row["name"].split("/")[0] in rooms and
               row["ratio"] is not None], "the peer")


def pool_table(rows, level, strategy):
    """Ours at each size in each situation, with the peers behind."""
    lines = []
    for situation, head in SITUATIONS:
        curves = curves_of(rows, level, strategy, situation)
        for name, points in curves.items():
            by_size = dict(points)
            lines.append([head if name.startswith("redial ") else "",
                          f"**{strategy}**" if name.startswith("redial ")
                          else name] +
                         [figure(by_size.get(n)) for n in
                          (1, 8, 100, 1000, 10000, 100000, 1000000)])
    return table(["ns", "", "1", "8", "100", "1,000", "10,000", "100,000",
                  "1,000,000"], lines)


def levels_table(rows):
    lines = []
    for strategy in STRATEGIES:
        for level, words in LEVELS:
            cells = []
            for situation in ("up", "churn999"):
                for name, points in curves_of(rows, level, strategy,
                                              situation).items():
                    if name.startswith("redial "):
                        by_size = dict(points)
                        cells += [figure(by_size.get(n))
                                  for n in (8, 1000, 1000000)]
            cells += [""] * (6 - len(cells))
            lines.append([strategy if level == "index" else "", words] + cells)
    return table(["ns", "level", "up, 8", "1,000", "1,000,000",
                  "churn 99.9 %, 8", "1,000", "1,000,000"], lines)


def plain_table(rows, prefix, unit):
    lines = []
    for row in rows:
        if row["name"].startswith(prefix):
            lines.append([row["name"], count(row["n"]), row["peer"] or "",
                          figure(row["ours_ns"]), figure(row["peer_ns"]),
                          figure(row["ratio"]), figure(row["goal"]),
                          "" if row["ok"] else "missed"])
    return table(["", "targets", "beside", f"ours, {unit}", f"peer, {unit}",
                  "ratio", "goal", ""], lines)


def counts_table(rows, prefix):
    lines = []
    for row in rows:
        if row["name"].startswith(prefix) and row["instructions"] is not None:
            ratio = bool(row["peer"])
            lines.append([row["name"], count(row["n"]),
                          figure(row["instructions"]),
                          row["peer"] or "", figure(row["ratio"]),
                          figure(row["goal"]) +
                          (" (ratio)" if ratio and row["goal"] else ""),
                          "" if row["ok"] else "missed"])
    return table(["", "targets", "instructions", "beside", "ratio", "goal",
                  ""], lines)


def space_table(rows):
    lines = []
    for row in rows:
        if row["name"].startswith("space/"):
            each = row["peer"] == "byte"
            lines.append([row["name"][6:],
                          "bytes a target" if each else "of " + row["peer"],
                          figure(row["ratio"]), figure(row["goal"]),
                          "" if row["ok"] else "missed"])
    return table(["", "", "ours", "goal", ""], lines)


def faults_table(rows):
    lines = [[row["name"], count(row["n"]), figure(row["ratio"]),
              figure(row["goal"]), "" if row["ok"] else "missed"]
             for row in rows if row["peer"] == "claims"]
    return table(["", "slots", "share of claims", "goal", ""], lines)


def counted(row, profile):
    """What both sides of a row cost besides time."""
    def side(peer):
        for seen in profile:
            if (seen["name"], seen["n"], seen["peer"]) == (
                    row["name"], row["n"], peer):
                return (f"{seen['instructions']:.0f} instructions, "
                        f"{seen['misses_1']:.2f} and {seen['misses_2']:.2f} "
                        "misses")
        return None
    ours, peer = side(""), side(row["peer"])
    return f" Ours: {ours}; peer: {peer}." if ours and peer else ""


def missed_table(rows, profile):
    lines, before = [], None
    for row in with_goal(rows):
        if not row["ok"]:
            value = row["ratio"] if row["peer"] else row["instructions"]
            words = reason(row)
            same = words and words == before
            lines.append([goal_name(row), figure(value), figure(row["goal"]),
                          ("As above." if same else words) +
                          counted(row, profile)])
            before = words
    return table(["", "measured", "goal", "why"], lines)


def lines_of(facts, name):
    return "\n".join("    " + line for line in facts.get(name, [])) + "\n"


def fill(template, values):
    for key, value in values.items():
        template = template.replace("{{" + key + "}}", value.rstrip("\n"))
    return template


def document(rows, facts, profile, drawn):
    goals = with_goal(rows)
    reached = sum(row["ok"] for row in goals)
    missed = missed_table(rows, profile)
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "performance.md.in"),
              encoding="utf-8") as file:
        template = file.read()
    pools = ""
    for strategy in drawn:
        pools += (f"### {strategy}\n\n![{strategy}](plots/pick-{strategy}.svg)"
                  f"\n\n{pool_table(rows, 'index', strategy)}\n")
    return fill(template, {
        "machine": lines_of(facts, "machine"),
        "packages": lines_of(facts, "packages"),
        "rows": str(len(rows)), "goals": str(len(goals)),
        "reached": str(reached), "missed": str(len(goals) - reached),
        "missed_table": missed or "None.\n",
        "codes": beside(rows, ["classify", "classify_sip", "assess", "phrase"]),
        "headers": beside(rows, ["reason", "reason_read", "retry_after",
                                 "retry_after_seconds"]),
        "decide": beside(rows, ["decide", "decide_carriers",
                                "classify_decide"]),
        "pools": pools,
        "levels": levels_table(rows),
        "leases": "\n".join(f"**{s}**\n\n{pool_table(rows, 'lease', s)}"
                            for s in ("round_robin", "least_calls")),
        "growth": plain_table(rows, "growth/", "ns"),
        "share": plain_table(rows, ("share99/", "share_one/"), "ns"),
        "time": plain_table(rows, "cool", "ns") + "\n" +
                plain_table(rows, "init", "ns"),
        "shared": plain_table([row for row in rows if row["ours_ns"]],
                              "shared/", "ns"),
        "shared_faults": faults_table(rows),
        "hunts": plain_table(rows, "hunt", "ns") + "\n" +
                 plain_table(rows, "contact_centre", "ns"),
        "counts": counts_table(rows, "count/"),
        "worst": counts_table(rows, "worst/"),
        "space": space_table(rows),
        "sizes": lines_of(facts, "sizes"),
        "linked": lines_of(facts, "linked"),
    })


def main():
    if len(sys.argv) != 5:
        sys.exit("usage: report.py ROWS FACTS PROFILE FOLDER")
    rows = read_rows(sys.argv[1])
    facts = read_facts(sys.argv[2])
    with open(sys.argv[3], encoding="utf-8") as file:
        profile = [json.loads(line) for line in file]
    plots = os.path.join(sys.argv[4], "plots")
    os.makedirs(plots, exist_ok=True)
    drawn = draw(rows, plots)
    draw_goals(rows, plots)
    draw_ratios(rows, plots)
    path = os.path.join(sys.argv[4], "performance.md")
    with open(path, "w", encoding="utf-8") as file:
        file.write(document(rows, facts, profile, drawn))


main()
