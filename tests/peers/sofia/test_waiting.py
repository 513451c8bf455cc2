"""Timers, and pauses that a peer asked for."""

import unittest

from dialer_case import DialerTest
from sipp import SDP, answer, cancelled, pause, recv, refuse, ring, send


class Waiting(DialerTest):
    def test_a_503_with_retry_after_is_not_rung_again_in_its_time(self):
        down = self.phone("down", *refuse(503, "Maintenance",
                                          "Retry-After: 3600"))
        busy = self.phone("busy", *refuse(486))
        result = self.dial("--calls", 4, "--rounds", 1, "--pause-ms", 50,
                           down.uri, busy.uri)
        self.assertEqual(result.code, 1)
        self.assertMet(down, INVITE=1)
        self.assertIn("Retry-After 3600", result.lines("503")[0])

    def test_a_retry_after_holds_in_another_round_as_well(self):
        down = self.phone("down", *refuse(503, "Maintenance",
                                          "Retry-After: 3600"))
        busy = self.phone("busy", *refuse(486))
        result = self.dial("--rounds", 2, down.uri, busy.uri)
        self.assertEqual(result.code, 1)
        self.assertMet(down, INVITE=1)
        self.assertMet(busy, INVITE=2)

    def test_after_its_time_it_is_rung_again(self):
        down = self.phone("down", *refuse(503, "Maintenance",
                                          "Retry-After: 1"))
        result = self.dial("--calls", 2, "--rounds", 1, "--pause-ms", 1500,
                           down.uri)
        self.assertEqual(result.code, 1)
        self.assertMet(down, INVITE=2)

    def test_ringing_without_an_answer_goes_to_the_next(self):
        ann = self.phone("ann", *ring(ms=0), *cancelled())
        bob = self.phone("bob", *answer())
        result = self.dial("--ring-ms", 3000, ann.uri, bob.uri)
        self.assertEqual(result.code, 0, result.out + result.err)
        self.assertMet(ann, INVITE=1, CANCEL=1, ACK=1)
        self.assertIsNone(ann.met("CANCEL")[0].get("Reason"))
        self.assertMet(bob, INVITE=1)
        self.assertIn(": no_answer", result.lines("timer")[0])

    def test_ringing_again_and_again_wins_no_time(self):
        rings = [step for _ in range(150) for step in (send(180), pause(100))]
        ann = self.phone("ann", recv("INVITE"), *rings)
        bob = self.phone("bob", *answer())
        result = self.dial("--ring-ms", 3000, "--linger-ms", 100, ann.uri,
                           bob.uri)
        self.assertEqual(result.code, 0)
        heard = [line for line in result.lines("180") if ann.uri in line]
        self.assertLess(len(heard), 140)

    def test_silence_goes_to_the_next_and_is_not_cancelled(self):
        """RFC 3261 9.1: no CANCEL before any response."""
        ann = self.phone("ann", recv("INVITE"), pause(20000))
        bob = self.phone("bob", *answer())
        result = self.dial("--setup-ms", 3000, "--linger-ms", 200, ann.uri,
                           bob.uri)
        self.assertEqual(result.code, 0)
        self.assertMet(ann, INVITE=1, CANCEL=0)
        self.assertIn(": timeout", result.lines("timer")[0])

    def test_who_wakes_up_after_the_set_up_time_is_cancelled_then(self):
        ann = self.phone("ann", recv("INVITE"), pause(5000), send(180),
                         *cancelled())
        bob = self.phone("bob", *answer())
        result = self.dial("--setup-ms", 2500, "--talk-ms", 4000, ann.uri,
                           bob.uri)
        self.assertEqual(result.code, 0)
        self.assertMet(ann, INVITE=1, CANCEL=1, ACK=1)
        self.assertMet(bob, INVITE=1)

    def test_who_answers_after_the_set_up_time_is_hung_up_on(self):
        ann = self.phone("ann", recv("INVITE"), pause(5000),
                         send(200, "OK", body=SDP), recv("ACK"), recv("BYE"),
                         send(200, "OK", to="BYE"))
        bob = self.phone("bob", *answer())
        result = self.dial("--setup-ms", 2500, "--talk-ms", 4000, ann.uri,
                           bob.uri)
        self.assertEqual(result.code, 0)
        self.assertMet(ann, INVITE=1, ACK=1, BYE=1)
        self.assertMet(bob, INVITE=1, BYE=1)

    def test_only_trying_goes_to_the_next(self):
        ann = self.phone("ann", *ring(100, 0), *cancelled())
        bob = self.phone("bob", *answer())
        result = self.dial("--trying-ms", 3000, ann.uri, bob.uri)
        self.assertEqual(result.code, 0)
        self.assertMet(ann, CANCEL=1)

    def test_nobody_answers_at_all(self):
        ann = self.phone("ann", recv("INVITE"), pause(20000))
        result = self.dial("--setup-ms", 300, "--rounds", 1, "--linger-ms", 100,
                           ann.uri)
        self.assertEqual(result.code, 1)
        self.assertRegex(result.err,
                         r"^sofia_dialer: nobody answered: .*\n$")


if __name__ == "__main__":
    unittest.main()
