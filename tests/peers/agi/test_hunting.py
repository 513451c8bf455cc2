"""Who is dialled next by EXEC Dial, and who is not dialled at all."""

import tempfile
import unittest

from asterisk import ANSWER, BUSY, DECLINE, NO_CHANNEL, Asterisk, End, sip


class Hunting(unittest.TestCase):
    def call(self, *words, **channels):
        call = Asterisk(*words, **channels)
        call.run()
        self.assertEqual(call.error, "")
        return call

    def test_two_are_busy_and_the_third_answers(self):
        call = self.call("PJSIP/ann", "PJSIP/bob", "PJSIP/eve", PJSIP_ann=BUSY,
                         PJSIP_bob=BUSY, PJSIP_eve=ANSWER)
        self.assertEqual(call.dialled, ["PJSIP/ann", "PJSIP/bob", "PJSIP/eve"])
        self.assertEqual(call.code, 0)
        self.assertEqual(call.variables["REDIAL_OUTCOME"], "success")
        self.assertEqual(call.variables["REDIAL_WHOM"], "PJSIP/eve")
        self.assertEqual(call.variables["REDIAL_ATTEMPTS"], "3")

    def test_a_decline_is_never_rung_again_on_another_phone(self):
        """Asterisk calls it CHANUNAVAIL, as if there were no phone."""
        call = self.call("ann=PJSIP/desk", "ann=PJSIP/mobile",
                         PJSIP_desk=DECLINE, PJSIP_mobile=ANSWER)
        self.assertEqual(call.dialled, ["PJSIP/desk"])
        self.assertEqual(call.code, 1)
        self.assertEqual(call.variables["REDIAL_OUTCOME"], "declined")
        self.assertEqual(call.variables["REDIAL_REPLY"], "603")

    def test_a_decline_is_never_rung_again_by_another_trunk(self):
        call = self.call("--profile", "carrier_failover", "--via",
                         "PJSIP/{}@first", "--via", "PJSIP/{}@second",
                         "+15550100", **{"PJSIP_+15550100@first": DECLINE})
        self.assertEqual(call.dialled, ["PJSIP/+15550100@first"])

    def test_a_full_trunk_goes_to_the_next_trunk(self):
        call = self.call("--profile", "carrier_failover", "--via",
                         "PJSIP/{}@first", "--via", "PJSIP/{}@second",
                         "+15550100", **{
                             "PJSIP_+15550100@first":
                                 sip(503, "Full", 34, "CONGESTION"),
                             "PJSIP_+15550100@second": ANSWER})
        self.assertEqual(call.dialled, ["PJSIP/+15550100@first",
                                        "PJSIP/+15550100@second"])
        self.assertEqual(call.code, 0)

    def test_wrong_credentials_are_no_decline(self):
        """Both are cause 21 and CHANUNAVAIL; the SIP code tells."""
        call = self.call("--profile", "carrier_failover", "--via",
                         "PJSIP/{}@first", "--via", "PJSIP/{}@second",
                         "+15550100", **{
                             "PJSIP_+15550100@first":
                                 sip(403, "Forbidden", 21, "CHANUNAVAIL"),
                             "PJSIP_+15550100@second": ANSWER})
        self.assertEqual(len(call.dialled), 2)

    def test_a_network_s_603_is_no_person_s(self):
        call = self.call("PJSIP/ann", PJSIP_ann=sip(
            603, "Network Blocked", 21, "CHANUNAVAIL"))
        self.assertEqual(call.code, 1)
        self.assertIn("scope everywhere", "\n".join(call.log))

    def test_a_cause_that_came_in_a_reason_counts(self):
        """480 alone is 19; 34 beside it came from the network."""
        call = self.call("--profile", "carrier_failover", "--via",
                         "PJSIP/{}@first", "--via", "PJSIP/{}@second",
                         "+15550100", **{
                             "PJSIP_+15550100@first":
                                 sip(480, "Gone", 34, "CONGESTION"),
                             "PJSIP_+15550100@second": ANSWER})
        self.assertEqual(len(call.dialled), 2)
        self.assertIn("overloaded", "\n".join(call.log))

    def test_without_sip_the_cause_counts(self):
        call = self.call("DAHDI/1", "DAHDI/2", DAHDI_1=End("BUSY", 17),
                         DAHDI_2=ANSWER)
        self.assertEqual(call.code, 0)
        self.assertIn("Q.850 17", call.log[1])
        self.assertIn(": busy", call.log[1])

    def test_without_a_cause_the_word_counts(self):
        call = self.call("X/1", "X/2", "X/3", "X/4", X_1=End("BUSY"),
                         X_2=End("CONGESTION"), X_3=End("NOANSWER"),
                         X_4=ANSWER)
        self.assertEqual(call.code, 0)
        self.assertEqual(len(call.dialled), 4)
        for at, word in ((1, "busy"), (3, "unreachable"), (5, "no_answer")):
            self.assertIn(": " + word, call.log[at])

    def test_a_missing_phone_is_a_local_failure(self):
        call = self.call("PJSIP/ann", "PJSIP/bob", PJSIP_ann=NO_CHANNEL,
                         PJSIP_bob=ANSWER)
        self.assertIn("transport", call.log[1])
        self.assertIn(": unreachable", call.log[1])

    def test_who_sends_the_caller_away_has_declined(self):
        for status, outcome in (("DONTCALL", "declined"),
                                ("TORTURE", "unwanted")):
            with self.subTest(status=status):
                call = self.call("ann=X/1", "ann=X/2", X_1=End(status, 16),
                                 X_2=ANSWER)
                self.assertEqual(call.dialled, ["X/1"])
                self.assertEqual(call.variables["REDIAL_OUTCOME"], outcome)

    def test_ringing_without_an_answer_is_our_own_timer(self):
        """HANGUPCAUSE still holds what an earlier attempt left there."""
        call = self.call("--ring-ms", 1000, "PJSIP/ann", "PJSIP/bob",
                         "PJSIP/eve", PJSIP_ann=BUSY,
                         PJSIP_bob=End("NOANSWER", takes=1.0),
                         PJSIP_eve=ANSWER)
        self.assertEqual(call.options[1][0], 1)
        line = [text for text in call.log if " timer " in text][0]
        self.assertIn("PJSIP/bob: no_answer", line)
        self.assertEqual(call.code, 0)

    def test_a_word_that_is_none_goes_to_the_next(self):
        call = self.call("X/1", "X/2", X_1=End("SOMETHING"), X_2=ANSWER)
        self.assertEqual(call.dialled, ["X/1", "X/2"])

    def test_a_long_talk_is_an_answer_all_the_same(self):
        """Dial returns when it is over, long after every lease and limit."""
        call = self.call("--deadline-ms", 1000, "PJSIP/ann",
                         PJSIP_ann=End("ANSWER", 16, takes=2.5, talked=2))
        self.assertEqual(call.code, 0)

    def test_another_round_comes_after_a_wait(self):
        call = self.call("--rounds", 2, "PJSIP/ann", PJSIP_ann=[
            sip(486, "Busy Here", 17, "BUSY"), ANSWER])
        self.assertEqual(call.dialled, ["PJSIP/ann", "PJSIP/ann"])
        self.assertTrue(any(text.startswith("EXEC Wait ")
                            for text in call.commands))

    def test_rules_of_one_s_own_are_obeyed(self):
        with tempfile.NamedTemporaryFile("w", suffix=".rules") as rules:
            rules.write("486 -> outcome=overloaded scope=route "
                        "retry=elsewhere\n")
            rules.flush()
            call = self.call("--rules", rules.name, "--profile",
                             "carrier_failover", "--via", "X/{}@first",
                             "--via", "X/{}@second", "1", **{
                                 "X_1@first": BUSY, "X_1@second": ANSWER})
        self.assertEqual(call.dialled, ["X/1@first", "X/1@second"])

    def test_options_of_dial_are_passed_on(self):
        call = self.call("--dial-options", "tTU(screen^x)", "X/1", X_1=ANSWER)
        self.assertEqual(call.options[0][1], "tTU(screen^x)")


