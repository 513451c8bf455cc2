"""Bad input gets one line that names it."""

import os
import re
import unittest

from dialer_case import DialerTest
from sipp import HOST, answer


class BadInput(DialerTest):
    CASES = [
        ([], "nobody to call"),
        (["http://example.invalid"], "'http://example.invalid' is no SIP URI"),
        (["sip:"], "'sip:' is no SIP URI"),
        (["sip:ann@host:99999"], "'sip:ann@host:99999' is no SIP URI"),
        (["sip:ann@ho st"], "'sip:ann@ho st' is no SIP URI"),
        (["ann=tel:+15550100"], "'tel:+15550100' is no SIP URI"),
        (["=sip:ann@host"], "'=sip:ann@host' has no name"),
        (["--via", "gw", "sip:a@b"], "'gw' is no SIP URI of a gateway"),
        (["--strategy", "best", "sip:a@b"], "'best' is no strategy"),
        (["--profile", "best", "sip:a@b"], "'best' is no profile"),
        (["--width", "9", "sip:a@b"], "'9' is no number from 1 to 8"),
        (["--ring-ms", "1s", "sip:a@b"], "'1s' is no number from 0 to 3600000"),
        (["--ring-ms"], "'--ring-ms' wants a value"),
        (["--frobnicate", "sip:a@b"], "'--frobnicate' is no option"),
        (["--user", "joe", "sip:a@b"], "'joe' has no password"),
        (["--realm", "r", "sip:a@b"], "'r' is a realm without --user"),
        (["--rules", "missing.rules", "sip:a@b"], "'missing.rules' No such"),
        (["--rules", "bad.rules", "sip:a@b"], "'bad.rules' line 1, column 1"),
        (["--from", "me", "sip:a@b"], "'me' is no SIP URI to call from"),
        (["sip:a\x1b[2J@b"], "'sip:a\\x1b[2J@b' is no SIP URI"),
    ]

    def test_bad_input_gets_one_line_that_names_it(self):
        with open(os.path.join(self.folder, "bad.rules"), "w",
                  encoding="ascii") as out:
            out.write("nonsense -> more\n")
        for words, text in self.CASES:
            with self.subTest(words=words):
                result = self.dial(*words, env={"SIP_PASSWORD": ""}
                                   if "joe" not in words else None)
                self.assertEqual(result.code, 2, result.out)
                self.assertEqual(result.out, "")
                self.assertIn(text, result.err)
                self.assertRegex(result.err, r"^sofia_dialer: [^\n]*\n$")

    def test_a_port_that_is_taken_is_told(self):
        ann = self.phone("ann", *answer())
        result = self.dial("--local", f"sip:{HOST}:{ann.port};transport=udp",
                           ann.uri)
        self.assertEqual(result.code, 3)
        self.assertRegex(result.err, r"^sofia_dialer: .*cannot be listened on\n")

    def test_help_names_every_option(self):
        result = self.dial("--help")
        self.assertEqual(result.code, 0)
        self.assertEqual(len(re.findall(r"^  --", result.out, re.M)), 23)


if __name__ == "__main__":
    unittest.main()
