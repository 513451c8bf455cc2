"""The CGI program: Twilio's own vectors, the environment that a web server
gives it (RFC 3875), and a web server that nobody here wrote."""

import os
import select
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
from urllib.parse import urlencode

import peer
from peer import FORM, PUBLIC, Answer, Call, Cgi, config, sign

# As the tests of Twilio's own libraries have them; the token is 12345.
PARAMS = [("CallSid", "CA1234567890ABCDE"), ("Caller", "+14158675309"),
          ("Digits", "1234"), ("From", "+14158675309"),
          ("To", "+18005551212")]
QUERY = "?foo=1&bar=2"
VECTORS = [
    ("https://mycompany.com/myapp.php", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
    ("https://mycompany.com/myapp.php", "kvajT1Ptam85bY51eRf/AJRuM3w="),
    ("https://mycompany.com:443/myapp.php", "kvajT1Ptam85bY51eRf/AJRuM3w="),
    ("https://mycompany.com:443/myapp.php", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
    ("http://mycompany.com/myapp.php", "0ZXoZLH/DfblKGATFgpif+LLRf4="),
    ("http://mycompany.com:80/myapp.php", "0ZXoZLH/DfblKGATFgpif+LLRf4="),
    ("http://mycompany.com:1234/myapp.php", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
]
REPEATED = [("Sid", "CA123"), ("SidAccount", "AC123"), ("Digits", "5678"),
            ("Digits", "1234"), ("Digits", "1234")]
AGENTS = ("strategy skip_busy", "agent 1 client:ann", "agent 2 client:bob")
START = [("CallSid", "CA1")]
BODY = urlencode(START).encode()


class Vectors(unittest.TestCase):
    def test_twilios_vectors_open_the_door(self):
        for public, signature in VECTORS:
            with self.subTest(public):
                cgi = Cgi(config(*AGENTS, public=public))
                self.addCleanup(cgi.stop)
                body = urlencode(PARAMS).encode()
                self.assertEqual(cgi.ask(QUERY, body, signature).status, 200)
                # The same for another URL, another method, other fields.
                self.assertEqual(cgi.ask("", body, signature).status, 403)
                self.assertEqual(
                    cgi.ask(QUERY, b"", signature, method="GET").status, 403)
                self.assertEqual(
                    cgi.ask(QUERY, body + b"&x=", signature).status, 403)

    def test_a_repeated_name_is_signed_with_each_of_its_values(self):
        cgi = Cgi(config(*AGENTS, public="https://mycompany.com/myapp.php"))
        self.addCleanup(cgi.stop)
        answer = cgi.ask(QUERY, urlencode(REPEATED).encode(),
                         "IK+Dwps556ElfBT0I3Rgjkr1wJU=")
        self.assertEqual(answer.status, 400)  # signed, but no CallSid
        self.assertIn(b"CallSid", answer.body)


class Environment(unittest.TestCase):
    def setUp(self):
        self.cgi = Cgi(config(*AGENTS))
        self.addCleanup(self.cgi.stop)
        self.given = {"REQUEST_METHOD": "POST", "QUERY_STRING": "",
                      "CONTENT_TYPE": FORM, "CONTENT_LENGTH": str(len(BODY)),
                      "HTTP_X_TWILIO_SIGNATURE": sign(PUBLIC, START)}

    def status(self, body=BODY, drop=(), arguments=(), **changed):
        variables = {k: v for k, v in {**self.given, **changed}.items()
                     if k not in drop}
        return Cgi.parse(self.cgi.run(body, arguments, **variables).stdout
                         ).status

    def test_it_needs_no_more_than_that(self):
        self.assertEqual(self.status(), 200)
        self.assertEqual(self.status(drop=("QUERY_STRING",)), 200)

    def test_scheme_and_host_come_from_its_file_alone(self):
        for name, value in (("HTTPS", "on"), ("HTTPS", "off"),
                            ("HTTP_HOST", "evil.example"),
                            ("SERVER_NAME", "evil.example"),
                            ("SERVER_PORT", "8080"), ("REQUEST_URI", "/x"),
                            ("SCRIPT_NAME", "/x"), ("PATH_INFO", "/x"),
                            ("HTTP_X_FORWARDED_PROTO", "http"),
                            ("HTTP_PROXY", "http://evil.example")):
            self.assertEqual(self.status(**{name: value}), 200, name)

    def test_its_length_is_believed_as_far_as_it_is_true(self):
        self.assertEqual(self.status(drop=("CONTENT_LENGTH",)), 411)
        self.assertEqual(self.status(CONTENT_LENGTH=""), 411)
        for bad in ("-1", "+9", "9 ", "0x9", "9e9", "16385", "99999999999999",
                    "4294967305"):
            self.assertEqual(self.status(CONTENT_LENGTH=bad), 413, bad)
        self.assertEqual(self.status(CONTENT_LENGTH="12"), 400)
        self.assertEqual(self.status(body=BODY + b"&Digits=1"), 200)
        self.assertEqual(self.status(body=b"", CONTENT_LENGTH="0"), 403)

    def test_arguments_mean_nothing(self):
        for arguments in (("/etc/passwd",), ("-s",), ("--help", "x")):
            self.assertEqual(self.status(arguments=arguments), 200)

    def test_what_is_missing_is_refused(self):
        self.assertEqual(self.status(drop=("HTTP_X_TWILIO_SIGNATURE",)), 403)
        self.assertEqual(self.status(drop=("CONTENT_TYPE",)), 415)
        self.assertEqual(self.status(REQUEST_METHOD="BREW"), 405)

    def failed(self, done, why):
        """A set-up that cannot work: 500 for Twilio, a line for the log."""
        self.assertEqual(done.returncode, 2)
        self.assertEqual(Cgi.parse(done.stdout).status, 500)
        self.assertNotIn(b"12345", done.stdout)
        self.assertEqual(done.stderr.decode().count("\n"), 1)
        self.assertIn(why, done.stderr.decode())

    def run_without(self, **environment):
        self.cgi.environment.update(environment)
        return self.cgi.run(BODY, **self.given)

    def test_a_set_up_that_cannot_work_is_said(self):
        self.failed(self.run_without(REDIAL_TWILIO_CONFIG="/nowhere"),
                    "/nowhere: No such file")
        del self.cgi.environment["REDIAL_TWILIO_CONFIG"]
        self.failed(self.run_without(), "REDIAL_TWILIO_CONFIG is not set")

    def test_a_missing_auth_token_is_said(self):
        self.failed(self.run_without(TWILIO_AUTH_TOKEN=""),
                    "TWILIO_AUTH_TOKEN is not set")

    def test_it_is_no_program_for_the_command_line(self):
        done = self.cgi.run()
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn(b"is started by a web server", done.stderr)

    def test_a_strategy_of_turns_needs_a_memory(self):
        for strategy in ("lru", "round_robin", "weighted"):
            with open(self.cgi.path, "w", encoding="ascii") as file:
                file.write(config(f"strategy {strategy}", *AGENTS[1:]))
            self.failed(self.run_without(), f"'{strategy}' needs a state file")


class WebServer:
    """twilio_cgi behind busybox httpd, asked by curl."""

    name = "httpd"

    def __init__(self, text):
        self.folder = tempfile.TemporaryDirectory()
        folder = self.folder.name
        os.mkdir(os.path.join(folder, "cgi-bin"))
        shutil.copy(peer.program("twilio_cgi"),
                    os.path.join(folder, "cgi-bin", "dial"))
        path = os.path.join(folder, "agents.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text + f"state {folder}/state\n")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            ["busybox", "httpd", "-f", "-p", f"127.0.0.1:{self.port}", "-h",
             folder], stderr=subprocess.DEVNULL,
            env=peer.environment(REDIAL_TWILIO_CONFIG=path))
        self.wait()

    def wait(self):
        until = time.monotonic() + 240
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                assert self.process.poll() is None, "httpd has ended"
                assert time.monotonic() < until, "httpd does not listen"
                select.select([], [], [], 0.05)

    def ask(self, query, body=b"", signature=None, method="POST", kind=FORM,
            headers=()):
        # httpd serves POST to programs alone; curl -d sends it.
        command = ["curl", "-sS", "--noproxy", "*", "--max-time", "240", "-w",
                   "\n%{http_code} %{content_type}"]
        if method == "POST":
            command += ["--data-binary", "@-"]
        for name, value in peer._headers(signature, kind, headers):
            command += ["-H", f"{name}: {value}"]
        done = subprocess.run(
            command + [f"http://127.0.0.1:{self.port}/cgi-bin/dial{query}"],
            input=body, capture_output=True, timeout=300, check=True)
        text, _, line = done.stdout.rpartition(b"\n")
        status, _, kind = line.decode().partition(" ")
        return Answer(int(status), kind, text)

    def stop(self):
        self.process.terminate()
        self.process.wait(240)
        self.folder.cleanup()


class BehindWebServer(unittest.TestCase):
    def setUp(self):
        self.server = WebServer(config(*AGENTS, "queue support"))
        self.addCleanup(self.server.stop)

    def test_a_hunt_goes_its_way(self):
        call = Call(self.server).start()
        self.assertEqual(call.target, "ann")
        self.assertEqual(call.ended("busy", 486).target, "bob")
        self.assertEqual(call.ended("busy", 486).verbs, ["Say", "Enqueue"])

    def test_a_stranger_is_refused(self):
        self.assertEqual(self.server.ask("", BODY, "A" * 28).status, 403)
        self.assertEqual(self.server.ask("", BODY).status, 403)

    def test_get_is_answered(self):
        self.assertEqual(Call(self.server).start("GET").target, "ann")


if __name__ == "__main__":
    unittest.main()