class GoingOn(unittest.TestCase):
    """The dialplan goes on, or the call ends with a cause that fits."""

    def nobody(self, end, *words):
        call = Asterisk("--rounds", 1, *words, "PJSIP/ann", PJSIP_ann=end)
        self.assertEqual(call.run(), 1)
        return call.variables

    def test_the_dialplan_learns_what_to_do(self):
        seen = self.nobody(BUSY)
        self.assertEqual(seen["REDIAL_OUTCOME"], "busy")
        self.assertEqual(seen["REDIAL_TREATMENT"], "queue")
        self.assertEqual(seen["REDIAL_REPLY"], "486")
        self.assertEqual(seen["REDIAL_CAUSE"], "17")
        self.assertEqual(seen["REDIAL_WHOM"], "")
        self.assertNotIn("hung up with", seen)

    def test_the_call_ends_with_the_cause_where_that_is_asked_for(self):
        # a lone 503 is passed on as 500 (RFC 3261 16.7 step 6), which is 38
        for end, cause in ((BUSY, "17"), (sip(404, "No", 1, "CHANUNAVAIL"), "1"),
                           (sip(503, "Full", 34, "CONGESTION"), "38")):
            with self.subTest(end=end.tech):
                self.assertEqual(
                    self.nobody(end, "--hang-up")["hung up with"], cause)

    def test_an_answered_call_is_not_hung_up(self):
        call = Asterisk("--hang-up", "X/1", X_1=ANSWER)
        self.assertEqual(call.run(), 0)
        self.assertNotIn("hung up with", call.variables)


if __name__ == "__main__":
    unittest.main()
