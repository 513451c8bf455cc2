"""Callers who hang up, an Asterisk that says anything, and bad input."""

import re
import subprocess
import time
import unittest

from asterisk import AGI, ANSWER, BUSY, ENVIRONMENT, Asterisk, End


class HangingUp(unittest.TestCase):
    def assertGone(self, call):
        self.assertEqual(call.code, 4, call.error)
        self.assertEqual(call.dialled, ["X/1"])
        self.assertEqual(call.error, "")

    def test_dial_says_that_the_caller_cancelled(self):
        call = Asterisk("X/1", "X/2", X_1=End("CANCEL"), X_2=ANSWER)
        call.run()
        self.assertGone(call)
        self.assertEqual(call.variables["REDIAL_OUTCOME"], "cancelled")
        self.assertEqual(call.variables["REDIAL_REPLY"], "487")

    def test_a_signal_while_it_rings(self):
        call = Asterisk("X/1", "X/2", X_1=End("NOANSWER", takes=0.3),
                        X_2=ANSWER)
        ring = call.dial
        call.dial = lambda channel: (call.hang_up(), ring(channel))[1]
        call.run()
        self.assertGone(call)
        self.assertEqual(call.variables["REDIAL_WHY"], "caller_gone")

    def test_a_line_while_it_rings(self):
        call = Asterisk("X/1", "X/2", X_1=End("NOANSWER"), X_2=ANSWER)
        ring = call.dial
        call.dial = lambda channel: "HANGUP\n" + ring(channel)
        call.run()
        self.assertGone(call)

    def test_a_channel_that_is_dead(self):
        call = Asterisk("X/1", "X/2")
        call.dial = lambda channel: (
            call.dialled.append(channel),
            "511 Command Not Permitted on a dead channel or intercept routine"
        )[1]
        call.run()
        self.assertGone(call)

    def test_the_end_of_the_input(self):
        call = Asterisk("X/1", "X/2")
        call.dial = lambda channel: call.dialled.append(channel)
        call.run()
        self.assertGone(call)

    def test_a_pipe_that_is_closed(self):
        call = Asterisk("--verbose", 0, "X/1")
        call.process.stdout.close()
        call.say(ENVIRONMENT)
        call.process.wait(10)
        self.assertEqual(call.process.returncode, 4)  # and no SIGPIPE
        self.assertEqual(call.process.stderr.read(), b"")
        call.process.stdin.close()
        call.process.stderr.close()

    def test_before_anybody_was_dialled(self):
        call = Asterisk("X/1", X_1=ANSWER)
        call.process.stdin.close()
        call.process.wait(10)
        self.assertEqual(call.process.returncode, 4)
        self.assertNotIn(b"Dial", call.process.stdout.read())
        call.process.stdout.close()
        call.process.stderr.close()

    def test_while_another_round_is_waited_for(self):
        call = Asterisk("X/1", X_1=BUSY)
        execute = call.execute
        call.execute = lambda name, text: (
            "200 result=-1" if name == "Wait" else execute(name, text))
        call.run()
        self.assertGone(call)

    def test_a_caller_who_talked_was_answered(self):
        call = Asterisk("X/1", X_1=End("ANSWER", 16, takes=0.2))
        talk = call.dial
        call.dial = lambda channel: (call.hang_up(), talk(channel))[1]
        self.assertEqual(call.run(), 0)


