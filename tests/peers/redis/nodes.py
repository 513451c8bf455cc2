#!/usr/bin/env python3
"""Eight processes, one real Redis: nobody is leased twice, whoever is killed.
Every rule is a function; each starts a Redis of its own on a free port in a
folder of its own, and ends all that it started.

    nodes.py NODE [RULE...]

NODE is the built redial-node. Exit 0: every rule holds; 77: redis-server is
not installed.

The judge is the clients' own logs, not what Redis says: each line is one lease
taken or given back, with the machine's clock and, from Redis, until when it
holds. A lease may begin only after the one before was given back, or is over.

Nothing here is a matter of speed: what is to happen is waited for, as long as
it takes, and what must not happen is looked for in the logs."""

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
RUN_S = 600  # nothing takes so long, however slow the machine
PATIENT = ("--answer-ms", "60000")  # where it is not the rule, nothing is late
LONG = ("--offer-ms", "3600000")


class Broken(Exception):
    """A rule does not hold."""


def equal(what, found, wanted):
    if found != wanted:
        raise Broken("%s: found %r, wanted %r" % (what, found, wanted))


def holds(what, good):
    if not good:
        raise Broken(what)


def until(what, condition, wait_s=RUN_S):
    """Waits for it; what it gave."""
    end = time.monotonic() + wait_s
    while True:
        found = condition()
        if found:
            return found
        holds(what, time.monotonic() < end)
        time.sleep(0.02)


def free_port():
    """Not one of those that the machine gives to outgoing connections: Redis
    leaves its port and comes back to it."""
    while True:
        port = random.randrange(10000, 30000)
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass


def lines(log):
    """The words of each line; one that is being written is none yet."""
    if not os.path.exists(log):
        return []
    with open(log) as file:
        return [line.split() for line in file if line.endswith("\n")]


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
        """On the port that it had, or on another one while nobody knows it:
        somebody else may have taken it meanwhile."""
        for _ in range(20):
            self.server = subprocess.Popen(
                ["redis-server", "--port", str(self.port), "--bind",
                 "127.0.0.1", "--dir", self.folder, "--save", "", "--logfile",
                 "redis.log", *arguments], cwd=self.folder,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL)
            until("Redis does not start",
                  lambda: self.server.poll() is not None or
                  self.is_mine())
            if self.server.poll() is None:
                return
            if not self.nodes:
                self.port = free_port()
        raise Broken("Redis ends at once: exit %s" % self.server.returncode)

    def is_mine(self):
        """What answers at the port was started here, and has read its file."""
        return self.say("PING") == "+PONG" and \
            "process_id:%d\r" % self.server.pid in (self.say("INFO server")
                                                    or "")

    def kill_server(self):
        self.server.kill()
        self.server.wait()

    def say(self, command):
        """One command; its answer, or None."""
        try:
            with socket.create_connection(("127.0.0.1", self.port),
                                          60) as one:
                one.sendall(command.encode() + b"\r\n")
                file = one.makefile("rb")
                answer = file.readline()
                if answer.startswith(b"$"):
                    answer = file.read(int(answer[1:]))
                return answer.decode().rstrip()
        except (OSError, ValueError):
            return None

    def must(self, command):
        equal(command, self.say(command), "+OK")

    def command(self, options, words):
        return [self.node, "--port", str(self.port), "--roster",
                self.roster_path, *options, *words]

    def run(self, *words, options=("--grace-ms", "0")):
        """A node that does one thing."""
        return subprocess.run(
            self.command(("--start-ms", "60000") + PATIENT + LONG + options,
                         words), text=True, capture_output=True, timeout=RUN_S)

    def pick(self, *options):
        found = self.run("pick", options=("--grace-ms", "0") + options)
        equal("exit of pick (%s)" % found.stderr.strip(), found.returncode, 0)
        return found.stdout.split()

    def calls(self, picks, *options):
        """Starts a node that makes calls: so many picks, or until stopped."""
        log = os.path.join(self.folder, "node-%d.log" % len(self.logs))
        self.logs.append(log)
        with open(log + ".err", "w") as err:
            node = subprocess.Popen(
                self.command(("--start-ms", "60000", "--hold", "0", "--log",
                              log) + PATIENT + LONG + options,
                             ("calls", str(picks or 10 ** 9))),
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=err,
                text=True)
        self.nodes.append(node)
        return node

    def said(self, node):
        """What it has said on stderr so far."""
        with open(self.logs[self.nodes.index(node)] + ".err") as file:
            return file.read()

    def end(self, node):
        """Waits for it; what it counted, and its errors."""
        out, _ = node.communicate(timeout=RUN_S)
        err = self.said(node)
        equal("exit of a node (%s)" % err.strip(), node.returncode, 0)
        return {name: int(number) for name, number in
                (word.split("=") for word in out.split())}, err

    def stop(self, nodes):
        """No new calls; those under way end by themselves."""
        for node in nodes:
            equal("exit of a node before it is stopped", node.poll(), None)
            node.send_signal(signal.SIGTERM)
        return [self.end(node) for node in nodes]

    def picked(self, node, after_ms=0, local=False):
        """How many leases a node has got, of Redis or of its local pool, that
        Redis granted later than this."""
        return sum(1 for word in lines(self.logs[self.nodes.index(node)])
                   if word[0] == "T" and int(word[4]) >= after_ms and
                   local == word[2].startswith("local:"))

    def goes_on(self, nodes, more=1):
        """Each of them picks as many times, from now on."""
        now = int(time.time() * 1000)
        until("the nodes go on", lambda: all(
            self.picked(node, now) >= more for node in nodes))

    def counts(self):
        found = self.run("count")
        equal("exit of count (%s)" % found.stderr.strip(), found.returncode, 0)
        return {name: int(number) for name, number in
                (word.split("=") for word in found.stdout.split())}

    def nothing_is_left(self):
        self.nobody_was_leased_twice()
        equal("leases that are left", self.counts()["leases"], 0)

    def leases(self):
        """All that were taken of Redis: (whose, id, taken, given back or None,
        granted, until)."""
        taken, back = {}, {}
        for log in self.logs:
            for word in lines(log):
                if word[2].startswith("local:"):
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
            node.wait()
            node.stdout.close()
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
    nodes = [world.calls(0, *options) for _ in range(NODES)]
    killed = 0

    def kill_one():
        nonlocal killed
        time.sleep(chance.uniform(0.05, 0.25))
        at = chance.randrange(NODES)
        nodes[at].kill()
        nodes[at].communicate()
        nodes[at] = world.calls(0, *options)
        killed += 1
        leases = world.leases()
        lost = sum(1 for one in leases if one[3] is None)
        return killed > 40 and lost > 20 and len(leases) > 500

    until("nodes were killed with leases in hand", kill_one)
    for node in nodes:
        node.kill()
        node.communicate()
    world.nobody_was_leased_twice()
    until("all leases end", lambda: world.counts()["leases"] == 0)
    equal("free", world.counts()["free"], 16)


