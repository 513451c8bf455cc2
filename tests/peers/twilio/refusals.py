"""What cannot work is said in one line, which names it, and nothing starts."""

import os
import socket
import subprocess
import tempfile
import unittest

from peer import PUBLIC, environment, program

HEAD = f"public_url {PUBLIC}\nagent 1 client:ann\n"
# The file, and "line:column: what" or what is said of it as a whole.
BAD = [
    ("", "public_url is missing"),
    (f"public_url {PUBLIC}\n", "there is no agent"),
    ("public_url ftp://a/b\n", "1:12: 'ftp://a/b' is not https://HOST/PATH"),
    ("public_url https://a.example\n", "1:12: 'https://a.example' is not"),
    ("public_url https://a/b?c=d\n", "1:12: 'https://a/b?c=d' is not"),
    ("public_url\n", "1:11: is not https://HOST/PATH"),
    (f"public_url {PUBLIC}{'x' * 300}\n", "is too long"),
    (HEAD + "agent\n", "3:6: is not a number from 0 to 255"),
    (HEAD + "agent 256 client:x\n", "3:7: '256' is not a number"),
    (HEAD + "agent -1 client:x\n", "3:7: '-1' is not a number"),
    (HEAD + "agent 1 client:x\n", "3:7: '1' is an agent already"),
    (HEAD + "agent 2\n", "3:8: is not client:NAME"),
    (HEAD + "agent 2 client:\n", "3:9: 'client:' is not client:NAME"),
    (HEAD + "agent 2 ann\n", "3:9: 'ann' is not client:NAME"),
    (HEAD + "agent 2 14155550100\n", "3:9: '14155550100' is not"),
    (HEAD + "agent 2 +1415555010x\n", "3:9: '+1415555010x' is not"),
    (HEAD + "agent 2 +0415555010\n", "3:9: '+0415555010' is not"),
    (HEAD + "agent 2 sip:@b\n", "3:9: 'sip:@b' is not"),
    (HEAD + "agent 2 sip:a@\n", "3:9: 'sip:a@' is not"),
    (HEAD + f"agent 2 sip:{'x' * 300}@b\n", "is too long"),
    (HEAD + "agent 2 client:x tier=8\n", "3:18: 'tier=8' is not a number from "
                                         "0 to 7"),
    (HEAD + "agent 2 client:x weight=256\n", "3:18: 'weight=256' is not"),
    (HEAD + "agent 2 client:x person=\n", "3:18: 'person=' names nobody"),
    (HEAD + "agent 2 client:x colour=red\n", "3:18: 'colour=red' is not"),
    (HEAD + "group sales 1 9\n", "3:15: '9' is no agent of a line above"),
    (HEAD + "group sales 1 1\n", "3:15: '1' stands twice in this group"),
    (HEAD + "group sales x\n", "3:13: 'x' is not a number"),
    (HEAD + "group sales\n", "the group has no members"),
    (HEAD + "group Sales 1\n", "3:7: 'Sales' is not a name"),
    (HEAD + "group a 1\ngroup a 1\n", "4:7: 'a' is a group already"),
    (HEAD + "".join(f"group g{n} 1\n" for n in range(33)),
     "35:7: 'g32' is one group too many"),
    (HEAD + "profile twilo_dial\n", "3:9: 'twilo_dial' is no profile"),
    (HEAD + "strategy luck\n", "3:10: 'luck' is no strategy"),
    (HEAD + "ring 9\n", "3:6: '9' is not a number from 10 to 605"),
    (HEAD + "ring 606\n", "3:6: '606' is not"),
    (HEAD + "ring 20s\n", "3:6: '20s' is not"),
    (HEAD + "ring 20 30\n", "3:9: '30' is not expected here"),
    (HEAD + "talk 99999999999999999999\n", "is not a number from 1 to 86400"),
    (HEAD + "voicemail\n", "3:10: is not a number"),
    (HEAD + "queue\n", "3:6: a word is missing here"),
    (HEAD + "queue " + "x" * 65 + "\n", "is too long"),
    (HEAD + "caller_id ann\n", "3:11: 'ann' is no number"),
    (HEAD + "answer_on_bridge maybe\n", "3:18: 'maybe' is not on or off"),
    (HEAD + "say hello you\n", "3:5: 'hello' is nothing that callers are told"),
    (HEAD + "say busy  \n", "a text is missing here"),
    (HEAD + "say busy " + "x" * 256 + "\n", "is too long"),
    (HEAD + "fallback_url x\n", "3:1: 'fallback_url' is no word of this file"),
    (HEAD + "\x1b[31m x\n", "3:1: a byte that is no text stands here"),
    (HEAD + "# \xff\xfe\n", "a byte that is no text stands here"),
    (HEAD + "queue a\0b\n", "3:8: a byte that is no text stands here"),
    (HEAD + "".join(f"agent {n} client:a{n} person=ann\n"
                    for n in range(2, 20)), "has 16 devices already"),
    ("# " + "x" * 300000, "is too large"),
    (HEAD + f"public_url {PUBLIC}\n", "3:1: 'public_url' stands on a line "
                                      "above already"),
    (HEAD + "ring 20\nring 30\n", "4:1: 'ring' stands on a line above"),
    ("public_url https:///x\n", "1:12: 'https:///x' is not https://HOST/PATH"),
    ("public_url https://:443/x\n", "1:12: 'https://:443/x' is not"),
] + [
    # No UTF-8, or nothing that XML may carry.
    (HEAD + f"say busy a{bad}b\n", "3:11: a byte that is no text stands here")
    for bad in ("\x80", "\xc0\xaf", "\xc3", "\xc3(", "\xe0\x80\x80",
                "\xed\xa0\x80", "\xef\xbf\xbe", "\xef\xbf\xbf",
                "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
                "\x7f", "\x0b", "\x1b[0m")
]


