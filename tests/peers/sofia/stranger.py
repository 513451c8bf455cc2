"""A peer that says anything: bytes that no honest stack would send."""

import re
import socket
import threading

HOST = "127.0.0.1"


def has_address(host):
    """The machine can be reached there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as one:
            one.bind((host, 0))
        return True
    except OSError:
        return False


class Stranger:
    """Calls talk(request, say) for every request; say(bytes) answers."""

    def __init__(self, name, talk, host=HOST):
        self.name = name
        self.talk = talk
        self.requests = []
        self.host = f"[{host}]" if ":" in host else host
        self.socket = socket.socket(
            socket.AF_INET6 if ":" in host else socket.AF_INET,
            socket.SOCK_DGRAM)
        self.socket.bind((host, 0))
        self.socket.settimeout(0.1)
        self.port = self.socket.getsockname()[1]
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    @property
    def uri(self):
        return f"sip:{self.name}@{self.host}:{self.port}"

    def _listen(self):
        while not self.over.is_set():
            try:
                data, peer = self.socket.recvfrom(65535)
            except socket.timeout:
                continue
            except OSError:
                return
            request = data.decode("utf-8", "replace")
            self.requests.append(request)
            self.talk(request, lambda what, to=peer: self.socket.sendto(
                what if isinstance(what, bytes) else what.encode(), to))

    def stop(self):
        self.over.set()
        self.thread.join()
        self.socket.close()

    def met(self, method):
        """Different requests of this method."""
        return sorted({text for text in self.requests
                       if text.startswith(method + " ")})


def header(request, name):
    found = re.search(rf"^{name}: *(.*?)\r?$", request, re.M | re.I)
    return found.group(1) if found else ""


def answer_to(request, status, *more, tag="stranger", **other):
    """A response; other headers instead of those that fit: CSeq="1 BYE"."""
    lines = ["SIP/2.0 " + status]
    for name in ("Via", "From", "To", "Call-ID", "CSeq"):
        value = other.get(name.replace("-", "_"), header(request, name))
        if name == "To" and "To" not in other:
            value += f";tag={tag}"
        if value is not None:
            lines.append(f"{name}: {value}")
    return "\r\n".join([*lines, *more, "Content-Length: 0", "", ""])


def bye_to(invite, sender, receiver):
    """A BYE in the dialog of this INVITE, or in one that is like it."""
    return ("BYE sip:redial@127.0.0.1 SIP/2.0\r\n"
            "Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKbye\r\n"
            f"Max-Forwards: 70\r\nFrom: {sender}\r\nTo: {receiver}\r\n"
            f"Call-ID: {header(invite, 'Call-ID')}\r\nCSeq: 9 BYE\r\n"
            "Content-Length: 0\r\n\r\n")
