#!/usr/bin/env python3
"""Kamailio with four workers, routing by redial, between callers and phones
that are sipp. Every rule is a function; each starts a Kamailio of its own in a
folder of its own, and ends all that it started.

    calls.py EXAMPLE MODULES [RULE...]

EXAMPLE is examples/kamailio, MODULES the folder in which redial.so was built
for the Lua of Kamailio (5.1). Exit 0: every rule holds; 77: Kamailio or sipp
is not installed."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import sipp

LIMIT_S = 300  # nothing takes so long, however slow the machine
AT_ONCE = 12   # calls under way, of many


class Broken(Exception):
    """A rule does not hold."""


def equal(what, found, wanted):
    if found != wanted:
        raise Broken("%s: found %r, wanted %r" % (what, found, wanted))


def lua(value):
    """A Python value as Lua text."""
    if isinstance(value, dict):
        return "{%s}" % ", ".join(
            "[%s] = %s" % (lua(key), lua(one)) for key, one in value.items())
    if isinstance(value, list):
        return "{%s}" % ", ".join(lua(one) for one in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return '"%s"' % value if isinstance(value, str) else str(value)


class World:
    """A Kamailio, and the phones and gateways of its roster."""

    def __init__(self, example, modules, own=False):
        self.example, self.modules, self.own = example, modules, own
        self.folder = tempfile.mkdtemp(prefix="redial-kamailio-")
        self.pool = "own" if own else \
            "/redial-test-%d-%d" % (os.getpid(), time.monotonic_ns())
        self.port = sipp.free_port()
        self.running, self.phones, self.gateways = [], [], []
        self.teams, self.more = {}, {}
        self.carrier = {"strategy": "skip_busy",
                        "policy": {"profile": "carrier_failover",
                                   "setup_ms": 20000}}
        self.process = None

    def phone(self, name, person, scenario, **more):
        return self._target(self.phones, name, scenario,
                            dict(more, person=person, kind="phone"))

    def gateway(self, name, scenario, **more):
        return self._target(self.gateways, name, scenario,
                            dict({"capacity": 100}, kind="trunk", **more))

    def team(self, name, members, profile="hunt_group", **more):
        self.teams[name] = {"members": members, "strategy": "skip_busy",
                            "policy": dict({"setup_ms": 20000}, **more,
                                         profile=profile)}

    # Without a scenario nobody listens there.
    def _target(self, roster, name, scenario, target):
        phone = None
        if scenario is not None:
            phone = sipp.Sipp(self.folder, name, scenario)
            self.running.append(phone)
        roster.append(dict(target, id=name, uri="sip:%s@127.0.0.1:%d" % (
            name, phone.port if phone else sipp.free_port())))
        return phone

    def start(self):
        roster = dict(self.more, phones=self.phones, gateways=self.gateways,
                      teams=self.teams, carrier=self.carrier)
        self.roster = os.path.join(self.folder, "roster.lua")
        with open(self.roster, "w") as file:
            file.write("return %s\n" % lua(roster))
        self.environment = dict(
            os.environ, REDIAL_ROSTER=self.roster, REDIAL_POOL=self.pool,
            LUA_CPATH=os.path.join(self.modules, "?.so"))
        self.log = os.path.join(self.folder, "kamailio.log")
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [shutil.which("kamailio") or "/usr/sbin/kamailio",
                 "-f", os.path.join(self.example, "kamailio.cfg"),
                 "-A", 'REDIAL_ROUTE="%s"' % os.path.join(self.example,
                                                          "route.lua"),
                 "-l", "udp:127.0.0.1:%d" % self.port, "-DD", "-E",
                 "-m", "64", "-M", "8", "-Y", self.folder, "-w", self.folder,
                 "-P", os.path.join(self.folder, "kamailio.pid")],
                cwd=self.folder, env=self.environment, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, start_new_session=True)
        self._wait_until_up()

    def _wait_until_up(self):
        end = time.monotonic() + LIMIT_S
        while time.monotonic() < end:
            if self.ask("OPTIONS", "sip:up@127.0.0.1"):
                return
            if self.process.poll() is not None:
                break
        raise Broken("Kamailio does not start:\n" + self.tail())

    def tail(self):
        with open(self.log, errors="replace") as file:
            return "".join(file.readlines()[-15:])

    def ask(self, method, uri, headers="", body=""):
        """Sends one request, for ten seconds as RFC 3261 17.1.2 has it, and
        gives the status of its answer, or None."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            one.bind(("127.0.0.1", 0))
            one.settimeout(0.5)
            port = one.getsockname()[1]
            text = (
                "%s %s SIP/2.0\r\n"
                "Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%d\r\n"
                "Max-Forwards: 70\r\nFrom: <sip:t@127.0.0.1>;tag=1\r\n"
                "To: <%s>\r\nCall-ID: %d@127.0.0.1\r\nCSeq: 1 %s\r\n"
                "%sContent-Length: %d\r\n\r\n%s" % (
                    method, uri, port, time.monotonic_ns(), uri,
                    time.monotonic_ns(), method, headers, len(body), body)
            ).encode()
            for _ in range(20):
                try:
                    one.sendto(text, ("127.0.0.1", self.port))
                    return int(one.recv(4096).split()[1])
                except (OSError, IndexError, ValueError):
                    if self.process.poll() is not None:
                        break
            return None

    def register(self, phone, expires):
        equal("REGISTER", self.ask(
            "REGISTER", "sip:%s@127.0.0.1" % phone,
            "Contact: <sip:%s@127.0.0.1:9>\r\nExpires: %d\r\n" % (
                phone, expires)), 200)

    def publish(self, phone, state):
        equal("PUBLISH", self.ask(
            "PUBLISH", "sip:%s@127.0.0.1" % phone, "Event: dialog\r\n",
            "<dialog-info><dialog><state>%s</state></dialog></dialog-info>" %
            state), 200)

    def call(self, callee, scenario, *arguments, **more):
        name = "caller-%d" % len(self.running)
        caller = sipp.Sipp(
            self.folder, name, scenario, "-s", callee,
            *(arguments or ("-m", "1")), "127.0.0.1:%d" % self.port)
        self.running.append(caller)
        if more.get("wait", True):
            equal("exit of the caller", caller.wait(LIMIT_S), 0)
        return caller

    def status(self):
        """The pools from outside: {name: its line}."""
        found = subprocess.run(
            ["lua5.1", os.path.join(self.example, "status.lua"), self.roster,
             self.pool], env=self.environment, capture_output=True, text=True,
            timeout=LIMIT_S)
        equal("exit of status.lua", (found.returncode, found.stderr), (0, ""))
        return {line.split()[0]: line for line in found.stdout.splitlines()}

    def leases(self):
        return [int(re.search(r"leases=(\d+)", line).group(1))
                for name, line in self.status().items()
                if name in ("phones", "gateways")]

    def all_leases_are_back(self):
        self.leases_become([0, 0])

    def leases_become(self, wanted):
        end = time.monotonic() + LIMIT_S
        while self.leases() != wanted and time.monotonic() < end:
            time.sleep(0.1)
        equal("leases of phones and gateways", self.leases(), wanted)

    def counts(self, *phones):
        """INVITEs that each was sent, over all calls."""
        for phone in phones:
            phone.stop()
        return [sum(phone.received("INVITE").values()) for phone in phones]

    def close(self):
        for one in self.running:
            one.stop()
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        for part in ("phones", "gateways"):
            path = "/dev/shm%s-%s" % (self.pool, part)
            if not self.own and os.path.exists(path):
                os.unlink(path)
        if not os.environ.get("REDIAL_KEEP"):
            shutil.rmtree(self.folder, ignore_errors=True)


