"""Who is rung next, and who is not rung at all."""

import subprocess
import unittest

from dialer_case import DIALER, DialerTest
from sipp import answer, refuse
from stranger import Stranger, answer_to, has_address


class Hunting(DialerTest):
    def test_two_are_busy_and_the_third_answers(self):
        ann = self.phone("ann", *refuse(486))
        bob = self.phone("bob", *refuse(486))
        eve = self.phone("eve", *answer())
        result = self.dial(ann.uri, bob.uri, eve.uri)
        self.assertEqual(result.code, 0, result.out + result.err)
        for phone in (ann, bob):
            self.assertMet(phone, INVITE=1, ACK=1, BYE=0)
        self.assertMet(eve, INVITE=1, ACK=1, BYE=1)
        self.assertEqual(len(result.lines("486")), 2)
        self.assertIn("endpoint because of here", result.lines("486")[0])

    def test_who_is_unavailable_or_unknown_is_passed_over(self):
        ann = self.phone("ann", *refuse(480))
        bob = self.phone("bob", *refuse(404))
        eve = self.phone("eve", *answer())
        self.assertEqual(self.dial(ann.uri, bob.uri, eve.uri).code, 0)
        for phone in (ann, bob, eve):
            self.assertMet(phone, INVITE=1)

    def test_a_decline_is_never_rung_again_through_another_carrier(self):
        first = self.phone("first", *refuse(603))
        second = self.phone("second", *answer())
        third = self.phone("third", *answer())
        result = self.dial("--profile", "carrier_failover", "--via", first.uri,
                           "--via", second.uri, "--via", third.uri,
                           "sip:+15550100@example.invalid")
        self.assertEqual(result.code, 1)
        self.assertMet(first, INVITE=1)
        self.assertMet(second, INVITE=0)
        self.assertMet(third, INVITE=0)
        self.assertIn("stop because of refused", result.out)

    def test_who_declines_on_one_phone_is_not_rung_on_another(self):
        desk = self.phone("desk", *refuse(603))
        mobile = self.phone("mobile", *answer())
        bob = self.phone("bob", *answer())
        result = self.dial("ann=" + desk.uri, "ann=" + mobile.uri,
                           "bob=" + bob.uri)
        self.assertEqual(result.code, 0)
        self.assertMet(desk, INVITE=1)
        self.assertMet(mobile, INVITE=0)
        self.assertMet(bob, INVITE=1)

    def test_a_603_of_a_network_is_blocked_and_reaches_as_far(self):
        reason = ('Reason: Q.850;cause=21;location=LN;'
                  'text="v=analytics1;url=https://example.invalid/"')
        desk = self.phone("desk", *refuse(603, "Network Blocked", reason))
        mobile = self.phone("mobile", *answer())
        result = self.dial("ann=" + desk.uri, "ann=" + mobile.uri)
        self.assertEqual(result.code, 1)
        self.assertIn(": blocked, scope everywhere", result.out)
        self.assertMet(mobile, INVITE=0)

    def test_a_503_goes_to_the_next_gateway(self):
        first = self.phone("first", *refuse(503))
        second = self.phone("second", *answer())
        result = self.dial("--profile", "carrier_failover", "--via", first.uri,
                           "--via", second.uri, "sip:+15550100@example.invalid")
        self.assertEqual(result.code, 0, result.out + result.err)
        self.assertMet(first, INVITE=1)
        self.assertMet(second, INVITE=1)
        self.assertIn("route because of route", result.lines("503")[0])

    def test_busy_by_one_gateway_is_not_rung_by_the_next(self):
        first = self.phone("first", *refuse(486))
        second = self.phone("second", *answer())
        result = self.dial("--profile", "carrier_failover", "--via", first.uri,
                           "--via", second.uri, "sip:+15550100@example.invalid")
        self.assertEqual(result.code, 1)
        self.assertMet(second, INVITE=0)

    def test_a_caller_may_have_any_address(self):
        """IPv6, and any address of this machine: both are good to offer."""
        heard = []

        def talk(request, say):
            heard.append(request)
            if request.startswith("INVITE "):
                say(answer_to(request, "486 Busy"))

        for host, local in (("::1", "sip:[::1]:*"), ("127.0.0.1", None)):
            if not has_address(host):
                continue  # a machine without IPv6
            stranger = Stranger("stranger", talk, host)
            result = self.finish(subprocess.Popen(
                [DIALER, *(["--local", local] if local else []), "--rounds",
                 "1", stranger.uri], stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, text=True))
            stranger.stop()
            self.assertEqual(len(result.lines("486")), 1, result.out)
        if has_address("::1"):
            self.assertIn("\r\nc=IN IP6 ::1\r\n", heard[0])
        self.assertRegex(heard[-1] if heard[-1].startswith("INV")
                         else heard[-2], r"\r\nc=IN IP[46] [0-9a-f.:]+\r\n")

    def test_every_phone_gets_its_turn(self):
        phones = [self.phone(name, *answer()) for name in ("a", "b", "c")]
        result = self.dial("--strategy", "round_robin", "--calls", 3,
                           *(phone.uri for phone in phones))
        self.assertEqual(result.code, 0)
        for phone in phones:
            self.assertMet(phone, INVITE=1)


if __name__ == "__main__":
    unittest.main()
