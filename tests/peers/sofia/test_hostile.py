"""Whatever a peer says, the next phone is rung once and answers."""

import os
import re
import time
import unittest

from dialer_case import DialerTest
from sipp import answer
from stranger import Stranger, answer_to, bye_to, header


class Hostile(DialerTest):
    def meet(self, talk, *options):
        """Dials a stranger who talks like this, then bob."""
        def only_invites(request, say):
            if request.startswith("INVITE "):
                talk(request, say)

        stranger = Stranger("stranger", only_invites)
        self.addCleanup(stranger.stop)
        bob = self.phone("bob", *answer())
        result = self.dial("--setup-ms", 3000, "--trying-ms", 3000, "--linger-ms",
                           300, *options, stranger.uri, bob.uri)
        self.assertEqual(result.code, 0, result.out + result.err)
        self.assertMet(bob, INVITE=1, ACK=1, BYE=1)
        self.assertEqual(result.err, "")
        return stranger, result

    def test_a_giant_reason_is_read_as_far_as_it_makes_sense(self):
        reason = "Reason: Q.850;cause=17;text=\"" + "x" * 50000 + "\""
        _, result = self.meet(lambda request, say: say(
            answer_to(request, "486 Busy Here", reason)))
        self.assertIn(": busy", result.lines("486")[0])

    def test_a_thousand_reasons_are_read_as_well(self):
        reasons = ["Reason: Q.850;cause=34"] * 1000
        _, result = self.meet(lambda request, say: say(
            answer_to(request, "480 Gone fishing", *reasons)))
        self.assertIn(": overloaded", result.lines("480")[0])

    def test_damaged_headers_hide_nothing_else(self):
        _, result = self.meet(lambda request, say: say(answer_to(
            request, "503 Down", "Retry-After: soon", "Reason: ;;;=,\"",
            "Warning: x", "Contact: <<>>", "no colon at all")))
        self.assertIn(": service_unavailable", result.lines("503")[0])
        self.assertNotIn("Retry-After", result.lines("503")[0])

    def test_a_number_of_seconds_without_end_is_clamped(self):
        _, result = self.meet(lambda request, say: say(answer_to(
            request, "503 Down", "Retry-After: " + "9" * 400)))
        self.assertIn("Retry-After 4294967295", result.lines("503")[0])
        held = re.search(r"hold the endpoint (\d+) ms", result.out).group(1)
        self.assertLess(int(held), 2 * 3600000)  # an hour, and jitter

    def test_a_repeated_final_advances_nothing(self):
        def talk(request, say):
            for _ in range(20):
                say(answer_to(request, "486 Busy Here"))

        stranger, result = self.meet(talk)
        self.assertEqual(len(result.lines("486")), 1)
        self.assertEqual(len(stranger.met("INVITE")), 1)

    def test_of_several_finals_the_first_counts(self):
        def talk(request, say):
            for status in ("486 Busy", "603 Decline", "200 OK", "503 Down"):
                say(answer_to(request, status))

        _, result = self.meet(talk)
        self.assertEqual(len(result.lines("486")), 1)
        for word in ("603", "503"):
            self.assertEqual(result.lines(word), [])

    def test_answers_to_something_else_are_none(self):
        wrong = [{"CSeq": "1 INVITE"}, {"CSeq": "7 BYE"}, {"CSeq": None},
                 {"Call_ID": "other"}, {"From": "<sip:x@y>;tag=z"},
                 {"Via": "SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKother"},
                 {"Via": None}, {"CSeq": "99999999999999999999 INVITE"}]

        def talk(request, say):
            for other in wrong:
                say(answer_to(request, "603 Decline", **other))

        stranger, result = self.meet(talk)
        self.assertEqual(result.lines("603"), [])
        self.assertIn(": timeout", result.lines("timer")[0])
        self.assertEqual(len(stranger.met("INVITE")), 1)

    def test_a_status_that_is_none_decides_nothing(self):
        for status in ("999 Beyond", "700 Beyond", "99 Below", "4860 Long",
                       "-486 Minus", "486", "abc Word"):
            with self.subTest(status=status):
                _, result = self.meet(lambda request, say, status=status: say(
                    answer_to(request, status)))
                self.assertNotIn(" 603 ", result.out)

    def test_bytes_that_are_no_sip_are_none(self):
        def talk(request, say):
            whole = answer_to(request, "486 Busy Here").encode()
            for end in range(0, whole.index(b"CSeq"), 7):
                say(whole[:end].replace(b"486", b"603"))
            for junk in (b"\0" * 1000, os.urandom(2000), b"SIP/2.0",
                         b"\r\n\r\n", b"SIP/2.0 603\r\n\r\n"):
                say(junk)
            say(whole)

        _, result = self.meet(talk)
        self.assertEqual(result.lines("603"), [])

    def test_a_flood_of_provisionals_wins_no_time(self):
        def talk(request, say):
            for number in range(2000):
                say(answer_to(request, f"{101 + number % 80} Going on",
                              tag=f"t{number}"))

        _, result = self.meet(talk, "--ring-ms", 3000)
        self.assertEqual(len(result.lines("dial")), 2)

    def test_challenges_that_cannot_be_met_stop_nothing(self):
        challenges = ['WWW-Authenticate: Digest nonce="x"',
                      "WWW-Authenticate: Digest realm=\"" + "r" * 9000 + "\"",
                      'WWW-Authenticate: Basic realm="b"',
                      'WWW-Authenticate: Digest realm="a", nonce="n", '
                      'algorithm=UNKNOWN', "WWW-Authenticate:"]
        bob = self.phone("bob", *answer())
        for challenge in challenges:
            with self.subTest(challenge=challenge[:60]):
                stranger = Stranger("stranger", lambda request, say: say(
                    answer_to(request, "401 Who", challenge)))
                result = self.dial("--user", "joe", "--rounds", 1,
                                   "--setup-ms", 3000, "--linger-ms", 100,
                                   stranger.uri, bob.uri,
                                   env={"SIP_PASSWORD": "secret"})
                stranger.stop()
                self.assertIn(result.code, (0, 1), result.err)
                self.assertLessEqual(len(stranger.met("INVITE")), 2)

    def test_an_answer_without_what_it_needs_ends_the_call(self):
        """No Contact, no tag, no description: RFC 3261 13.2.2.4 needs them."""
        contact = "Contact: <sip:stranger@127.0.0.1:9>"
        for more in ({"tag": None}, {"tag": "x"}, {"tag": "x", "extra":
                     [contact, contact]}, {"tag": "x", "extra":
                     ["Record-Route: <sip:127.0.0.1:9;lr>", "Contact: *"]}):
            with self.subTest(more=more):
                def talk(request, say, more=more):
                    to = header(request, "To")
                    if request.startswith("INVITE ") and more["tag"] is None:
                        say(answer_to(request, "200 OK", To=to))
                    elif request.startswith("INVITE "):
                        say(answer_to(request, "200 OK",
                                      *more.get("extra", [])))
                    elif not request.startswith("ACK "):
                        say(answer_to(request, "200 OK", To=to))

                stranger = Stranger("stranger", talk)
                result = self.dial("--linger-ms", 700, stranger.uri)
                stranger.stop()
                self.assertEqual(result.code, 0, result.err)
                self.assertEqual(len(result.lines("done")), 1)

    def test_who_cannot_be_hung_up_on_ends_nothing(self):
        """An answer that comes too late, with a Contact that no BYE reaches."""
        contacts = ["Contact: <tel:+15550100>", "Contact: <sip:>",
                    "Contact: <sip:x@[::>", "Contact: <urn:x>",
                    "Record-Route: <urn:x;lr>", "Record-Route: <tel:1>"]
        bob = self.phone("bob", *answer())
        for contact in contacts:
            with self.subTest(contact=contact):
                def talk(request, say, contact=contact):
                    if request.startswith("INVITE "):
                        time.sleep(1.2)
                        say(answer_to(request, "200 OK", contact))

                stranger = Stranger("stranger", talk)
                result = self.dial("--setup-ms", 600, "--talk-ms", 1500,
                                   "--linger-ms", 300, stranger.uri, bob.uri)
                stranger.stop()
                self.assertIn(result.code, (0, 1), result.err)
                self.assertNotIn("ERROR", result.err)

    def test_a_further_answer_of_a_fork_is_hung_up_on(self):
        def talk(request, say):
            if request.startswith("INVITE "):
                for tag in ("one", "two"):
                    say(answer_to(request, "200 OK",
                                  f"Contact: <{stranger.uri}>", tag=tag))
            elif request.startswith("BYE "):
                say(answer_to(request, "200 OK", To=header(request, "To")))

        stranger = Stranger("stranger", talk)
        self.addCleanup(stranger.stop)
        result = self.dial(stranger.uri)
        self.assertEqual(result.code, 0)
        for method in ("ACK", "BYE"):
            tags = {re.search(r"tag=(\w+)", header(text, "To")).group(1)
                    for text in stranger.met(method)}
            self.assertEqual(tags, {"one", "two"}, method)

    def test_redirects_in_a_circle_come_to_an_end(self):
        strangers = []

        def talk(request, say):
            if request.startswith("INVITE "):
                at = int(re.match(r"INVITE sip:s(\d)", request).group(1))
                to = strangers[(at + 1) % len(strangers)].uri
                say(answer_to(request, "302 There", f"Contact: <{to}>"))

        for number in range(3):
            strangers.append(Stranger(f"s{number}", talk))
            self.addCleanup(strangers[-1].stop)
        for redirects in (1, 5):
            before = sum(len(s.met("INVITE")) for s in strangers)
            result = self.dial("--redirects", redirects, "--rounds", 1,
                               strangers[0].uri)
            self.assertEqual(result.code, 1)
            asked = sum(len(s.met("INVITE")) for s in strangers) - before
            self.assertLessEqual(asked, redirects + 1)

    def test_a_bye_before_an_answer_ends_nothing(self):
        """The ring timer still runs: RFC 3261 15 wants an answer first."""
        def talk(request, say):
            say(answer_to(request, "180 Ringing"))
            say(bye_to(request, f"{header(request, 'To')};tag=stranger",
                       header(request, "From")))

        _, result = self.meet(talk, "--ring-ms", 3000)
        self.assertIn(": no_answer", result.lines("timer")[0])

    def test_a_stranger_s_bye_ends_nobody_s_call(self):
        """A BYE with other tags is of another dialog."""
        def talk(request, say):
            say(answer_to(request, "200 OK", f"Contact: <{stranger.uri}>"))
            say(bye_to(request, f"{header(request, 'To')};tag=other",
                       header(request, "From") + "x"))

        stranger = Stranger(
            "stranger", lambda request, say: talk(request, say)
            if request.startswith("INVITE ") else say(
                answer_to(request, "200 OK")) if request.startswith("BYE ")
            else None)
        self.addCleanup(stranger.stop)
        began = time.monotonic()
        result = self.dial("--talk-ms", 1000, stranger.uri)
        self.assertEqual(result.code, 0)
        self.assertGreater(time.monotonic() - began, 1.0)
        self.assertEqual(len(stranger.met("BYE")), 1)


if __name__ == "__main__":
    unittest.main()
