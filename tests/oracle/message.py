"""A message as bytes: its start line, its headers, and what kind it is."""

import re
from collections import namedtuple

COMPACT = {
    "a": "accept-contact", "b": "referred-by", "c": "content-type",
    "d": "request-disposition", "e": "content-encoding", "f": "from",
    "i": "call-id", "j": "reject-contact", "k": "supported",
    "l": "content-length", "m": "contact", "o": "event", "r": "refer-to",
    "s": "subject", "t": "to", "u": "allow-events", "v": "via",
    "x": "session-expires", "y": "identity",
}

# code is None in a status line that has none of 100 to 699.
Status = namedtuple("Status", "code phrase")
# kind: response, sipfrag, cancel, bye.
Message = namedtuple("Message", "kind status headers")


class Headers(dict):
    """Values by lower-case name, in the order of their lines."""

    def of(self, *names):
        return [value for name in names for value in self.get(name, [])]


def parse(raw):
    """The start line, the headers, the body. A line without a colon is
    skipped; a bare LF ends a line as well."""
    text = re.sub(r"^(?:\r?\n)+", "", raw.decode("latin-1"))
    head, *body = re.split(r"\r?\n\r?\n", text, maxsplit=1)
    lines = re.split(r"\r?\n", re.sub(r"\r?\n[ \t]+", " ", head))
    headers = Headers()
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        name = name.strip(" \t").lower()
        if colon:
            name = COMPACT.get(name, name)
            headers.setdefault(name, []).append(value.strip(" \t"))
    return lines[0], headers, "".join(body)


def status(line):
    """None when it is no status line. One of another version is, and has no
    status that would mean anything here."""
    match = re.match(r"(SIP|HTTP)/", line, re.I)
    if not match:
        return None
    version, _, rest = line.partition(" ")
    code, _, phrase = rest.partition(" ")
    if (version.upper() != "SIP/2.0" or not re.fullmatch("[0-9]{3}", code) or
            not 100 <= int(code) <= 699):
        return Status(None, "")
    return Status(int(code), phrase.strip(" \t"))


def fragment(headers, body):
    """The status that a NOTIFY reports; None when it reports none. The
    headers that count are those of the fragment."""
    kinds = headers.of("content-type")
    if not kinds or not kinds[0].lower().startswith("message/sipfrag"):
        return None
    line, inner, _ = parse(body.encode("latin-1"))
    found = status(line)
    return Message("sipfrag", found, inner) if found else None


def message(raw):
    """None when it ends no call."""
    line, headers, body = parse(raw)
    found = status(line)
    if found:
        return Message("response", found, headers)
    request = re.match(r"(\S+) \S+ SIP/2\.0\s*$", line, re.I)
    method = request.group(1).lower() if request else None
    if method in ("cancel", "bye"):
        return Message(method, None, headers)
    return fragment(headers, body) if method else None
