"""Every outcome leads to a document that Twilio can follow, and the right one.
Through both shells."""

import itertools
import os
import time
import unittest

import peer
from peer import Call, Cgi, Server, config

PEOPLE = ("agent 1 client:ann-desk person=ann",
          "agent 2 client:ann-mobile person=ann",
          "agent 3 +14155550103 person=bob",
          "agent 4 sip:chris@example.com person=chris")
ALL = ("queue support", "voicemail 60")


class Shell:
    """Tests of either shell: `shell` makes one of a configuration."""

    shell = None

    def handler(self, *lines):
        handler = self.shell(config(*lines))
        self.addCleanup(handler.stop)
        return handler

    def call(self, *lines, **more):
        return Call(self.handler("strategy skip_busy", *lines), **more)


class Outcomes(Shell):
    def test_a_busy_agent_is_followed_by_the_next(self):
        call = self.call(*PEOPLE, *ALL).start()
        self.assertEqual(call.ended("busy", 486).target, "client:ann-mobile"
                         .removeprefix("client:"))
        self.assertEqual(call.ended("no-answer").target, "+14155550103")
        self.assertEqual(call.ended("failed", 503).target,
                         "sip:chris@example.com")

    def test_who_answered_ends_the_call(self):
        for told in ({"status": "completed"}, {"status": "answered"},
                     {"status": "completed", "code": 200},
                     {"status": "no-answer", "DialBridged": "true"}):
            call = self.call(*PEOPLE, *ALL).start().ended(**told)
            self.assertEqual(call.verbs, ["Hangup"])

    def test_a_decline_is_never_rung_again_by_another_device(self):
        for told in ({"code": 603}, {"error": 31603}, {"code": 607},
                     {"code": 603, "error": 31603}):
            for status in ("busy", "no-answer", "failed"):
                with self.subTest(status=status, **told):
                    call = self.call(*PEOPLE, *ALL).start()
                    while call.target is not None:
                        if call.target == "ann-desk":
                            call.ended(status, **told)
                        else:
                            call.ended("busy", 486)
                    self.assertEqual(
                        call.rung, ["ann-desk", "+14155550103",
                                    "sip:chris@example.com"])

    def test_busy_everywhere_spares_all_devices_of_that_person(self):
        call = self.call(*PEOPLE, *ALL).start().ended("busy", 600)
        self.assertEqual(call.target, "+14155550103")

    def test_all_busy_goes_to_the_queue(self):
        call = self.call(*PEOPLE, *ALL).start()
        while call.target is not None:
            call.ended("busy")
        self.assertEqual(call.verbs, ["Say", "Enqueue"])
        self.assertEqual(call.root.find("Enqueue").text, "support")

    def test_nobody_there_is_offered_voicemail(self):
        call = self.call(*PEOPLE, *ALL).start()
        while call.target is not None:
            call.ended("no-answer")
        self.assertEqual(call.verbs, ["Say", "Record", "Hangup"])
        self.assertEqual(call.root.find("Record").get("maxLength"), "60")
        call.follow(RecordingUrl="https://api.example.com/r")
        self.assertEqual(call.verbs, ["Say", "Hangup"])

    def test_what_is_not_set_up_is_not_offered(self):
        call = self.call(PEOPLE[0], "voicemail 0").start().ended("busy")
        self.assertEqual(call.verbs, ["Say", "Hangup"])

    def test_a_wrong_number_is_announced(self):
        call = self.call("agent 3 +14155550103", *ALL).start()
        self.assertEqual(call.ended("failed", 604).verbs, ["Say", "Hangup"])
        self.assertIn("number", call.root.find("Say").text)

    def test_nobody_rings_for_a_caller_who_has_gone(self):
        handler = self.handler("strategy skip_busy", *PEOPLE, *ALL)
        for status in ("completed", "busy", "failed", "no-answer", "canceled"):
            gone = Call(handler).start(CallStatus=status)
            self.assertEqual(gone.verbs, ["Hangup"])
        call = Call(handler).start()
        self.assertEqual(call.ended("no-answer", CallStatus="completed").verbs,
                         ["Hangup"])

    def test_a_caller_who_hung_up_after_the_talk_was_served(self):
        call = self.call(*PEOPLE, *ALL).start()
        call.ended("completed", CallStatus="completed")
        self.assertEqual(call.verbs, ["Hangup"])
        self.assertIn(f"{call.sid} success answered",
                      call.handlers[0].said())

    def test_what_twilio_does_not_tell_is_an_unknown_failure(self):
        call = self.call(*PEOPLE, *ALL).start()
        self.assertEqual(call.ended("melted").target, "ann-mobile")
        self.assertEqual(call.ended(None).target, "+14155550103")
        self.assertEqual(call.ended("", code="").target,
                         "sip:chris@example.com")

    def test_a_group_rings_its_members_alone(self):
        call = self.call(*PEOPLE, "group b 4 3", *ALL, group="b").start()
        while call.target is not None:
            call.ended("busy")
        self.assertEqual(call.rung, ["sip:chris@example.com", "+14155550103"])

    def test_a_lower_tier_goes_first(self):
        call = self.call("agent 1 client:late tier=2", "agent 2 client:first",
                         "agent 3 client:then tier=1").start()
        while call.target is not None:
            call.ended("no-answer")
        self.assertEqual(call.rung, ["first", "then", "late"])

    def test_get_is_as_good_as_post(self):
        call = self.call(*PEOPLE, *ALL).start(method="GET")
        self.assertEqual(call.target, "ann-desk")
        fields = call.fields(DialCallStatus="busy")
        call.take(call.send(call.next_url, fields, "GET"))
        self.assertEqual(call.target, "ann-mobile")

    def test_a_phone_rings_as_long_as_it_says_twilios_5_s_included(self):
        for ring, timeout in ((10, "5"), (25, "20"), (605, "600")):
            call = self.call(f"ring {ring}", *PEOPLE).start()
            self.assertEqual(call.root.find("Dial").get("timeout"), timeout)
        # the profile's 15 s
        call = self.call(*PEOPLE).start()
        self.assertEqual(call.root.find("Dial").get("timeout"), "10")

    def test_every_text_is_escaped(self):
        said = "Fish & chips <now> \"50%\" 'off' – für alle"
        uri = "sip:a&b'c@example.com;transport=tls?x-a=1&x-b=<2>"
        call = self.call("agent 1 " + uri, f"say announce {said}",
                         "voicemail 0").start()
        self.assertEqual(call.target, uri)
        call.ended("no-answer")
        self.assertEqual(call.root.find("Say").text, said)

    def test_the_caller_id_and_the_voice_are_as_set_up(self):
        call = self.call(PEOPLE[0], "caller_id +14155550100", "voice alice",
                         "language en-GB", "talk 600", "answer_on_bridge off",
                         *ALL).start()
        dial = call.root.find("Dial")
        self.assertEqual(dial.get("callerId"), "+14155550100")
        self.assertEqual(dial.get("timeLimit"), "600")
        self.assertEqual(dial.get("answerOnBridge"), "false")
        say = call.ended("no-answer").root.find("Say")
        self.assertEqual((say.get("voice"), say.get("language")),
                         ("alice", "en-GB"))

    def test_a_second_round_begins_after_a_pause(self):
        call = self.call("profile hunt_group", *PEOPLE, *ALL).start()
        while call.target is not None:
            call.ended("busy" if call.target != "+14155550103" else "no-answer",
                       603 if call.target == "+14155550103" else None)
        self.assertEqual(call.verbs, ["Pause", "Redirect"])
        # Too early: the hunt only says wait again.
        self.assertEqual(call.follow().verbs, ["Pause", "Redirect"])
        until = time.monotonic() + 300
        while call.target is None and time.monotonic() < until:
            time.sleep(int(call.root.find("Pause").get("length")))
            call.follow()
        first_round, call.rung = call.rung, []
        while call.target is not None:
            call.rung.append(call.target)
            call.ended("no-answer")
        self.assertIn("+14155550103", first_round)
        self.assertGreater(len(call.rung), 0)
        self.assertNotIn("+14155550103", call.rung)


