"""A 401 or 407 is answered with credentials."""

import unittest

from dialer_case import DialerTest
from sipp import SDP, answer, label, proof_is_good, recv, send


class Proving(DialerTest):
    CHALLENGE = 'Digest realm="example.invalid", nonce="47364c23432d2e131a5fb"'

    def who(self, code=401, name="WWW-Authenticate"):
        return [recv("INVITE"),
                send(code, "Who?", f"{name}: {self.CHALLENGE}"), recv("ACK")]

    def guarded(self, user, password):
        """Answers who proves to be the user; everybody else is refused."""
        check = (f'<verifyauth assign_to="good" username="{user}" '
                 f'password="{password}"/>')
        return [*self.who(), recv("INVITE", check),
                '<nop test="good" next="1"/>', *self.who()[1:],
                '<nop next="2"/>',
                label(1), send(200, "OK", body=SDP), recv("ACK"), recv("BYE"),
                send(200, "OK", to="BYE"), label(2)]

    def test_a_401_is_answered_with_credentials(self):
        ann = self.phone("ann", *self.guarded("joe", "secret"))
        result = self.dial("--user", "joe", ann.uri,
                           env={"SIP_PASSWORD": "secret"})
        self.assertEqual(result.code, 0, result.out + result.err)
        self.assertMet(ann, INVITE=2, BYE=1)
        first, second = ann.met("INVITE")
        self.assertIsNone(first.get("Authorization"))
        self.assertIn('username="joe"', second.get("Authorization"))
        self.assertEqual(int(second.get("CSeq").split()[0]),
                         int(first.get("CSeq").split()[0]) + 1)

    def test_wrong_credentials_are_not_tried_twice(self):
        ann = self.phone("ann", *self.guarded("joe", "secret"))
        result = self.dial("--user", "joe", "--rounds", 1, ann.uri,
                           env={"SIP_PASSWORD": "guess"})
        self.assertEqual(result.code, 1)
        self.assertMet(ann, INVITE=2)
        self.assertIn(": forbidden", result.lines("401")[1])

    def test_without_credentials_a_401_stands(self):
        ann = self.phone("ann", *self.guarded("joe", "secret"))
        result = self.dial("--rounds", 1, ann.uri)
        self.assertEqual(result.code, 1)
        self.assertMet(ann, INVITE=1)

    def test_another_realm_is_told_nothing(self):
        ann = self.phone("ann", *self.guarded("joe", "secret"))
        result = self.dial("--user", "joe", "--realm", "other.invalid",
                           "--rounds", 1, ann.uri,
                           env={"SIP_PASSWORD": "secret"})
        self.assertEqual(result.code, 1)
        self.assertMet(ann, INVITE=1)

    def test_a_gateway_s_407_is_answered_as_well(self):
        gate = self.phone("gate", *self.who(407, "Proxy-Authenticate"),
                          *answer())
        result = self.dial("--user", "joe", "--realm", "example.invalid",
                           "--via", gate.uri, "sip:+15550100@example.invalid",
                           env={"SIP_PASSWORD": "secret"})
        self.assertEqual(result.code, 0, result.out + result.err)
        self.assertMet(gate, INVITE=2, ACK=2, BYE=1)
        for method, at in (("INVITE", 1), ("ACK", 1), ("BYE", 0)):
            request = gate.met(method)[at]
            self.assertTrue(proof_is_good(
                request.get("Proxy-Authorization"),
                # an ACK repeats the proof of its INVITE: RFC 3261 22.1
                "BYE" if method == "BYE" else "INVITE", "joe", "secret"))


if __name__ == "__main__":
    unittest.main()
