"""Twilio's side of the line, for tests: it signs, asks, and does what the
document says. And the two shells of the handler, each behind ask()."""

import base64
import hashlib
import hmac
import os
import re
import select
import signal
import subprocess
import tempfile
import time
from collections import namedtuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import twiml

PUBLIC = "https://calls.example.com/dial"
TOKEN = "12345"
FORM = "application/x-www-form-urlencoded"
PROGRAMS = os.environ.get("TWILIO_PROGRAMS", "")

Answer = namedtuple("Answer", "status type body")


def sign(url, fields=(), token=TOKEN):
    """X-Twilio-Signature of a URL and pairs of name and value."""
    text = url + "".join(name + value for name, value in sorted(set(fields)))
    digest = hmac.new(token.encode(), text.encode("utf-8", "surrogateescape"),
                      hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def config(*lines, public=PUBLIC):
    return "\n".join((f"public_url {public}", "listen 127.0.0.1:0") + lines) \
        + "\n"


def environment(token=TOKEN, **more):
    clean = {"PATH": os.environ["PATH"], "TWILIO_AUTH_TOKEN": token}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LLVM_PROFILE_FILE"):
        if name in os.environ:
            clean[name] = os.environ[name]
    return {**clean, **more}


def program(name):
    return os.path.join(PROGRAMS, name)


class Server:
    """twilio_server on a free port, asked by curl."""

    name = "server"

    def __init__(self, text, token=TOKEN):
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "agents.conf")
        self.write(text)
        self.journal = open(os.path.join(self.folder.name, "journal"), "w+b")
        self.process = subprocess.Popen(
            [program("twilio_server"), self.path], stdout=subprocess.PIPE,
            stderr=self.journal, env=environment(token))
        try:
            self.port = self._port()
        except BaseException:
            self.stop()
            raise

    def write(self, text):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text)

    def _port(self):
        ready, _, _ = select.select([self.process.stdout], [], [], 240)
        line = self.process.stdout.readline().decode() if ready else ""
        found = re.fullmatch(r"twilio_server: listening on \S+ port (\d+)\n",
                             line)
        assert found, f"no port in {line!r}: {self.said()}"
        return int(found.group(1))

    def said(self):
        self.journal.seek(0)
        return self.journal.read().decode()

    def waits_for(self, text):
        until = time.monotonic() + 240
        while text not in self.said():
            assert time.monotonic() < until, self.said()
            time.sleep(0.02)

    def ask(self, query, body=b"", signature=None, method="POST", kind=FORM,
            headers=()):
        command = ["curl", "-sS", "--noproxy", "*", "--max-time", "240", "-X", method,
                   "-w", "\n%{http_code} %{content_type}",
                   "--data-binary", "@-"]
        for name, value in _headers(signature, kind, headers):
            command += ["-H", f"{name}: {value}"]
        if method == "GET":
            command = [part for part in command
                       if part not in ("--data-binary", "@-")]
        done = subprocess.run(
            command + [f"http://127.0.0.1:{self.port}/dial{query}"],
            input=body, capture_output=True, timeout=300, check=True)
        text, _, line = done.stdout.rpartition(b"\n")
        status, _, kind = line.decode().partition(" ")
        return Answer(int(status), kind, text)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(240)

    def stop(self):
        """Its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(240)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait(240)
        finally:
            self.process.stdout.close()
            self.journal.close()
            self.folder.cleanup()


def _headers(signature, kind, headers):
    pairs = [("Content-Type", kind if kind is not None else "")]
    if signature is not None:
        pairs.append(("X-Twilio-Signature", signature))
    return pairs + list(headers)


class Cgi:
    """twilio_cgi as a web server starts it: a process for each request."""

    name = "cgi"

    def __init__(self, text, token=TOKEN):
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "agents.conf")
        if "\nstate " not in text and "strategy skip_busy" not in text:
            text += f"state {self.folder.name}/state\n"
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text)
        self.environment = environment(token, REDIAL_TWILIO_CONFIG=self.path)
        self.stderr = b""

    def run(self, body=b"", arguments=(), **variables):
        done = subprocess.run(
            [program("twilio_cgi"), *arguments], input=body,
            capture_output=True, timeout=300, check=False,
            env={**self.environment, **variables})
        self.stderr += done.stderr
        assert done.returncode in (0, 2), done
        return done

    def ask(self, query, body=b"", signature=None, method="POST", kind=FORM,
            headers=()):
        variables = {"REQUEST_METHOD": method,
                     "QUERY_STRING": query.lstrip("?"),
                     "GATEWAY_INTERFACE": "CGI/1.1", "HTTPS": "off",
                     "SERVER_NAME": "127.0.0.1", "HTTP_HOST": "evil.example"}
        if method != "GET":
            variables["CONTENT_LENGTH"] = str(len(body))
        for name, value in _headers(signature, kind, headers):
            key = name.upper().replace("-", "_")
            variables[key if key == "CONTENT_TYPE" else "HTTP_" + key] = value
        return self.parse(self.run(body, **variables).stdout)

    @staticmethod
    def parse(output):
        head, _, body = output.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1)
                      for line in head.decode().split("\r\n"))
        assert int(fields["Content-Length"]) == len(body), output
        return Answer(int(fields["Status"]), fields["Content-Type"], body)

    def said(self):
        return self.stderr.decode()

    def stop(self):
        self.folder.cleanup()
        return 0


class Call:
    """A caller's leg. Asks any of its handlers, and remembers who was rung."""

    count = 0

    def __init__(self, *handlers, group=None, caller="+14155550199"):
        Call.count += 1
        self.sid = f"CA{Call.count:032x}"
        self.handlers = handlers
        self.asked = 0
        self.caller = caller
        self.rung = []
        self.root = None
        self.first = PUBLIC + (f"?group={group}" if group else "")

    def fields(self, **more):
        return {"CallSid": self.sid, "AccountSid": "AC" + "0" * 32,
                "From": self.caller, "To": "+14155550100",
                "CallStatus": "in-progress", "ApiVersion": "2010-04-01",
                "Direction": "inbound", **more}

    def send(self, url, fields, method="POST"):
        """One request, by the next handler in turn."""
        handler = self.handlers[self.asked % len(self.handlers)]
        self.asked += 1
        pairs = list(fields.items())
        query = urlsplit(url).query
        if method == "GET":
            query += ("&" if query else "") + urlencode(pairs)
            signature = sign(f"{PUBLIC}?{query}")
            pairs = []
        else:
            signature = sign(url, pairs)
        return handler.ask(f"?{query}" if query else "",
                           urlencode(pairs).encode(), signature, method)

    def take(self, answer):
        """The document of an answer: it must be one."""
        assert answer.status == 200, answer
        assert answer.type.startswith("text/xml"), answer
        self.root = twiml.read(answer.body)
        if self.target is not None:
            self.rung.append(self.target)
        return self

    def start(self, method="POST", **more):
        return self.take(self.send(self.first, self.fields(**more), method))

    def ended(self, status, code=None, error=None, **more):
        """The agent's leg ended like this."""
        told = {"DialCallStatus": status, "DialCallSid": "CA" + "f" * 32}
        if code is not None:
            told["DialSipResponseCode"] = str(code)
        if error is not None:
            told["ErrorCode"] = str(error)
        fields = self.fields(**{**told, **more})
        return self.take(self.send(self.root.find("Dial").get("action"),
                                   {k: v for k, v in fields.items()
                                    if v is not None}))

    def follow(self, **more):
        """What the document says comes next: its action, or its Redirect."""
        return self.take(self.send(self.next_url, self.fields(**more)))

    @property
    def next_url(self):
        for element in self.root.iter():
            if element.get("action"):
                return element.get("action")
        return self.root.find("Redirect").text

    @property
    def target(self):
        dial = self.root.find("Dial")
        return None if dial is None else dial[0].text

    @property
    def verbs(self):
        return [child.tag for child in self.root]

    def news(self, status, **more):
        """Twilio's news of the agent's leg."""
        noun = self.root.find("Dial")[0]
        fields = {"CallSid": "CA" + "f" * 32, "ParentCallSid": self.sid,
                  "CallStatus": status, **more}
        return self.send(noun.get("statusCallback"), fields)


def ticket(url):
    return dict(parse_qsl(urlsplit(url).query)).get("hunt", "")