class Refusals(unittest.TestCase):
    def run_server(self, *arguments, token="12345"):
        return subprocess.run(
            [program("twilio_server"), *arguments], capture_output=True,
            timeout=300, check=False, env=environment(token))

    def refused(self, done, status, why):
        text = done.stderr.decode("utf-8", "replace")
        self.assertEqual(done.returncode, status, done)
        self.assertEqual(done.stdout, b"")
        self.assertEqual(text.count("\n"), 1, text)
        self.assertIn(why, text)
        self.assertTrue(text.startswith("twilio_server: "), text)
        self.assertNotIn("\x1b", text)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.path = os.path.join(folder.name, "agents.conf")

    def write(self, text):
        with open(self.path, "wb") as file:
            file.write(text.encode("latin-1"))

    def test_a_bad_file_is_named_with_line_and_column(self):
        for text, why in BAD:
            with self.subTest(why):
                self.write(text)
                done = self.run_server(self.path, "127.0.0.1:0")
                self.refused(done, 2, why)
                self.assertIn(self.path + ":", done.stderr.decode())

    def test_a_file_that_is_none_is_named(self):
        self.refused(self.run_server("/nowhere"), 2, "/nowhere: No such file")
        self.refused(self.run_server(self.folder), 2, ": Is a directory")

    def test_a_port_in_use_is_named(self):
        self.write(HEAD)
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            where = f"127.0.0.1:{taken.getsockname()[1]}"
            self.refused(self.run_server(self.path, where), 1,
                         f"cannot listen on {where}: Address already in use")

    def test_an_address_that_is_none_is_named(self):
        self.write(HEAD)
        for where in ("here", "localhost:80", "127.0.0.1", ":x", "1.2.3.4.5:1",
                      "127.0.0.1:99999", "127.0.0.1:65536", "127.0.0.1:-1",
                      "127.0.0.1: 80", "127.0.0.1:http", "x" * 100 + ":1", ""):
            self.refused(self.run_server(self.path, where), 1,
                         "ADDRESS:PORT")

    def test_a_missing_auth_token_is_said(self):
        self.write(HEAD)
        self.refused(self.run_server(self.path, token=""), 2,
                     "TWILIO_AUTH_TOKEN is not set")
        self.refused(self.run_server(self.path, token="x" * 300), 2,
                     "TWILIO_AUTH_TOKEN is too long")

    def test_a_state_file_that_cannot_be_is_named(self):
        for path, why in (("/nowhere/state", "No such file"),
                          (self.folder, "Is a directory"),
                          ("/dev/null", "is no regular file")):
            self.write(HEAD + f"state {path}\n")
            self.refused(self.run_server(self.path), 2, f"{path}: {why}")

    def test_wrong_arguments_are_answered_with_the_right_ones(self):
        for arguments in ((), ("a", "b", "c")):
            self.refused(self.run_server(*arguments), 2, "usage:")

    def test_twilio_sign_says_what_it_needs(self):
        for arguments, token, why in (
                ((), "1", b"usage:"), (("u",), "", b"is not set"),
                (("u", "noname"), "1", b"'noname' is not NAME=VALUE")):
            done = subprocess.run(
                [program("twilio_sign"), *arguments], capture_output=True,
                timeout=300, check=False, env=environment(token))
            self.assertEqual((done.returncode, done.stdout), (2, b""))
            self.assertIn(why, done.stderr)

    def test_the_example_file_is_a_good_one(self):
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..",
                            "..", "..", "examples", "twilio", "agents.conf")
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            where = f"127.0.0.1:{taken.getsockname()[1]}"
            self.refused(self.run_server(path, where), 1, "already in use")


if __name__ == "__main__":
    unittest.main()