def no_lease_was_lost(sums):
    for _, err in sums:
        holds(err, "redial-node: lease" not in err)


def _restart(world, *arguments):
    """Calls that outlast the grace, while Redis is killed and started again:
    who is not told of a lease then offers its phone."""
    world.start(*arguments)
    nodes = [world.calls(0, "--attempt-ms", "2500", "--at-once", "6",
                         "--grace-ms", "1500") for _ in range(NODES)]
    world.goes_on(nodes)
    for _ in range(2):
        before = [len(world.said(node)) for node in nodes]
        world.kill_server()
        until("a node notices", lambda: any(
            "no fall-back" in world.said(node)[at:]
            for node, at in zip(nodes, before)))
        world.start(*arguments)
        world.goes_on(nodes, 4)
    sums = world.stop(nodes)
    for one, err in sums:
        equal("connections that were lost", one["losses"], 2)
        holds("picks while it was gone say so: " + err,
              one["gone"] == 0 or "no fall-back" in err)
    no_lease_was_lost(sums)
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
    grace = ("--grace-ms", "6000")
    world.start()
    found = world.run("pick", options=grace)
    equal("exit (%s)" % found.stdout, found.returncode, 3)
    holds(found.stderr, "recovering, again in" in found.stderr)
    until("it offers", lambda: world.run("pick", options=grace).returncode == 0)


def a_pool_that_was_flushed_is_made_again(world):
    world.start()
    node = world.calls(0, "--attempt-ms", "200", "--grace-ms", "500")
    world.goes_on([node])
    for command in ("FLUSHALL", "FUNCTION FLUSH"):
        world.must(command)
        world.goes_on([node], 20)
    world.stop([node])
    world.nothing_is_left()


def a_call_that_ends_while_redis_is_told_gives_its_lease_back(world):
    """Calls that take 2 ms, and so many that always some of them end, or get a
    lease, while Redis is told what they hold."""
    world.start()
    node = world.calls(0, "--attempt-ms", "2", "--at-once", "64", "--grace-ms",
                       "0")
    world.goes_on([node])
    for _ in range(20):
        for command in ("FUNCTION FLUSH", "FLUSHALL"):
            world.must(command)
            world.goes_on([node])
    world.stop([node])
    world.nothing_is_left()


