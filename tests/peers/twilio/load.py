"""10,000 requests, 32 at once, over three servers that share their agents. Not
only fast: every answer is right.

Each of 32 callers plays whole calls, each request to the next server in turn.
An agent who rings or talks belongs to one call until that call tells how it
ended; nobody who declined is rung again; every document is TwiML.
"""

import asyncio
import os
import random
import re
import sys
import tempfile
import time
from urllib.parse import urlencode, urlsplit

import twiml
from peer import PUBLIC, Server, config, sign

REQUESTS = int(os.environ.get("TWILIO_REQUESTS", "10000"))
AT_ONCE = 32
SERVERS = 3
AGENTS = 250
ENDINGS = [("busy", "486"), ("busy", ""), ("no-answer", ""), ("failed", "480"),
           ("failed", "603"), ("busy", "600"), ("completed", "200")]


class Line:
    """One connection that is kept."""

    def __init__(self, port):
        self.port = port
        self.reader = self.writer = None

    async def post(self, query, body, signature):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(
                "127.0.0.1", self.port)
        self.writer.write((
            f"POST /dial{query} HTTP/1.1\r\nHost: localhost\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\n"
            f"X-Twilio-Signature: {signature}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        length = int(re.search(r"Content-Length: (\d+)", head).group(1))
        return head.split(" ", 2)[1], await self.reader.readexactly(length)

    def close(self):
        if self.writer is not None:
            self.writer.close()


class Load:
    def __init__(self, ports):
        self.ports = ports
        self.sent = 0
        self.calls = 0
        self.held = {}  # agent: the call that has it
        self.verbs = {}
        self.chance = random.Random(1)

    async def ask(self, lines, url, fields):
        line = lines[self.sent % len(lines)]
        self.sent += 1
        query = urlsplit(url).query
        status, body = await line.post("?" + query if query else "",
                                       urlencode(fields).encode(),
                                       sign(url, fields.items()))
        assert status == "200", (status, body)
        root = twiml.read(body)
        verbs = tuple(child.tag for child in root)
        self.verbs[verbs] = self.verbs.get(verbs, 0) + 1
        return root

    def take(self, agent, sid, rung):
        assert agent not in rung, f"{agent} is rung twice in {sid}"
        assert agent not in self.held, \
            f"{agent} has {self.held[agent]} and gets {sid}"
        self.held[agent] = sid
        rung.append(agent)

    async def call(self, lines):
        self.calls += 1
        sid = f"CA{self.calls:032x}"
        fields = {"CallSid": sid, "From": f"+1415{self.calls:07}",
                  "CallStatus": "in-progress"}
        rung = []
        root = await self.ask(lines, PUBLIC, fields)
        while (dial := root.find("Dial")) is not None:
            agent = dial[0].text
            self.take(agent, sid, rung)
            status, code = self.chance.choice(ENDINGS)
            if status == "completed":
                await self.ask(lines, dial[0].get("statusCallback"),
                               {"CallSid": "CAf", "ParentCallSid": sid,
                                "CallStatus": "in-progress"})
            # From here on the server may give this agent away.
            del self.held[agent]
            root = await self.ask(
                lines, dial.get("action"),
                {**fields, "DialCallStatus": status,
                 "DialSipResponseCode": code})
            if status == "completed":
                assert [child.tag for child in root] == ["Hangup"], root
        return rung

    async def caller(self):
        lines = [Line(port) for port in self.ports]
        while self.sent < REQUESTS:
            await self.call(lines)
        for line in lines:
            line.close()

    async def run(self):
        await asyncio.gather(*(self.caller() for _ in range(AT_ONCE)))


def play(servers):
    load = Load([server.port for server in servers])
    begun = time.monotonic()
    asyncio.run(asyncio.wait_for(load.run(), 1500))
    took = time.monotonic() - begun
    assert load.sent >= REQUESTS, load.sent
    assert not load.held, load.held
    print(f"{load.sent} requests, {AT_ONCE} at once, {SERVERS} servers, "
          f"{load.calls} calls: all right; {load.sent / took:.0f} a second, "
          f"this client's own work included")
    for verbs, count in sorted(load.verbs.items(), key=lambda item: -item[1]):
        print(f"{count:6} {' '.join(verbs)}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        text = config("profile devices", "strategy lru", "voicemail 60",
                      "ring 605",
                      "queue support", f"state {folder}/state",
                      *(f"agent {n} client:agent-{n}" for n in range(AGENTS)))
        servers = []
        try:
            servers += (Server(text) for _ in range(SERVERS))
            play(servers)
            for server in servers:
                assert "redial:" not in server.said(), server.said()[-2000:]
        finally:
            statuses = [server.stop() for server in servers]
    assert statuses == [0] * SERVERS, statuses
    return 0


if __name__ == "__main__":
    sys.exit(main())