def busy_goes_to_the_next_phone(world):
    desk = world.phone("desk", "ann", sipp.refuses(486))
    mobile = world.phone("mobile", "ann", sipp.refuses(486))
    bob = world.phone("bob", "bob", sipp.answers())
    world.team("support", ["desk", "mobile", "bob"])
    world.start()
    world.call("support", sipp.talks(100))
    equal("INVITEs", world.counts(desk, mobile, bob), [1, 1, 1])
    if not world.own:
        world.all_leases_are_back()


def a_decline_stops_the_devices_of_that_person_alone(world):
    desk = world.phone("desk", "ann", sipp.refuses(603))
    mobile = world.phone("mobile", "ann", sipp.answers())
    bob = world.phone("bob", "bob", sipp.answers())
    world.team("support", ["desk", "mobile", "bob"])
    world.start()
    world.call("support", sipp.talks(100))
    equal("INVITEs", world.counts(desk, mobile, bob), [1, 0, 1])


def a_decline_of_the_only_person_stops_the_call(world):
    desk = world.phone("desk", "ann", sipp.refuses(603))
    mobile = world.phone("mobile", "ann", sipp.answers())
    world.team("ann", ["desk", "mobile"], "devices")
    world.start()
    world.call("ann", sipp.is_refused(603))
    equal("INVITEs", world.counts(desk, mobile), [1, 0])
    world.all_leases_are_back()