class Ladder(Shell):
    """What follows when nobody answers: queue, callback, voicemail."""

    def queued(self, *more):
        handler = self.handler("agent 1 client:ann", *ALL, *more)
        return Call(handler).start().ended("busy")

    def test_who_was_served_from_the_queue_is_done(self):
        for result in ("bridged", "hangup", "redirected-from-bridged"):
            self.assertEqual(self.queued().follow(QueueResult=result).verbs,
                             ["Hangup"])

    def test_who_leaves_the_queue_gets_the_next_rung(self):
        for result in ("leave", "queue-full", "error", "system-error", "", "?"):
            self.assertEqual(self.queued().follow(QueueResult=result).verbs,
                             ["Say", "Record", "Hangup"])

    def test_a_queue_is_left_when_its_time_is_over(self):
        call = self.queued("queue_wait 30")
        wait = call.root.find("Enqueue").get("waitUrl")
        for waited, verbs in (("0", ["Say", "Pause", "Redirect"]),
                              ("29", ["Say", "Pause", "Redirect"]),
                              ("30", ["Leave"]), ("99999999", ["Leave"]),
                              ("-1", ["Say", "Pause", "Redirect"])):
            call.take(call.send(wait, call.fields(QueueTime=waited)))
            self.assertEqual(call.verbs, verbs)

    def test_a_callback_is_kept_once_and_said_so(self):
        with self.folder() as folder:
            kept = os.path.join(folder, "callbacks")
            call = self.queued(f"callbacks {kept}").follow(QueueResult="leave")
            self.assertEqual(call.verbs, ["Gather", "Say", "Record", "Hangup"])
            offer = call.root
            for _ in range(2):  # Twilio asks twice, or somebody else does
                call.root = offer
                call.follow(Digits="1")
                self.assertEqual(call.verbs, ["Say", "Hangup"])
            with open(kept, encoding="ascii") as file:
                lines = file.read().splitlines()
            self.assertEqual(len(lines), 1)
            self.assertEqual(lines[0].split()[1:], [call.sid, call.caller])

    def test_another_key_is_no_callback(self):
        with self.folder() as folder:
            kept = os.path.join(folder, "callbacks")
            call = self.queued(f"callbacks {kept}").follow(QueueResult="leave")
            self.assertEqual(call.follow(Digits="2").verbs,
                             ["Say", "Record", "Hangup"])
            self.assertFalse(os.path.exists(kept))

    def test_no_line_can_be_added_through_a_callers_name(self):
        with self.folder() as folder:
            kept = os.path.join(folder, "callbacks")
            call = self.queued(f"callbacks {kept}").follow(QueueResult="leave")
            call.follow(Digits="1", From="+1415\n1 CA0 +666")
            self.assertEqual(call.verbs, ["Say", "Record", "Hangup"])
            self.assertFalse(os.path.exists(kept))

    def test_a_callback_that_cannot_be_kept_is_not_promised(self):
        call = self.queued("callbacks /nowhere/at/all").follow(
            QueueResult="leave")
        self.assertEqual(call.follow(Digits="1").verbs,
                         ["Say", "Record", "Hangup"])
        self.assertIn("/nowhere/at/all: No such file",
                      call.handlers[0].said())

    @staticmethod
    def folder():
        return peer.tempfile.TemporaryDirectory()


