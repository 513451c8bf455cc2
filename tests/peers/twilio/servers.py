"""Several processes: one hunt answered by all in turn, one pool shared, one
killed, one told a new file."""

import fcntl
import os
import signal
import tempfile
import threading
import time
import unittest

from peer import Call, Cgi, Server, config

PEOPLE = ("agent 1 client:ann-desk person=ann",
          "agent 2 client:ann-mobile person=ann",
          "agent 3 client:bob", "agent 4 client:chris", "agent 5 client:dana")


def crowd(count, *more):
    return tuple(f"agent {n} client:agent-{n}" for n in range(count)) + more


class Several(unittest.TestCase):
    def start(self, *lines, shell=Server):
        handler = shell(config(*lines))
        self.addCleanup(handler.stop)
        return handler

    def folder(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return folder.name


class Strangers(Several):
    """They share the file of agents and the auth token, and nothing else."""

    def test_one_hunt_is_answered_by_four_in_turn(self):
        servers = [self.start("strategy skip_busy", *PEOPLE)
                   for _ in range(3)]
        servers.append(self.start("strategy skip_busy", *PEOPLE, shell=Cgi))
        call = Call(*servers).start()
        while call.target is not None:
            call.ended("busy", 486)
        self.assertEqual(call.rung, ["ann-desk", "ann-mobile", "bob", "chris",
                                     "dana"])

    def test_a_decline_told_to_one_is_known_to_all(self):
        servers = [self.start("strategy round_robin", *PEOPLE)
                   for _ in range(3)]
        call = Call(*servers).start()
        while call.target is not None:
            if call.target.startswith("ann"):
                call.ended("busy", 603)
            else:
                call.ended("no-answer")
        self.assertEqual(len([who for who in call.rung if "ann" in who]), 1)
        self.assertEqual(len(set(call.rung)), len(call.rung))
        self.assertEqual(len(call.rung), 4)

    def test_no_strategy_rings_anybody_twice(self):
        for strategy in ("round_robin", "weighted", "lru", "longest_idle",
                         "skip_busy", "least_calls", "random", "two_choices",
                         "hash"):
            servers = [self.start(f"strategy {strategy}", *PEOPLE)
                       for _ in range(2)]
            for _ in range(3):
                call = Call(*servers).start()
                while call.target is not None:
                    call.ended("failed", 480)
                self.assertEqual(len(set(call.rung)), len(call.rung), strategy)

    def test_a_hunt_too_long_to_hand_on_ends(self):
        lines = ("profile hunt_group", *crowd(40), "voicemail 60")
        servers = [self.start(*lines) for _ in range(2)]
        call = Call(*servers).start()
        while call.target is not None:
            call.ended("busy", 486)
        self.assertEqual(len(set(call.rung)), len(call.rung))
        self.assertGreaterEqual(len(call.rung), 6)
        self.assertEqual(call.verbs, ["Say", "Record", "Hangup"])

    def test_a_ticket_forgets_nobody_to_become_short_enough(self):
        """Refusals take the most room; and only on the first server does the
        count of offers, by which a full hunt goes, stand where it stood."""
        lines = ("profile hunt_group", "strategy skip_busy", "voicemail 60",
                 *(f"agent {n} client:agent-{n} person=person-{n}"
                   for n in range(200)))
        one, two = self.start(*lines), self.start(*lines)
        for _ in range(60):
            Call(one).start().ended("completed")
        for refusals in range(3, 8):
            call = Call(one, two).start()
            while call.target is not None:
                call.ended("busy", 603 if len(call.rung) <= refusals else 480)
            self.assertEqual(len(set(call.rung)), len(call.rung), call.rung)
            self.assertGreaterEqual(len(call.rung), 6)

    def test_another_token_is_another_account(self):
        other = Server(config(*PEOPLE), token="other")
        self.addCleanup(other.stop)
        self.assertEqual(
            Call(other).send("https://calls.example.com/dial",
                             {"CallSid": "CA1"}).status, 403)

    def test_an_agent_keeps_the_number_when_the_file_changes(self):
        before = self.start("strategy skip_busy", *PEOPLE)
        after = self.start("strategy skip_busy", *reversed(PEOPLE[1:]),
                           "agent 0 client:new")
        call = Call(before, after).start()
        self.assertEqual(call.target, "ann-desk")
        call.ended("busy")  # by `after`: it never heard of ann's desk
        self.assertEqual(call.target, "new")
        call.ended("no-answer")  # by `before`: it never heard of the new one
        self.assertEqual(call.target, "ann-mobile")
        while call.target is not None:
            call.ended("no-answer")
        self.assertEqual(len(set(call.rung)), len(call.rung))


class Together(Several):
    """They share a state file."""

    def test_no_agent_gets_two_calls_at_once(self):
        state = f"state {self.folder()}/state"
        lines = ("strategy random", state, *crowd(12))
        handlers = [self.start(*lines) for _ in range(2)]
        handlers.append(self.start(*lines, shell=Cgi))
        calls = [Call(handlers[n % 3]).start() for n in range(12)]
        self.assertEqual(len({call.target for call in calls}), 12)
        self.assertEqual(Call(*handlers).start().target, None)
        for n in (3, 7):
            Call.ended(calls[n], "completed")
        free = {"client:" + calls[n].rung[0] for n in (3, 7)}
        again = [Call(handlers[n]).start() for n in range(2)]
        self.assertEqual({"client:" + call.target for call in again}, free)

    def test_turns_are_taken_together(self):
        state = f"state {self.folder()}/state"
        lines = ("strategy round_robin", state, *crowd(6))
        handlers = [self.start(*lines, shell=Cgi), self.start(*lines)]
        seen = []
        for n in range(6):
            call = Call(handlers[n % 2]).start()
            seen.append(call.target)
            call.ended("completed")
        self.assertEqual(seen, [f"agent-{n}" for n in range(6)])

    def test_who_was_busy_is_spared_by_the_others(self):
        state = f"state {self.folder()}/state"
        lines = ("strategy skip_busy", state, *crowd(3))
        one, two = self.start(*lines), self.start(*lines)
        self.assertEqual(Call(one).start().ended("busy").target, "agent-1")
        self.assertEqual(Call(two).start().target, "agent-2")

    def test_a_killed_one_harms_nobody(self):
        state = f"state {self.folder()}/state"
        lines = ("strategy lru", state, *crowd(200))
        steady = self.start(*lines)
        stop = threading.Event()
        wrong = []
        kills = 0

        def busy(server):
            """Keeps a server at work until it dies."""
            while not stop.is_set():
                try:
                    Call(server).start().ended("completed")
                except Exception:  # it was killed: that is what we are here for
                    return

        for _ in range(12):
            victim = Server(config(*lines))
            workers = [threading.Thread(target=busy, args=(victim,))
                       for _ in range(3)]
            for worker in workers:
                worker.start()
            until = time.monotonic() + 0.25
            while time.monotonic() < until:
                call = Call(steady).start()
                if call.target is None or call.ended("completed").verbs != [
                        "Hangup"]:
                    wrong.append(call.verbs)
            victim.kill()
            kills += 1
            for worker in workers:
                worker.join(300)
            victim.stop()
        stop.set()
        self.assertEqual((kills, wrong), (12, []))
        self.assertNotIn("damaged", steady.said())

    def test_one_at_a_time_has_the_state_file(self):
        path = os.path.join(self.folder(), "state")
        lines = ("strategy lru", f"state {path}", *crowd(3))
        for shell in (Server, Cgi):
            handler = self.start(*lines, shell=shell)
            rung = []
            worker = threading.Thread(
                target=lambda: rung.append(Call(handler).start().target))
            with open(path, "rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                worker.start()
                worker.join(0.3)
                self.assertEqual(rung, [])
            worker.join(300)  # the file is closed, and so free again
            self.assertEqual(len(rung), 1)

    def test_one_who_never_lets_go_is_named(self):
        path = os.path.join(self.folder(), "state")
        server = self.start("strategy lru", f"state {path}", *crowd(3))
        with open(path, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            call = Call(server)
            self.assertEqual(call.send(call.first, call.fields()).status, 500)
        self.assertIn(f"{path}: is held by a process that does not let go",
                      server.said())
        self.assertEqual(Call(server).start().target, "agent-0")

    def test_a_state_file_made_otherwise_is_not_used(self):
        state = f"state {self.folder()}/state"
        self.start("strategy lru", state, *crowd(3))
        with self.assertRaisesRegex(AssertionError, "remove it"):
            Server(config("strategy random", state, *crowd(3)))
        with self.assertRaisesRegex(AssertionError, "remove it"):
            Server(config("strategy lru", "ring 30", state, *crowd(3)))

    def test_a_damaged_state_file_is_named(self):
        path = os.path.join(self.folder(), "state")
        lines = ("strategy lru", f"state {path}", *crowd(3))
        self.start(*lines).stop()
        with open(path, "rb") as file:
            good = file.read()
        for bad in (b"short", b"\xff" * len(good), good[:4096] +
                    b"\xff" * (len(good) - 4096), good[:5000] + b"\x7f" * 40 +
                    good[5040:], good[:-1]):
            with open(path, "wb") as file:
                file.write(bad)
            with self.assertRaisesRegex(AssertionError, "remove it"):
                Server(config(*lines))

    def test_one_that_died_before_the_file_was_whole_is_made_up_for(self):
        path = os.path.join(self.folder(), "state")
        lines = ("strategy lru", f"state {path}", *crowd(3))
        self.start(*lines).stop()
        with open(path, "r+b") as file:
            file.write(b"\0" * 4096)
        self.assertEqual(Call(self.start(*lines)).start().target, "agent-0")


class Reload(Several):
    def test_a_new_file_is_read_on_sighup_and_calls_go_on(self):
        server = self.start("strategy skip_busy", *PEOPLE)
        call = Call(server).start()
        server.write(config("strategy skip_busy", *PEOPLE[2:],
                            "agent 9 client:eve"))
        server.process.send_signal(signal.SIGHUP)
        server.waits_for("read again")
        self.assertEqual(call.ended("busy").target, "bob")
        for _ in range(3):
            call.ended("busy")
        self.assertEqual(call.target, "eve")

    def test_who_has_left_the_file_can_still_decline(self):
        server = self.start("strategy skip_busy", *PEOPLE)
        call = Call(server).start()
        server.write(config("strategy skip_busy", *PEOPLE[1:]))
        server.process.send_signal(signal.SIGHUP)
        server.waits_for("read again")
        while call.target is not None:
            call.ended("busy", 603 if call.target == "ann-desk" else None)
        self.assertEqual(call.rung, ["ann-desk", "bob", "chris", "dana"])

    def test_a_bad_file_changes_nothing(self):
        server = self.start("strategy skip_busy", *PEOPLE)
        server.write(config("strategy skip_busy", "agent 1 client:x",
                            "agnet 2 client:y"))
        server.process.send_signal(signal.SIGHUP)
        server.waits_for(":5:1: 'agnet' is no word of this file")
        self.assertEqual(Call(server).start().target, "ann-desk")

    def test_what_needs_a_restart_is_said(self):
        server = self.start("strategy skip_busy", *PEOPLE)
        server.write(config("strategy lru", *PEOPLE))
        server.process.send_signal(signal.SIGHUP)
        server.waits_for("need a restart")
        self.assertEqual(Call(server).start().target, "ann-desk")


class Again(Several):
    def test_the_same_request_gets_the_same_answer(self):
        path = f"state {self.folder()}/state"
        lines = ("strategy round_robin", path, *crowd(5))
        handlers = (self.start(*lines), self.start(*lines, shell=Cgi))
        call = Call(*handlers)
        fields = call.fields()
        answers = {call.send(call.first, fields).body for _ in range(4)}
        self.assertEqual(len(answers), 1)
        self.assertEqual(Call(*handlers).start().target, "agent-1")
        call.start()
        fields = call.fields(DialCallStatus="busy")
        url = call.next_url
        answers = {call.send(url, fields).body for _ in range(4)}
        self.assertEqual(len(answers), 1)
        self.assertEqual(Call(*handlers).start().target, "agent-3")


if __name__ == "__main__":
    unittest.main()