def a_gateway_s_503_goes_to_the_next_gateway(world):
    one = world.gateway("one", sipp.refuses(503))
    two = world.gateway("two", sipp.answers())
    world.start()
    world.call("12345", sipp.talks(100))
    equal("INVITEs", world.counts(one, two), [1, 1])
    world.all_leases_are_back()


def a_503_with_retry_after_is_not_asked_again(world):
    one = world.gateway("one", sipp.refuses(503, "Retry-After: 3000"))
    two = world.gateway("two", sipp.answers())
    world.start()
    for _ in range(3):
        world.call("12345", sipp.talks(50))
    equal("INVITEs", world.counts(one, two), [1, 3])


def a_refusal_by_one_gateway_is_not_asked_through_another(world):
    one = world.gateway("one", sipp.refuses(603))
    two = world.gateway("two", sipp.answers())
    world.start()
    world.call("12345", sipp.is_refused(603))
    equal("INVITEs", world.counts(one, two), [1, 0])


def a_busy_person_is_not_called_through_another_gateway(world):
    one = world.gateway("one", sipp.refuses(486))
    two = world.gateway("two", sipp.answers())
    world.start()
    world.call("12345", sipp.is_refused(486))
    equal("INVITEs", world.counts(one, two), [1, 0])


def a_dead_gateway_is_given_up_after_the_set_up_timer(world):
    world.carrier["policy"]["setup_ms"] = 5000
    world.gateway("one", None)
    two = world.gateway("two", sipp.answers())
    world.start()
    world.call("12345", sipp.talks(100))
    equal("INVITEs", world.counts(two), [1])


def what_cannot_even_be_sent_goes_to_the_next(world):
    for name in ("one", "two"):
        world.gateway(name, None)
        # This Kamailio has no TCP: the attempt fails before it leaves.
        world.gateways[-1]["uri"] += ";transport=tcp"
    three = world.gateway("three", sipp.answers())
    world.start()
    world.call("12345", sipp.talks(50))
    equal("INVITEs", world.counts(three), [1])
    world.all_leases_are_back()


def a_reason_of_congestion_makes_a_480_a_matter_of_the_gateway(world):
    one = world.gateway("one", sipp.refuses(480, "Reason: Q.850;cause=34"))
    two = world.gateway("two", sipp.answers())
    world.start()
    world.call("12345", sipp.talks(100))
    equal("INVITEs", world.counts(one, two), [1, 1])


def a_phone_that_only_rings_is_followed_by_the_next(world):
    desk = world.phone("desk", "ann", sipp.rings())
    bob = world.phone("bob", "bob", sipp.answers())
    world.team("support", ["desk", "bob"], ring_ms=5000)
    world.start()
    world.call("support", sipp.talks(100))
    equal("INVITEs", world.counts(desk, bob), [1, 1])
    equal("CANCELs", sum(desk.received("CANCEL").values()), 1)
    world.all_leases_are_back()


