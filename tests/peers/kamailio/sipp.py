"""Phones, gateways and callers made of sipp: one scenario per answer, and what
each of them was sent, counted from its own message log."""

import os
import random
import re
import signal
import socket
import subprocess
import time

_HEAD = """\
      {line}
      [last_Via:]
      {record_route}[last_From:]
      [last_To:]{tag}
      [last_Call-ID:]
      CSeq: [last_cseq_number] {method}
      {contact}{more}Content-Length: 0

"""


def _send(line, method="INVITE", more="", tag=";tag=[pid]s[call_number]",
          established=False):
    contact = "Contact: <sip:[local_ip]:[local_port]>\n      "
    final = method == "INVITE" and not line.startswith("SIP/2.0 1")
    # Until the ACK, as RFC 3261 13.3.1.4 and 17.2.1 have it.
    again = ' retrans="500"' if final else ""
    return "  <send" + again + "><![CDATA[\n" + _HEAD.format(
        line=line, method=method, tag=tag,
        record_route="[last_Record-Route:]\n      " if established else "",
        contact=contact if established else "",
        more=more + "\n      " if more else "") + "  ]]></send>\n"


def _recv(what, optional=False, extra=""):
    name = "response" if isinstance(what, int) else "request"
    return '  <recv %s="%s"%s%s/>\n' % (
        name, what, ' optional="true"' if optional else "", extra)


def _scenario(name, body):
    return ('<?xml version="1.0" encoding="ISO-8859-1" ?>\n'
            '<!DOCTYPE scenario SYSTEM "sipp.dtd">\n'
            '<scenario name="%s">\n%s</scenario>\n' % (name, body))


def refuses(code, more=""):
    """A phone or gateway that gives this final answer."""
    return _scenario("refuses", _recv("INVITE") +
                     _send("SIP/2.0 %d Said By The Test" % code, more=more) +
                     _recv("ACK"))


def answers():
    """Rings, is picked up, and waits for the other side to hang up."""
    return _scenario("answers", _recv("INVITE") +
                     _send("SIP/2.0 180 Ringing", established=True) +
                     _send("SIP/2.0 200 OK", established=True) +
                     _recv("ACK") + _recv("BYE") +
                     _send("SIP/2.0 200 OK", method="BYE", tag=""))


def rings():
    """Rings until it is cancelled."""
    return _scenario("rings", _recv("INVITE") +
                     _send("SIP/2.0 180 Ringing", established=True) +
                     _recv("CANCEL") +
                     _send("SIP/2.0 200 OK", method="CANCEL", tag="") +
                     _send("SIP/2.0 487 Request Terminated") +
                     _recv("ACK"))


_INVITE = """\
      INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
      Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
      Max-Forwards: 70
      From: <sip:caller@[local_ip]:[local_port]>;tag=[pid]c[call_number]
      To: <sip:[service]@[remote_ip]>
      Call-ID: [call_id]
      CSeq: 1 INVITE
      Contact: <sip:caller@[local_ip]:[local_port]>
      Content-Length: 0

"""

_LATER = """\
      {method} {uri} SIP/2.0
      Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch{back}]
      {routes}Max-Forwards: 70
      From: <sip:caller@[local_ip]:[local_port]>;tag=[pid]c[call_number]
      To: <sip:[service]@[remote_ip]>{tag}
      Call-ID: [call_id]
      CSeq: {number} {method}
      Content-Length: 0

"""


# The ACK of a refusal and a CANCEL have the branch of their INVITE: so many
# lines of the scenario before.
# A BYE may overtake its ACK on the way through four workers and is then not
# answered: it is sent again.
def _request(method, number, back="", established=True):
    uri = "[next_url]" if established else \
        "sip:[service]@[remote_ip]:[remote_port]"
    again = ' retrans="500"' if method == "BYE" else ""
    return "  <send" + again + "><![CDATA[\n" + _LATER.format(
        method=method, number=number, uri=uri, back=back,
        routes="[routes]\n      " if established else "",
        tag="[peer_tag_param]" if method != "CANCEL" else "") + "  ]]></send>\n"


def _provisionals():
    return _recv(100, True) + _recv(180, True)


