"""The validator itself: what it must refuse."""

import unittest

import twiml

GOOD = b"""<Response><Dial action="https://a.example/x?a=1&amp;b=2"
 method="POST" timeout="10"><Client>ann</Client></Dial></Response>"""
BAD = [
    b"", b"<Response>", b"<response/>", b"<Response><dial/></Response>",
    b"<Response><Dial>+14155550100</Dial></Response>",
    GOOD.replace(b"action=", b"fallbackUrl="),
    GOOD.replace(b"timeout=\"10\"", b"timeout=\"4\""),
    GOOD.replace(b"timeout=\"10\"", b"timeout=\"601\""),
    GOOD.replace(b"timeout", b"Timeout"),
    GOOD.replace(b"&amp;", b"&"),
    GOOD.replace(b"<Client>ann</Client>", b""),
    GOOD.replace(b"<Client>ann</Client>", b"<Client/>"),
    GOOD.replace(b"<Client>ann</Client>", b"<Say>ann</Say>"),
    GOOD.replace(b"Client", b"Number"),
    GOOD.replace(b"Client", b"Sip"),
    GOOD.replace(b"</Dial>", b"</Dial><Hangup/>"),
    b"<Response>Hello</Response>",
    b"<Response><Hangup>now</Hangup></Response>",
    b"<Response><Record maxLength=\"5\"/></Response>",
    b"<Response><Enqueue action=\"https://a.example/\">" + b"x" * 65 +
    b"</Enqueue></Response>",
    b"<Response><Gather action=\"/relative\"><Say>x</Say></Gather></Response>",
    b"<Response><Say>" + b"x" * 70000 + b"</Say></Response>",
    b"<!DOCTYPE r [<!ENTITY a \"b\">]><Response/>",
]


class Validator(unittest.TestCase):
    def test_takes_a_dial(self):
        self.assertEqual([child.tag for child in twiml.read(GOOD)], ["Dial"])

    def test_refuses_what_is_no_twiml(self):
        for document in BAD:
            with self.subTest(document[:80]), self.assertRaises(twiml.Wrong):
                twiml.read(document)


if __name__ == "__main__":
    unittest.main()