class Replies(unittest.TestCase):
    def broken(self, reply):
        call = self.call = Asterisk("X/1", "X/2", X_1=BUSY, X_2=ANSWER)
        call.dial = lambda channel: (call.dialled.append(channel), reply)[1]
        self.assertEqual(call.run(), 3)
        self.assertEqual(call.dialled, ["X/1"])
        self.assertRegex(call.error, r"^agi_hunt: '[^\n]*' is no[^\n]*\n$")
        return call.error

    def test_what_is_no_reply_gets_one_line_that_names_it(self):
        for reply in ("hello", "200", "200 ok", "20 result=0", "-200 result=0",
                      "200 result=x", "200 result=1x", "\x1b[2J", " ", ""):
            with self.subTest(reply=reply):
                self.assertIn(reply.strip("\x1b"), self.broken(reply))

    def test_a_line_without_end_is_cut(self):
        self.assertLess(len(self.broken("x" * 100000)), 3000)

    def test_an_asterisk_without_dial_is_told(self):
        for reply in ("200 result=-2", "510 Invalid or unknown command",
                      "520-Invalid command syntax.  Proper usage follows:\n"
                      "Usage: EXEC\n200 result=0\n520 End of proper usage."):
            with self.subTest(reply=reply):
                self.assertIn("'Dial'", self.broken(reply))
                self.assertEqual(self.call.variables["REDIAL_WHY"], "withdrawn")

    def test_trying_is_no_reply_yet(self):
        call = Asterisk("X/1", X_1=ANSWER)
        dial = call.dial
        call.dial = lambda channel: "100 result=0 Trying...\n" + dial(channel)
        self.assertEqual(call.run(), 0)

    def test_a_slow_asterisk_is_waited_for(self):
        call = Asterisk("X/1", X_1=ANSWER)
        serve = call.serve

        def slowly(command):
            reply = serve(command) + "\n"
            for byte in reply[:-1]:
                call.say(byte)
                time.sleep(0.01)
            return ""

        call.serve = slowly
        self.assertEqual(call.run(), 0)

    def test_an_older_asterisk_without_the_causes_of_channels(self):
        call = Asterisk("X/1", "X/2", X_1=End("BUSY", 17), X_2=ANSWER)
        execute = call.execute
        call.execute = lambda name, text: (
            "200 result=-2" if name == "HangupCauseClear"
            else execute(name, text))
        self.assertEqual(call.run(), 0)

    def test_values_of_any_length_and_kind(self):
        for value in ("9" * 1900, "()", "((((", "SIP 486 Busy (really)",
                      "\x00\xff", "%s%n"):
            with self.subTest(value=value[:20]):
                call = Asterisk("--rounds", 1, "X/1", X_1=BUSY)
                call.variable = lambda name, value=value: value
                self.assertIn(call.run(), (0, 1))
                self.assertEqual(call.error, "")


class BadInput(unittest.TestCase):
    CASES = [
        ([], "nobody to call"),
        (["ann"], "'ann' is no channel"),
        (["PJSIP/"], "'PJSIP/' is no channel"),
        (["PJSIP/a&PJSIP/b"], "'PJSIP/a&PJSIP/b' holds a character"),
        (["PJSIP/a,10"], "'PJSIP/a,10' holds a character"),
        (['PJSIP/a"'], "holds a character"),
        (["PJSIP/${X}"], "holds a character"),
        (["PJSIP/a\nSET VARIABLE X 1"], "holds a character"),
        (["a,b=PJSIP/a"], "'a,b=PJSIP/a' holds a character"),
        (["PJSIP/" + "a" * 300], "is too long for a channel"),
        (["=PJSIP/a"], "'=PJSIP/a' has no name"),
        (["--via", "PJSIP/gw", "1"], "'PJSIP/gw' has no {}"),
        (["--via", "gw{}", "1"], "'gw{}' is no channel"),
        (["--strategy", "best", "X/1"], "'best' is no strategy"),
        (["--profile", "best", "X/1"], "'best' is no profile"),
        (["--ring-ms", "10", "X/1"], "'10' is no number from 1000"),
        (["--dial-options", 'x"', "X/1"], "are no options of Dial"),
        (["--rules", "/nonexistent", "X/1"], "'/nonexistent' No such file"),
        (["--", "--hang-up"], "'--hang-up' is no channel"),
        (["--what", "X/1"], "'--what' is no option"),
    ]

    def test_bad_input_gets_one_line_that_names_it(self):
        for words, text in self.CASES:
            with self.subTest(words=words):
                done = subprocess.run([AGI, *words], input=ENVIRONMENT,
                                      capture_output=True, text=True,
                                      timeout=300, check=False)
                self.assertEqual(done.returncode, 2)
                self.assertEqual(done.stdout, "")
                self.assertIn(text, done.stderr)
                self.assertRegex(done.stderr, r"^agi_hunt: [^\n]*\n$")

    def test_help_names_every_option(self):
        done = subprocess.run([AGI, "--help"], capture_output=True, text=True,
                              timeout=300, check=False)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(len(re.findall(r"^  --", done.stdout, re.M)), 12)


if __name__ == "__main__":
    unittest.main()
