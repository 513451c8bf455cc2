"""Phones and gateways played by sipp: one generated scenario for each.

A scenario is a list of steps: recv("INVITE"), send(486), pause(300). What a
phone has met is read from sipp's own trace of messages, not from what the
dialer says of itself.
"""

import hashlib
import os
import random
import re
import signal
import socket
import subprocess
import time

HOST = "127.0.0.1"
PATIENCE_S = 120


def keep(*headers):
    """Keeps headers of a request: [$via] and the like in later messages."""
    return "".join(f'<ereg regexp=".*" search_in="hdr" header="{name}:" '
                   f'assign_to="{name.lower()}"/>' for name in headers)


def recv(method, actions=""):
    """Waits for a request. The CSeq of an INVITE is kept for its answers."""
    if method == "INVITE":
        actions += keep("CSeq")
    body = f"<action>{actions}</action>" if actions else ""
    return f'<recv request="{method}">{body}</recv>'


def pause(ms):
    return f'<pause milliseconds="{ms}"/>'


def label(number):
    return f'<label id="{number}"/>'


def send(code, phrase="Because", *headers, to="INVITE", body="", retrans=0,
         attributes="", raw=None):
    """Answers the INVITE, or with to="CANCEL" and the like that request."""
    tag = ";tag=[pid]-[call_number]" if to in ("INVITE", "CANCEL") else ""
    cseq = "CSeq: [$cseq]" if to == "INVITE" else "[last_CSeq:]"
    lines = list(raw) if raw else [f"SIP/2.0 {code} {phrase}", "[last_Via:]", "[last_From:]",
                    "[last_To:]" + tag, "[last_Call-ID:]", cseq,
                    "Contact: <sip:[local_ip]:[local_port]>", *headers]
    if body:
        lines += ["Content-Type: application/sdp"]
    lines += ["Content-Length: [len]", "", body]
    again = f' retrans="{retrans}"' if retrans else ""
    return (f"<send{again} {attributes}><![CDATA[\n" + "\n".join(lines) +
            "\n]]></send>")


def refuse(code, phrase="Because", *headers):
    """Refuses every call like this."""
    return [recv("INVITE"), send(code, phrase, *headers), recv("ACK")]


def ring(code=180, ms=100):
    return [recv("INVITE"), send(code), pause(ms)]


def answer():
    """Rings, answers, and is hung up on."""
    return [*ring(), send(200, "OK", body=SDP), recv("ACK"), recv("BYE"),
            send(200, "OK", to="BYE")]


def cancelled():
    """Expects a CANCEL and obeys."""
    return [recv("CANCEL"), send(200, "OK", to="CANCEL"),
            send(487, "Request Terminated"), recv("ACK")]


SDP = """v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio 9 RTP/AVP 0
a=inactive
"""


def free_port():
    """A port that nobody listens on, for UDP and TCP; and not one of those
    that the machine gives to whoever names none."""
    while True:
        port = random.randrange(10000, 30000)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp, \
                socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp:
            try:
                udp.bind((HOST, port))
                tcp.bind((HOST, port))
                return port
            except OSError:
                pass


def is_bound(port):
    with open("/proc/net/udp", encoding="ascii") as table:
        return f"0100007F:{port:04X}" in table.read()


def has_unread(port):
    """Something was sent to the port and is not read yet."""
    with open("/proc/net/udp", encoding="ascii") as table:
        return any(f"0100007F:{port:04X} " in line and
                   not line.split()[4].endswith(":00000000") for line in table)


def scenario(name, steps):
    """Sipp wants a second mention of every variable."""
    used = sorted(set(re.findall(r'assign_to="(\w+)"', steps)))
    mention = f'<Reference variables="{",".join(used)}"/>' if used else ""
    return ('<?xml version="1.0" encoding="ISO-8859-1" ?>\n'
            f'<scenario name="{name}">\n{steps}\n{mention}\n</scenario>\n')


def proof_is_good(authorization, method, user, password):
    """Does this Authorization prove that its sender knows the password?
    RFC 2617 3.2.2 without qop, worked out here once more."""
    field = dict(re.findall(r'(\w+)="([^"]*)"', authorization))

    def digest(text):
        return hashlib.md5(text.encode()).hexdigest()

    secret = digest(f"{user}:{field['realm']}:{password}")
    request = digest(f"{method}:{field['uri']}")
    return field["username"] == user and field["response"] == digest(
        f"{secret}:{field['nonce']}:{request}")


class Message:
    """One message of a trace: first line and headers."""

    def __init__(self, text):
        lines = text.strip().split("\n")
        self.line = lines[0].strip()
        self.method = self.line.split(" ")[0]
        self.headers = {}
        for line in lines[1:]:
            name, colon, value = line.partition(":")
            if not colon:
                break
            self.headers.setdefault(name.strip().lower(), value.strip())

    def get(self, name):
        return self.headers.get(name.lower())

    def identity(self):
        """The same for a message and its retransmissions."""
        return (self.line, self.get("Via"), self.get("Call-ID"),
                self.get("CSeq"))


class Phone:
    """A sipp of its own, on a free port."""

    def __init__(self, folder, name, steps):
        self.name = name
        self.trace = os.path.join(folder, name + ".trace")
        self.scenario = os.path.join(folder, name + ".xml")
        with open(self.scenario, "w", encoding="utf-8") as out:
            out.write(scenario(name, "\n".join(steps)))
        for _ in range(5):  # another process may be quicker to the port
            self.port = free_port()
            self.process = self._start(folder)
            if self._is_up():
                return
            self.stop()
        raise RuntimeError(f"sipp does not start; see {self.scenario}")

    def _start(self, folder):
        return subprocess.Popen(
            ["sipp", "-sf", self.scenario, "-i", HOST, "-p", str(self.port),
             "-nostdin", "-default_behaviors", "none", "-trace_msg",
             "-message_file", self.trace, "-trace_err", "-error_file",
             os.path.join(folder, self.name + ".errors"), "-timeout", "1200"],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)

    def _is_up(self):
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end and self.process.poll() is None:
            if is_bound(self.port):
                return True
            time.sleep(0.02)
        return False

    @property
    def uri(self):
        return f"sip:{self.name}@{HOST}:{self.port}"

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def comes_to_rest(self, counts):
        """Waits until it has met as many as are wanted, and, since more would
        be wrong as well, has read all and written what it read."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end and self.process.poll() is None and (
                has_unread(self.port) or
                any(len(self.met(method)) < count
                    for method, count in counts.items())):
            time.sleep(0.05)
        time.sleep(0.05)

    def met(self, method, again=False):
        """Requests of this method that it received; again: every one of
        them, and not only those that are no retransmissions."""
        with open(self.trace, encoding="utf-8", errors="replace") as trace:
            parts = re.split(r"^-{20,}.*$", trace.read(), flags=re.M)
        found = {}
        for part in parts:
            head, _, text = part.strip().partition("\n\n")
            if "received" not in head:
                continue
            message = Message(text)
            if message.method == method:
                key = len(found) if again else message.identity()
                found.setdefault(key, message)
        return list(found.values())