def after_a_flush_every_node_tells_what_it_holds(world):
    """Nodes that ask for nothing while they talk, and one that is offered
    whomever nobody told of, as soon as the grace is over."""
    grace = ("--grace-ms", "4000")
    world.roster("\n".join("phone-%d" % i for i in range(16)))
    world.start()
    talkers = [world.calls(0, "--attempt-ms", "3000", "--codes", "200",
                           "--at-once", "3", *grace) for _ in range(4)]
    world.goes_on(talkers)
    hungry = world.calls(0, "--attempt-ms", "10", "--at-once", "16", *grace)
    world.goes_on([hungry])
    for _ in range(2):
        world.must("FLUSHALL")
        world.goes_on([hungry], 200)
    sums = world.stop(talkers + [hungry])
    no_lease_was_lost(sums)
    world.nothing_is_left()


def what_redis_says_too_late_is_given_back(world):
    world.start()
    node = world.calls(0, "--answer-ms", "50", "--grace-ms", "0",
                       "--attempt-ms", "20")
    world.goes_on([node])
    world.must("CLIENT PAUSE 700 ALL")
    until("it is noticed", lambda: "no answer" in world.said(node))
    world.goes_on([node])
    # And the last thing that it hears is a lease that it has given up.
    world.must("CLIENT PAUSE 700 ALL")
    (one, err), = world.stop([node])
    holds("it was noticed: " + err, one["gone"] > 0 and
          "no answer within 50 ms" in err)
    equal("losses", one["losses"], 0)
    world.nothing_is_left()


def without_redis_a_node_says_so(world):
    for word in (("pick",), ("count",), ("calls", "3")):
        found = world.run(*word, options=("--start-ms", "500"))
        equal("exit", found.returncode, 1)
        equal("lines", len(found.stderr.splitlines()), 1)
        holds(found.stderr, "Connection refused" in found.stderr)


def without_redis_the_local_pool_serves_if_it_was_chosen(world):
    found = world.run("pick", options=("--fallback", "local", "--start-ms",
                                       "500"))
    equal("exit", found.returncode, 0)
    holds(found.stdout, found.stdout.startswith("local:"))
    holds(found.stderr, "using the local pool" in found.stderr)


def when_redis_is_back_it_is_asked_again(world):
    world.start()
    node = world.calls(0, "--fallback", "local", "--attempt-ms", "20",
                       "--grace-ms", "500")
    world.goes_on([node])
    world.kill_server()
    until("it uses the local pool",
          lambda: world.picked(node, local=True) > 50)
    world.start()
    world.goes_on([node], 100)
    (one, err), = world.stop([node])
    holds("it used the local pool", one["local"] > 50)
    equal("it said so once", err.count("using the local pool"), 1)
    world.nothing_is_left()


def what_is_no_redis_is_told(world):
    for answer in (b"HTTP/1.1 400 Bad Request\r\n\r\n", b":1\r\n:1\r\n",
                   b"-NOAUTH Authentication required.\r\n" * 2,
                   b"*5\r\n:1\r\n" * 4, b"$-1\r\n" * 4, b"\x00" * 100, b""):
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            world.port = server.getsockname()[1]
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
            found = world.run("pick", options=("--start-ms", "2000"))
            stop.set()
            thread.join()
        equal("exit after %r" % answer, found.returncode, 1)
        equal("lines after %r" % answer, len(found.stderr.splitlines()), 1)


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
    world.roster("a\nb\nc tier=1")
    world.start()
    world.pick()
    equal("mark", world.run("mark", "b", "busy", "86400000").returncode, 0)
    equal("instead", world.pick()[1], "c")
    found = world.run("pick")
    holds(found.stderr, "nobody: cooling" in found.stderr)
    equal("an unknown target", world.run("mark", "z", "busy", "1").returncode,
          1)


def who_has_cooled_is_offered(world):
    world.roster("a")
    world.start()
    equal("mark", world.run("mark", "a", "busy", "1500").returncode, 0)
    until("it has cooled", lambda: world.run("pick").returncode == 0)


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
         a_call_that_ends_while_redis_is_told_gives_its_lease_back,
         after_a_flush_every_node_tells_what_it_holds,
         what_redis_says_too_late_is_given_back,
         without_redis_a_node_says_so,
         without_redis_the_local_pool_serves_if_it_was_chosen,
         when_redis_is_back_it_is_asked_again,
         what_is_no_redis_is_told,
         the_strategies_choose_as_their_names_say,
         a_person_has_one_call_on_all_devices,
         who_cools_is_not_offered,
         who_has_cooled_is_offered,
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
    except Exception as broken:  # pylint: disable=broad-except
        print("FAILED  %s: %s: %s" % (rule.__name__, type(broken).__name__,
                                      broken))
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
