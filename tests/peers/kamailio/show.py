#!/usr/bin/env python3
"""Four calls through Kamailio, and what redial said about each.

    show.py EXAMPLE MODULES"""

import re
import sys

import calls
import sipp


def _said(world, seen):
    """The lines of redial in the log, after those seen before."""
    with open(world.log, errors="replace") as file:
        lines = [re.sub(r"^.*?redial: \S+: ", "  ", line).rstrip()
                 for line in file if "redial: " in line]
    print("\n".join(lines[seen:]))
    return len(lines)


def main():
    if len(sys.argv) != 3:
        print("usage: show.py EXAMPLE MODULES", file=sys.stderr)
        return 2
    world = calls.World(*sys.argv[1:])
    try:
        world.phone("ann-desk", "ann", sipp.refuses(486))
        world.phone("ann-mobile", "ann", sipp.refuses(603))
        world.phone("ann-home", "ann", sipp.answers())
        world.phone("bob", "bob", sipp.answers())
        world.gateway("gw-1", sipp.refuses(503, "Retry-After: 60"))
        world.gateway("gw-2", sipp.answers())
        world.team("support", ["ann-desk", "ann-mobile", "ann-home", "bob"])
        world.start()
        print("Ann is busy at her desk, declines on her mobile; Bob is next:")
        world.call("support", sipp.talks(100))
        seen = _said(world, 0)
        for call in ("A number goes out by gateways; one asks for a pause:",
                     "The next call does not ask that one:"):
            print("\n" + call)
            world.call("4711", sipp.talks(100))
            seen = _said(world, seen)
        print("\nBob unregisters, and Ann is held after her answers:")
        world.register("bob", 0)
        world.call("support", sipp.is_refused(486))
        _said(world, seen)
        print("\nThe pools from outside:")
        for line in world.status().values():
            print("  " + line)
    finally:
        world.close()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except calls.Broken as broken:
        print("show.py: %s" % broken, file=sys.stderr)
        sys.exit(1)