def talks(talk_ms):
    """Wants to be answered, talks for a while and hangs up."""
    return _scenario("talks", "  <send retrans=\"500\"><![CDATA[\n" + _INVITE +
                     "  ]]></send>\n" + _provisionals() +
                     _recv(200, extra=' rrs="true"') + _request("ACK", 1) +
                     '  <pause milliseconds="%d"/>\n' % talk_ms +
                     _request("BYE", 2) + _recv(200))


def is_refused(code):
    """Wants to be refused with this code."""
    return _scenario("is refused", "  <send retrans=\"500\"><![CDATA[\n" +
                     _INVITE + "  ]]></send>\n" + _provisionals() +
                     _recv(code) +
                     _request("ACK", 1, back="-4", established=False))


def gives_up():
    """Hangs up as soon as it rings."""
    return _scenario("gives up", "  <send retrans=\"500\"><![CDATA[\n" +
                     _INVITE + "  ]]></send>\n" + _recv(100, True) +
                     _recv(180) +
                     _request("CANCEL", 1, back="-3", established=False) +
                     _recv(200) + _recv(487) +
                     _request("ACK", 1, back="-6", established=False))


def free_port():
    """Not one of those that the machine gives to whoever names none."""
    while True:
        port = random.randrange(10000, 30000)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            try:
                one.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass


def is_bound(port):
    with open("/proc/net/udp") as table:
        return any(line.split()[1].endswith(":%04X" % port)
                   for line in table if ":" in line.split()[0])


class Stuck(Exception):
    """The caller did not come to an end: sipp now and then misses a message
    among a thousand calls and waits for it for ever."""


# Four workers may overtake each other: a 180 after the 200 ends no call.
class Sipp:
    """One sipp, which has its port: INVITEs to it arrive. What it received is
    read from its message log at its end."""

    def __init__(self, folder, name, scenario, *arguments):
        self.log = os.path.join(folder, name + ".messages")
        self.name = name
        path = os.path.join(folder, name + ".xml")
        with open(path, "w") as file:
            file.write(scenario)
        for _ in range(20):
            self.port = free_port()
            self._start(folder, path, arguments)
            while self.process.poll() is None and not is_bound(self.port):
                time.sleep(0.02)
            if self.process.poll() is None or is_bound(self.port) or \
                    os.path.exists(self.log):
                return
        raise OSError("sipp does not start: exit %d" % self.process.returncode)

    def _start(self, folder, path, arguments):
        self.process = subprocess.Popen(
            ["sipp", "-sf", path, "-i", "127.0.0.1", "-p", str(self.port),
             "-nostdin", "-default_behaviors", "all,-abortunexp",
             # A slow machine is no dead one.
             "-max_retrans", "100", "-max_invite_retrans", "100",
             "-max_non_invite_retrans", "100",
             "-trace_msg", "-message_file", self.log,
             "-message_overwrite", "true", "-trace_err", "-error_file",
             os.path.join(folder, self.name + ".errors"), *arguments],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)

    def wait(self, seconds):
        """Exit status, or None when it had to be stopped."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.stop()
            return None

    def wait_while_it_goes_on(self, seconds=60):
        """Exit status; no message in that time, and it is stuck."""
        while True:
            size = os.path.getsize(self.log)
            try:
                return self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                if os.path.getsize(self.log) == size:
                    self.stop()
                    raise Stuck("the caller did not end") from None

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGUSR1)  # ends its log properly
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def received(self, method):
        """Requests by Call-ID: how many different ones, by their branch. A
        retransmission has the branch of its request (RFC 3261 17.1.1.3)."""
        found = {}
        if not os.path.exists(self.log):
            return found
        with open(self.log, errors="replace") as file:
            parts = re.split(r"^-{20,}.*$", file.read(), flags=re.M)
        for part in parts:
            if not re.search(r"message received \[\d+\] bytes", part) or \
                    not re.search(r"^%s sip:" % method, part, re.M):
                continue
            call = re.search(r"^Call-ID: *(\S+)", part, re.M | re.I)
            branch = re.search(r"^Via:.*?branch=([^;\s]+)", part, re.M | re.I)
            if call and branch:
                found.setdefault(call.group(1), set()).add(branch.group(1))
        return {call: len(branches) for call, branches in found.items()}