def a_caller_who_hangs_up_rings_nobody_else(world):
    desk = world.phone("desk", "ann", sipp.rings())
    bob = world.phone("bob", "bob", sipp.answers())
    world.team("support", ["desk", "bob"])
    world.start()
    world.call("support", sipp.gives_up())
    world.all_leases_are_back()
    equal("INVITEs", world.counts(desk, bob), [1, 0])


def nobody_left_gives_the_best_answer(world):
    desk = world.phone("desk", "ann", sipp.refuses(480))
    bob = world.phone("bob", "bob", sipp.refuses(486))
    world.team("support", ["desk", "bob"])
    world.start()
    world.call("support", sipp.is_refused(486))
    equal("INVITEs", world.counts(desk, bob), [1, 1])


def more_refusals_than_a_token_holds_end_the_call(world):
    names = ["phone-%d" % i for i in range(12)]
    phones = [world.phone(name, "person-" + name, sipp.refuses(603))
              for name in names]
    world.team("support", names)
    world.start()
    world.call("support", sipp.is_refused(603))
    counts = world.counts(*phones)
    equal("INVITEs to one person", max(counts), 1)
    equal("some were asked, not all", 5 <= sum(counts) < 12, True)
    world.all_leases_are_back()


def a_phone_that_unregistered_is_not_rung(world):
    desk = world.phone("desk", "ann", sipp.answers())
    bob = world.phone("bob", "bob", sipp.answers())
    world.team("support", ["desk", "bob"])
    world.start()
    world.register("desk", 0)
    world.call("support", sipp.talks(50))
    equal("INVITEs", world.counts(desk, bob), [0, 1])
    equal("why not", world.status()["desk"].split()[1], "down")
    world.register("desk", 600)
    equal("why not", world.status()["desk"].split()[1], "none")


def a_phone_seen_in_a_call_is_not_rung(world):
    desk = world.phone("desk", "ann", sipp.answers())
    bob = world.phone("bob", "bob", sipp.answers())
    world.team("support", ["desk", "bob"])
    world.start()
    world.publish("desk", "confirmed")
    world.call("support", sipp.talks(50))
    world.publish("desk", "terminated")
    world.call("support", sipp.talks(50))
    equal("INVITEs", world.counts(desk, bob), [1, 1])


def a_phone_has_one_call_at_a_time_over_all_workers(world):
    desk = world.phone("desk", "ann", sipp.answers())
    bob = world.phone("bob", "bob", sipp.answers())
    world.team("support", ["desk", "bob"])
    world.start()
    first = world.call("support", sipp.talks(10000), wait=False)
    world.leases_become([1, 0])
    world.call("support", sipp.talks(50))
    equal("exit of the first caller", first.wait(LIMIT_S), 0)
    equal("INVITEs", world.counts(desk, bob), [1, 1])
    world.all_leases_are_back()


def _load(world, policy):
    """1,000 calls at 50 a second, or as many as the machine carries, to Ann's
    two phones, then Bob's. INVITEs by call: to Ann, to Bob; and calls that
    reached each of Ann's phones."""
    desk = world.phone("desk", "ann", sipp.refuses(603), capacity=1000)
    mobile = world.phone("mobile", "ann", sipp.refuses(603), capacity=1000)
    bob = world.phone("bob", "bob", sipp.answers(), capacity=1000, tier=1)
    world.teams["support"] = {"members": ["desk", "mobile", "bob"],
                              "strategy": "lru", "policy": policy}
    world.start()
    caller = world.call("support", sipp.talks(200), "-m", "1000", "-r", "50",
                        "-l", str(AT_ONCE), wait=False)
    equal("exit of the caller", caller.wait_while_it_goes_on(), 0)
    if not world.own:
        world.all_leases_are_back()
    for phone in (desk, mobile, bob):
        phone.stop()
    rung = [desk.received("INVITE"), mobile.received("INVITE")]
    ann = dict(rung[0])
    for call, count in rung[1].items():
        ann[call] = ann.get(call, 0) + count
    return ann, bob.received("INVITE"), [len(one) for one in rung]


