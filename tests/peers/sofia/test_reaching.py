"""What is no answer at all."""

import unittest

from dialer_case import DialerTest
from sipp import HOST, answer, free_port, refuse


class Reaching(DialerTest):
    def test_a_dead_port_is_a_local_failure_and_the_next_answers(self):
        bob = self.phone("bob", *answer())
        dead = f"sip:ann@{HOST}:{free_port()}"
        result = self.dial(dead, bob.uri)
        self.assertEqual(result.code, 0, result.out + result.err)
        self.assertIn(": unreachable, scope route", result.lines("transport")[0])
        self.assertEqual(result.lines("503"), [])
        self.assertMet(bob, INVITE=1)

    def test_a_dead_tcp_port_is_one_as_well(self):
        bob = self.phone("bob", *answer())
        dead = f"sip:ann@{HOST}:{free_port()};transport=tcp"
        result = self.dial(dead, bob.uri)
        self.assertEqual(result.code, 0, result.out + result.err)
        self.assertEqual(len(result.lines("transport")), 1)

    def test_a_503_from_the_wire_is_none(self):
        ann = self.phone("ann", *refuse(503, "Service Unavailable"))
        result = self.dial("--rounds", 1, ann.uri)
        self.assertEqual(result.lines("transport"), [])
        self.assertIn(": service_unavailable", result.lines("503")[0])

    def test_nobody_can_be_reached(self):
        dead = f"sip:ann@{HOST}:{free_port()}"
        result = self.dial("--rounds", 1, dead)
        self.assertEqual(result.code, 1)
        self.assertRegex(result.err,
                         r"^sofia_dialer: nobody answered: .*unreachable.*\n$")


if __name__ == "__main__":
    unittest.main()
