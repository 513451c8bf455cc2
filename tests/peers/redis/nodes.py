#!/usr/bin/env python3
"""Eight processes, one real Redis: nobody is leased twice, whoever is killed.
Every rule is a function; each starts a Redis of its own on a free port in a
folder of its own, and ends all that it started.

    nodes.py NODE [RULE...]

NODE is the built redial-node. Exit 0: every rule holds; 77: redis-server is
not installed.

The judge is the clients' own logs, not what Redis says: each line is one lease
taken or given back, with the machine's clock and, from Redis, until when it
holds. A lease may begin only after the one before was given back, or is over."""

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

NODES = 8
RUN_S = 240  # for 100,000 picks, on a slow machine


class Broken(Exception):
    """A rule does not hold."""


def equal(what, found, wanted):
    if found != wanted:
        raise Broken("%s: found %r, wanted %r" % (what, found, wanted))


def holds(what, good):
    if not good:
        raise Broken(what)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class World:
    """A Redis, a roster, and the nodes that share it."""

    def __init__(self, node):
        self.node = node
        self.folder = tempfile.mkdtemp(prefix="redial-redis-")
        self.port = free_port()
        self.server, self.nodes, self.logs = None, [], []
        self.roster("\n".join("phone-%d" % i for i in range(64)))

    def roster(self, text):
        self.roster_path = os.path.join(self.folder, "roster")
        with open(self.roster_path, "w") as file:
            file.write(text + "\n")
        # Whose calls count together.
        self.person = dict(re.findall(r"^(\S+).*?person=(\S+)", text, re.M))

    def start(self, *arguments):
        self.server = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1",
             "--dir", self.folder, "--save", "", "--logfile", "redis.log",
             *arguments], cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 15
        while self.say("PING") is None or \
                self.say("PING").startswith("-LOADING"):
            holds("Redis does not start", time.monotonic() < end and
                  self.server.poll() is None)
            time.sleep(0.02)

    def kill_server(self):
        self.server.kill()
        self.server.wait()

    def say(self, command, wait_s=2):
        """One command; the first line of its answer, or None."""
        try:
            with socket.create_connection(("127.0.0.1", self.port),
                                          wait_s) as one:
                one.sendall(command.encode() + b"\r\n")
                return one.recv(4096).decode().splitlines()[0]
        except (OSError, IndexError):
            return None

    def command(self, options, words):
        return [self.node, "--port", str(self.port), "--roster",
                self.roster_path, *options, *words]

    def run(self, *words, options=("--grace-ms", "0")):
        return subprocess.run(self.command(options, words), text=True,
                              capture_output=True, timeout=60)

    def pick(self, *options):
        found = self.run("pick", options=("--grace-ms", "0") + options)
        equal("exit of pick (%s)" % found.stderr.strip(), found.returncode, 0)
        return found.stdout.split()

    def calls(self, picks, *options):
        """Starts a node that makes calls."""
        log = os.path.join(self.folder, "node-%d.log" % len(self.logs))
        self.logs.append(log)
        node = subprocess.Popen(
            self.command(("--hold", "0", "--log", log) + options,
                         ("calls", str(picks))),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        self.nodes.append(node)
        return node

    def end(self, node, wait_s=RUN_S):
        """Waits for it; what it counted, and its errors."""
        out, err = node.communicate(timeout=wait_s)
        equal("exit of a node (%s)" % err.strip(), node.returncode, 0)
        return {name: int(number) for name, number in
                (word.split("=") for word in out.split())}, err

    def counts(self):
        found = self.run("count")
        equal("exit of count (%s)" % found.stderr.strip(), found.returncode, 0)
        return {name: int(number) for name, number in
                (word.split("=") for word in found.stdout.split())}

    def leases(self):
        """All that were taken of Redis: (whose, id, taken, given back or None,
        granted, until)."""
        taken, back = {}, {}
        for log in self.logs:
            if not os.path.exists(log):
                continue
            with open(log) as file:
                for line in file:
                    word = line.split()
                    if len(word) != 6 or word[2].startswith("local:"):
                        continue
                    if word[0] == "T":
                        holds("lease %s was given twice" % word[2],
                              word[2] not in taken)
                        taken[word[2]] = (word[3], int(word[1]), int(word[4]),
                                          int(word[5]))
                    else:
                        back[word[2]] = int(word[1])
        return [(self.person.get(id, id), id, time_us, back.get(lease),
                 granted, until)
                for lease, (id, time_us, granted, until) in taken.items()]

    def nobody_was_leased_twice(self):
        """How many leases were looked at."""
        leases = sorted(self.leases(), key=lambda one: (one[0], one[4], one[2]))
        for before, after in zip(leases, leases[1:]):
            if before[0] != after[0]:
                continue
            given_back = before[3] is not None and before[3] <= after[2]
            over = after[4] >= before[5]
            holds("%s was leased while it was taken: %r, %r" % (
                after[1], before, after), given_back or over)
        return len(leases)

    def close(self):
        for node in self.nodes:
            if node.poll() is None:
                node.kill()
            node.communicate()
        if self.server is not None and self.server.poll() is None:
            self.kill_server()
        if not os.environ.get("REDIAL_KEEP"):
            shutil.rmtree(self.folder, ignore_errors=True)


def nobody_is_leased_twice_in_100000_picks_of_8_processes(world):
    world.roster("\n".join(
        "phone-%d%s" % (i, " person=p%d" % (i // 2) if i < 16 else "")
        for i in range(64)))
    world.start()
    share = 100000 // NODES
    nodes = [world.calls(share, "--strategy", strategy, "--at-once", "12")
             for strategy in ("round_robin", "lru", "skip_busy", "lru",
                              "round_robin", "lru", "skip_busy", "lru")]
    sums = [world.end(node)[0] for node in nodes]
    holds("100,000 picks", sum(one["picks"] for one in sums) >= 100000)
    equal("lost or unanswered", [sum(one[name] for one in sums)
                                 for name in ("gone", "local", "losses")],
          [0, 0, 0])
    holds("100,000 leases in the logs",
          world.nobody_was_leased_twice() >= 100000)
    holds("some found everybody busy", sum(one["none"] for one in sums) > 0)
    equal("leases that are left", world.counts()["leases"], 0)


def what_a_killed_node_held_ends_by_the_clock_of_redis(world):
    world.roster("\n".join("phone-%d" % i for i in range(16)))
    world.start()
    chance = random.Random(3)
    options = ("--offer-ms", "700", "--attempt-ms", "20", "--at-once", "4")
    nodes = [world.calls(10 ** 6, *options) for _ in range(NODES)]
    killed = 0
    end = time.monotonic() + 12
    while time.monotonic() < end:
        time.sleep(chance.uniform(0.05, 0.25))
        at = chance.randrange(NODES)
        nodes[at].kill()
        nodes[at].communicate()
        nodes[at] = world.calls(10 ** 6, *options)
        killed += 1
    for node in nodes:
        node.kill()
        node.communicate()
    lost = sum(1 for one in world.leases() if one[3] is None)
    holds("nodes were killed with leases in hand", killed > 20 and lost > 20)
    holds("leases in the logs", world.nobody_was_leased_twice() > 500)
    time.sleep(0.8)
    found = world.counts()
    equal("leases, free", (found["leases"], found["free"]), (0, 16))


def _restart(world, *arguments):
    """Calls that outlast the grace, while Redis is killed and started again:
    who is not told of a lease then offers its phone."""
    world.start(*arguments)
    options = ("--attempt-ms", "2500", "--at-once", "6", "--seconds", "12",
               "--grace-ms", "1500")
    nodes = [world.calls(10 ** 6, *options) for _ in range(NODES)]
    for _ in range(2):
        time.sleep(3.2)
        world.kill_server()
        time.sleep(0.4)
        world.start(*arguments)
    sums = [world.end(node) for node in nodes]
    for one, err in sums:
        equal("connections that were lost", one["losses"], 2)
        holds("picks while it was gone say so: " + err,
              one["gone"] == 0 or "no fall-back" in err)
        holds("no lease was lost: " + err, "was lost" not in err)
    holds("some picks met no Redis", sum(one["gone"] for one, _ in sums) > 0)
    holds("leases in the logs", world.nobody_was_leased_twice() > 100)
    return world.counts()


def a_restart_with_persistence_keeps_the_leases(world):
    found = _restart(world, "--appendonly", "yes", "--appendfsync", "always")
    # An offer that was on its way when Redis was killed ends by the clock.
    holds("few leases are left", found["leases"] <= 2 * 6 * NODES)


def after_a_restart_without_persistence_the_nodes_tell_what_they_hold(world):
    found = _restart(world, "--appendonly", "no")
    equal("leases that are left", found["leases"], 0)


def a_new_pool_offers_nobody_while_the_nodes_tell(world):
    world.start()
    found = world.run("pick", options=("--grace-ms", "1000"))
    equal("exit", found.returncode, 3)
    holds(found.stderr, "recovering, again in" in found.stderr)
    time.sleep(1.1)
    equal("exit", world.run("pick", options=("--grace-ms", "1000")).returncode,
          0)


def a_pool_that_was_flushed_is_made_again(world):
    world.start()
    node = world.calls(10 ** 6, "--attempt-ms", "200", "--seconds", "5",
                       "--grace-ms", "500")
    time.sleep(1)
    equal("FLUSHALL", world.say("FLUSHALL"), "+OK")
    time.sleep(1.5)
    equal("FUNCTION FLUSH", world.say("FUNCTION FLUSH"), "+OK")
    one, _ = world.end(node)
    holds("it went on", one["picks"] > 50)
    world.nobody_was_leased_twice()
    equal("leases that are left", world.counts()["leases"], 0)


def what_redis_says_too_late_is_given_back(world):
    world.start()
    node = world.calls(10 ** 6, "--answer-ms", "50", "--seconds", "4",
                       "--grace-ms", "0", "--attempt-ms", "20")
    time.sleep(1.5)
    equal("CLIENT PAUSE", world.say("CLIENT PAUSE 700 ALL"), "+OK")
    one, err = world.end(node)
    holds("it was noticed", one["gone"] > 0 and
          "no answer within 50 ms" in err)
    holds("it is no loss", one["losses"] == 0)
    world.nobody_was_leased_twice()
    equal("leases that are left", world.counts()["leases"], 0)


def without_redis_a_node_says_so(world):
    for word in (("pick",), ("count",), ("calls", "3")):
        found = world.run(*word)
        equal("exit", found.returncode, 1)
        equal("lines", len(found.stderr.splitlines()), 1)
        holds(found.stderr, "Connection refused" in found.stderr)


def without_redis_the_local_pool_serves_if_it_was_chosen(world):
    found = world.run("pick", options=("--fallback", "local"))
    equal("exit", found.returncode, 0)
    holds(found.stdout, found.stdout.startswith("local:"))
    holds(found.stderr, "using the local pool" in found.stderr)


def when_redis_is_back_it_is_asked_again(world):
    world.start()
    node = world.calls(10 ** 6, "--fallback", "local", "--attempt-ms", "20",
                       "--seconds", "8", "--grace-ms", "500")
    time.sleep(2)
    world.kill_server()
    time.sleep(2)
    world.start()
    one, err = world.end(node)
    holds("it used the local pool", one["local"] > 50)
    holds("it used Redis", one["picks"] - one["local"] > 100)
    equal("it said so once", err.count("using the local pool"), 1)
    equal("leases that are left", world.counts()["leases"], 0)


def what_is_no_redis_is_told(world):
    for answer in (b"HTTP/1.1 400 Bad Request\r\n\r\n", b":1\r\n:1\r\n",
                   b"-NOAUTH Authentication required.\r\n" * 2,
                   b"*5\r\n:1\r\n" * 4, b"$-1\r\n" * 4, b"\x00" * 100, b""):
        with socket.socket() as server:
            server.bind(("127.0.0.1", world.port))
            server.listen(8)
            server.settimeout(0.2)
            stop = threading.Event()

            def serve():
                while not stop.is_set():
                    try:
                        one, _ = server.accept()
                    except OSError:
                        continue
                    with one:
                        one.settimeout(0.5)
                        try:
                            one.recv(65536)
                            one.sendall(answer)
                            time.sleep(0.05)
                        except OSError:
                            pass

            thread = threading.Thread(target=serve)
            thread.start()
            found = world.run("pick")
            stop.set()
            thread.join()
        equal("exit after %r" % answer, found.returncode, 1)
        equal("lines after %r" % answer, len(found.stderr.splitlines()), 1)
        world.port = free_port()


def the_strategies_choose_as_their_names_say(world):
    world.roster("a\nb\nc\nlast tier=1")
    world.start()

    def ring(strategy, *releases):
        order = []
        for release in releases:
            lease, id = world.pick("--strategy", strategy)
            order.append(id)
            if release:
                equal("release", world.run("release", lease).returncode, 0)
        return "".join(order)

    # Given back at once: the first in the list; in turn; the oldest offer.
    equal("skip_busy", ring("skip_busy", 1, 1, 1), "aaa")
    equal("round_robin", ring("round_robin", 1, 1, 1, 1), "bcab")
    equal("lru", ring("lru", 1, 1, 1, 1), "cabc")
    # Taken: the next one; and the second tier when the first is full.
    equal("skip_busy, taken", ring("skip_busy", 0, 0, 0, 0), "abclast")
    equal("all busy", world.run("pick").returncode, 3)


def a_person_has_one_call_on_all_devices(world):
    world.roster("desk person=ann\nmobile person=ann\nbob")
    world.start()
    lease, id = world.pick("--strategy", "skip_busy")
    equal("first", id, "desk")
    equal("second", world.pick("--strategy", "skip_busy")[1], "bob")
    equal("exit", world.run("pick").returncode, 3)
    world.run("release", lease)
    equal("third", world.pick("--strategy", "lru")[1], "mobile")


def who_cools_is_not_offered(world):
    world.roster("a\nb")
    world.start()
    world.pick()
    equal("mark", world.run("mark", "b", "busy", "1500").returncode, 0)
    found = world.run("pick")
    holds(found.stderr, "nobody: cooling" in found.stderr)
    time.sleep(1.6)
    equal("after it", world.pick()[1], "b")
    equal("an unknown target", world.run("mark", "z", "busy", "1").returncode,
          1)


def a_lease_ends_once(world):
    world.roster("a")
    world.start()
    lease, _ = world.pick()
    equal("first release", world.run("release", lease).returncode, 0)
    found = world.run("release", lease)
    equal("second release", found.returncode, 1)
    holds(found.stderr, "no such lease" in found.stderr)


def a_reload_is_a_difference(world):
    world.roster("a\nb")
    world.start()
    lease, id = world.pick("--strategy", "skip_busy")
    world.roster("b\nc")
    found = world.counts()
    equal("targets, free, leases", (found["targets"], found["free"],
                                    found["leases"]), (2, 2, 1))
    world.run("release", lease)
    equal("leases", world.counts()["leases"], 0)
    order = [world.pick("--strategy", "skip_busy")[1] for _ in range(2)]
    equal("who is left", order, ["b", "c"])


def what_cannot_be_understood_is_named(world):
    world.start()
    for words, options, text in (
            ((), (), "wanted: calls"),
            (("dance",), (), "wanted: calls"),
            (("calls", "x"), (), "not a number of picks: x"),
            (("mark", "a", "x", "1"), (), "not an outcome"),
            (("pick",), ("--port", "0"), "not understood: --port 0"),
            (("pick",), ("--pool", "p"), "not understood: --pool p"),
            (("pick",), ("--strategy", "best"), "no such strategy: 'best'"),
            (("pick",), ("--codes", "486,x"), "not understood: --codes"),
            (("pick",), ("--roster", "/none"), "/none: No such file"),
            (("pick",), ("--functions", "/none"), "/none: No such file")):
        found = world.run(*words, options=options)
        equal("exit of %r %r" % (words, options), found.returncode, 2)
        equal("lines", len(found.stderr.splitlines()), 1)
        holds(found.stderr, text in found.stderr)
    found = world.run("pick", options=("--strategy", "hash"))
    holds(found.stderr, found.returncode == 1 and
          "no such strategy: hash" in found.stderr)
    for text in ("a\na", "a capacity=x", "a person=", "a what", "# nobody"):
        world.roster(text)
        found = world.run("pick")
        equal("exit of %r" % text, found.returncode, 2)
        equal("lines", len(found.stderr.splitlines()), 1)


RULES = [nobody_is_leased_twice_in_100000_picks_of_8_processes,
         what_a_killed_node_held_ends_by_the_clock_of_redis,
         a_restart_with_persistence_keeps_the_leases,
         after_a_restart_without_persistence_the_nodes_tell_what_they_hold,
         a_new_pool_offers_nobody_while_the_nodes_tell,
         a_pool_that_was_flushed_is_made_again,
         what_redis_says_too_late_is_given_back,
         without_redis_a_node_says_so,
         without_redis_the_local_pool_serves_if_it_was_chosen,
         when_redis_is_back_it_is_asked_again,
         what_is_no_redis_is_told,
         the_strategies_choose_as_their_names_say,
         a_person_has_one_call_on_all_devices,
         who_cools_is_not_offered,
         a_lease_ends_once,
         a_reload_is_a_difference,
         what_cannot_be_understood_is_named]


def run(rule, node):
    world = World(node)
    started = time.monotonic()
    try:
        rule(world)
        print("ok      %s (%.1f s)" % (rule.__name__,
                                       time.monotonic() - started))
        return True
    except (Broken, subprocess.TimeoutExpired) as broken:
        print("FAILED  %s: %s" % (rule.__name__, broken))
        return False
    finally:
        world.close()
        sys.stdout.flush()


def main():
    # Stopped from outside, it still ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    if not shutil.which("redis-server"):
        print("skipped: redis-server is not installed")
        return 77
    node = os.path.abspath(sys.argv[1])
    rules = [rule for rule in RULES
             if not sys.argv[2:] or rule.__name__ in sys.argv[2:]]
    good = [run(rule, node) for rule in rules]
    print("%d of %d rules hold" % (sum(good), len(good)))
    return 0 if good and all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