def who_declines_gets_one_invite_in_each_of_1000_calls(world):
    ann, bob, rung = _load(world, {"profile": "hunt_group", "setup_ms": 20000,
                                   "plan": {"declined": {"hold_ms": 0}}})
    equal("both phones of Ann rang", min(rung) > 100, True)
    equal("calls that reached Ann", len(ann), 1000)
    equal("INVITEs to Ann in a call", set(ann.values()), {1})
    equal("calls that reached Bob", len(bob), 1000)
    equal("INVITEs to Bob in a call", set(bob.values()), {1})


def who_declined_is_left_in_peace_by_the_next_1000_calls(world):
    ann, bob, _ = _load(world, {"profile": "hunt_group", "setup_ms": 20000,
                                "plan": {"declined": {"hold_ms": 3600000}}})
    # Calls that were on their way when she declined the first.
    equal("calls that reached Ann are few", 1 <= len(ann) <= AT_ONCE, True)
    equal("INVITEs to Ann in a call", set(ann.values()), {1})
    equal("calls that reached Bob", len(bob), 1000)


RULES = [busy_goes_to_the_next_phone,
         a_decline_stops_the_devices_of_that_person_alone,
         a_decline_of_the_only_person_stops_the_call,
         a_gateway_s_503_goes_to_the_next_gateway,
         a_503_with_retry_after_is_not_asked_again,
         a_refusal_by_one_gateway_is_not_asked_through_another,
         a_busy_person_is_not_called_through_another_gateway,
         a_dead_gateway_is_given_up_after_the_set_up_timer,
         what_cannot_even_be_sent_goes_to_the_next,
         a_reason_of_congestion_makes_a_480_a_matter_of_the_gateway,
         a_phone_that_only_rings_is_followed_by_the_next,
         a_caller_who_hangs_up_rings_nobody_else,
         nobody_left_gives_the_best_answer,
         more_refusals_than_a_token_holds_end_the_call,
         a_phone_that_unregistered_is_not_rung,
         a_phone_seen_in_a_call_is_not_rung,
         a_phone_has_one_call_at_a_time_over_all_workers,
         who_declines_gets_one_invite_in_each_of_1000_calls,
         who_declined_is_left_in_peace_by_the_next_1000_calls]

# What a call knows is in its token, so these hold in pools of each worker's
# own as well; who is busy is not known there.
OWN_RULES = [busy_goes_to_the_next_phone,
             a_decline_stops_the_devices_of_that_person_alone,
             who_declines_gets_one_invite_in_each_of_1000_calls]


# What redial does wrong it does again.
def run(rule, example, modules, own):
    for _ in range(3):
        try:
            return run_once(rule, example, modules, own)
        except sipp.Stuck as stuck:
            print("again   %s: %s" % (rule.__name__, stuck))
    return False


def run_once(rule, example, modules, own):
    name = rule.__name__ + (" (pools of each worker's own)" if own else "")
    world = World(example, modules, own)
    started = time.monotonic()
    try:
        rule(world)
        print("ok      %s (%.1f s)" % (name, time.monotonic() - started))
        return True
    except (Broken, subprocess.TimeoutExpired) as broken:
        print("FAILED  %s: %s" % (name, broken))
        print(world.tail() if world.process else "")
        return False
    finally:
        world.close()
        sys.stdout.flush()


def main():
    # Stopped from outside, it still ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    for program in ("kamailio", "sipp", "lua5.1"):
        if not (shutil.which(program) or
                os.path.exists("/usr/sbin/" + program)):
            print("skipped: %s is not installed" % program)
            return 77
    example, modules = map(os.path.abspath, sys.argv[1:3])
    wanted = sys.argv[3:]
    cases = [(rule, False) for rule in RULES] + \
        [(rule, True) for rule in OWN_RULES]
    if wanted:
        cases = [case for case in cases if case[0].__name__ in wanted]
    good = [run(rule, example, modules, own) for rule, own in cases]
    print("%d of %d rules hold" % (sum(good), len(good)))
    return 0 if good and all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
