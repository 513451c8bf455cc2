"""The caller, the callee and the second answer."""

import signal
import unittest

from dialer_case import DialerTest
from sipp import SDP, answer, cancelled, keep, pause, recv, ring, send


class HangingUp(DialerTest):
    def test_a_caller_who_hangs_up_leaves_a_missed_call(self):
        ann = self.phone("ann", *ring(ms=0), *cancelled())
        bob = self.phone("bob", *answer())
        result = self.dial("--hang-up-after-ms", 4000, ann.uri, bob.uri)
        self.assertEqual(result.code, 4)
        self.assertMet(ann, INVITE=1, CANCEL=1, ACK=1)
        self.assertIsNone(ann.met("CANCEL")[0].get("Reason"))
        self.assertMet(bob, INVITE=0)

    def test_control_c_hangs_up(self):
        ann = self.phone("ann", *ring(ms=0), *cancelled())
        process = self.start(ann.uri)
        line = process.stdout.readline()
        while line and " 180 " not in line:
            line = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        result = self.finish(process)
        self.assertEqual(result.code, 4)
        self.assertMet(ann, CANCEL=1)

    def test_who_was_slower_is_told_that_somebody_has_the_call(self):
        ann = self.phone("ann", *ring(ms=0), *cancelled())
        bob = self.phone("bob", *answer())
        result = self.dial("--width", 2, ann.uri, bob.uri)
        self.assertEqual(result.code, 0)
        self.assertMet(ann, INVITE=1, CANCEL=1)
        self.assertRegex(ann.met("CANCEL")[0].get("Reason"),
                         r"^SIP ?; ?cause=200\b")

    def test_a_second_answer_that_lost_is_hung_up_on(self):
        ann = self.phone("ann", *ring(ms=0), recv("CANCEL"),
                         send(200, "OK", to="CANCEL"),
                         send(200, "OK", body=SDP), recv("ACK"), recv("BYE"),
                         send(200, "OK", to="BYE"))
        bob = self.phone("bob", *answer())
        result = self.dial("--width", 2, ann.uri, bob.uri)
        self.assertEqual(result.code, 0)
        self.assertMet(ann, INVITE=1, CANCEL=1, ACK=1, BYE=1)
        self.assertMet(bob, INVITE=1, ACK=1, BYE=1)
        self.assertEqual(len(result.lines("done")), 1)
        self.assertEqual(len(result.lines("hang_up")), 1)

    def test_the_other_side_may_hang_up_first(self):
        bye = ["BYE [$contact] SIP/2.0",
               "Via: SIP/2.0/[transport] [local_ip]:[local_port]"
               ";branch=[branch]", "From: [$to];tag=[pid]-[call_number]",
               "To: [$from]", "[last_Call-ID:]", "CSeq: 7 BYE",
               "Max-Forwards: 70"]
        contact = ('<ereg regexp="sip:[^>]*" search_in="hdr" '
                   'header="Contact:" assign_to="contact"/>')
        ann = self.phone("ann", recv("INVITE", contact + keep("From", "To")),
                         send(180), send(200, "OK", body=SDP), recv("ACK"),
                         send(0, raw=bye, retrans=500),
                         '<recv response="200"/>')
        result = self.dial("--talk-ms", 20000, ann.uri)
        self.assertEqual(result.code, 0, result.out + result.err)
        self.assertMet(ann, BYE=0)

    def test_an_acknowledgement_that_was_lost_is_sent_again(self):
        # sipp does not look for the ACK before its pause is over
        ann = self.phone("ann", recv("INVITE"),
                         send(200, "OK", body=SDP, retrans=200), pause(500),
                         recv("ACK"), recv("BYE"), send(200, "OK", to="BYE"))
        result = self.dial("--talk-ms", 1500, ann.uri)
        self.assertEqual(result.code, 0)
        self.assertGreater(len(ann.met("ACK", again=True)), 1)
        self.assertMet(ann, BYE=1)


if __name__ == "__main__":
    unittest.main()
