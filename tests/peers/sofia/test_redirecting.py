"""A 3xx is followed as the policy says."""

import unittest

from dialer_case import DialerTest
from sipp import answer, recv, refuse, send


class Redirecting(DialerTest):
    def contact(self, uri, more=""):
        return f"Contact: <{uri}>{more}"

    def redirect(self, *contacts):
        raw = ["SIP/2.0 302 Moved", "[last_Via:]", "[last_From:]",
               "[last_To:];tag=[pid]-[call_number]", "[last_Call-ID:]",
               "CSeq: [$cseq]", *contacts]
        return [recv("INVITE"), send(302, raw=raw), recv("ACK")]

    def test_a_302_is_followed(self):
        home = self.phone("home", *answer())
        desk = self.phone("desk", *self.redirect(self.contact(home.uri)))
        result = self.dial(desk.uri)
        self.assertEqual(result.code, 0, result.out + result.err)
        self.assertMet(desk, INVITE=1, ACK=1)
        self.assertMet(home, INVITE=1, BYE=1)
        self.assertIn("follow_contacts", result.lines("repair")[0])
        self.assertRegex(result.out, f"(?m)^ +to {home.uri}$")

    def test_the_best_contact_is_followed(self):
        home = self.phone("home", *answer())
        other = self.phone("other", *answer())
        desk = self.phone("desk", *self.redirect(
            self.contact("tel:+15550100", ";q=1.0"),
            self.contact(other.uri, ";q=0.2"), self.contact(home.uri, ";q=0.7")))
        self.assertEqual(self.dial(desk.uri).code, 0)
        self.assertMet(home, INVITE=1)
        self.assertMet(other, INVITE=0)

    def test_a_302_is_not_followed_where_the_policy_says_so(self):
        home = self.phone("home", *answer())
        desk = self.phone("desk", *self.redirect(self.contact(home.uri)))
        result = self.dial("--redirects", 0, "--rounds", 1, desk.uri)
        self.assertEqual(result.code, 1)
        self.assertMet(home, INVITE=0)

    def test_a_302_to_nowhere_goes_to_the_next(self):
        desk = self.phone("desk", *self.redirect(
            self.contact("tel:+15550100")))
        bob = self.phone("bob", *answer())
        self.assertEqual(self.dial(desk.uri, bob.uri).code, 0)
        self.assertMet(bob, INVITE=1)

    def test_a_302_to_somebody_asked_already_is_a_loop(self):
        bob = self.phone("bob", *refuse(486))
        desk = self.phone("desk", *self.redirect(self.contact(bob.uri)))
        result = self.dial("--rounds", 1, bob.uri, desk.uri)
        self.assertEqual(result.code, 1)
        self.assertMet(bob, INVITE=1)
        self.assertMet(desk, INVITE=1)

    def test_a_302_to_the_next_target_is_that_target_s_one_attempt(self):
        bob = self.phone("bob", *refuse(486))
        desk = self.phone("desk", *self.redirect(self.contact(bob.uri)))
        result = self.dial("--rounds", 1, desk.uri, bob.uri)
        self.assertEqual(result.code, 1)
        self.assertMet(bob, INVITE=1)

    def test_headers_in_a_contact_are_not_sent(self):
        home = self.phone("home", *answer())
        desk = self.phone("desk", *self.redirect(
            self.contact(home.uri + "?Subject=bought&Replaces=a%3bto-tag=b")))
        self.assertEqual(self.dial(desk.uri).code, 0)
        invite = home.met("INVITE")[0]
        self.assertIsNone(invite.get("Subject"))
        self.assertIsNone(invite.get("Replaces"))


if __name__ == "__main__":
    unittest.main()