class OutcomesOfServer(Outcomes, unittest.TestCase):
    shell = Server


class OutcomesOfCgi(Outcomes, unittest.TestCase):
    shell = Cgi


class LadderOfServer(Ladder, unittest.TestCase):
    shell = Server


class LadderOfCgi(Ladder, unittest.TestCase):
    shell = Cgi


class Everything(unittest.TestCase):
    """Each status word with each kind of code and error: the document is one,
    the call ends, and nobody is rung twice but by a wait of the plan."""

    WORDS = (None, "completed", "answered", "busy", "no-answer", "failed",
             "canceled", "wet")
    CODES = (None, 200, 302, 401, 404, 408, 480, 484, 486, 487, 500, 503, 600,
             603, 604, 607, 608, 699)
    ERRORS = (None, 31486, 31603, 31404, 31401, 32203, 10001, 10004, 20003)

    def test_every_outcome_leads_to_valid_twiml(self):
        handler = Cgi(config("strategy skip_busy", *PEOPLE, *ALL))
        self.addCleanup(handler.stop)
        ends = set()
        for told in itertools.product(self.WORDS, self.CODES, self.ERRORS):
            if told[1] is not None and told[2] is not None \
                    and told[0] not in ("busy", "failed"):
                continue
            call = Call(handler).start()
            pauses = 0
            for _ in range(12):
                if call.target is None and "Redirect" not in call.verbs:
                    break
                if call.target is None:
                    pauses += 1
                    break
                call.ended(*told)
            with self.subTest(told):
                self.assertTrue(call.target is None)
                if not pauses:
                    self.assertEqual(len(set(call.rung)), len(call.rung))
            ends.add(tuple(call.verbs))
        self.assertEqual(ends, {
            ("Hangup",), ("Say", "Enqueue"), ("Say", "Record", "Hangup"),
            ("Say", "Hangup"), ("Pause", "Redirect")})


if __name__ == "__main__":
    unittest.main()
