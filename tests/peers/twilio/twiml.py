"""Is a document TwiML? Elements, attributes, values and nesting by Twilio's own
pages on each verb; names are case-sensitive. What is not known here is wrong.
"""

import re
import xml.etree.ElementTree as ElementTree
from urllib.parse import urlsplit

MOST_BYTES = 64 * 1024


def one_of(*words):
    return lambda value: value in words


def number(least, most):
    return lambda value: value.isascii() and value.isdigit() and \
        least <= int(value) <= most


def url(value):
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and parts.hostname is not None \
        and not re.search(r"[\s<>\"]", value)


def words_of(*words):
    return lambda value: value != "" and set(value.split(" ")) <= set(words)


def anything(value):
    return value != ""


METHOD = one_of("GET", "POST")
TRUTH = one_of("true", "false")
EVENTS = words_of("initiated", "ringing", "answered", "completed")
NEWS = {"statusCallback": url, "statusCallbackEvent": EVENTS,
        "statusCallbackMethod": METHOD}
AGENT = {"url": url, "method": METHOD, **NEWS}

ATTRIBUTES = {
    "Response": {},
    "Dial": {"action": url, "method": METHOD, "timeout": number(5, 600),
             "timeLimit": number(1, 86400), "answerOnBridge": TRUTH,
             "hangupOnStar": TRUTH, "sequential": TRUTH,
             "callerId": re.compile(r"\+[1-9][0-9]{6,14}").fullmatch,
             "ringTone": anything, "callReason": anything},
    "Client": AGENT,
    "Number": {"sendDigits": anything, "byoc": anything, **AGENT},
    "Sip": {"username": anything, "password": anything, **AGENT},
    "Queue": {"url": url, "method": METHOD},
    "Enqueue": {"action": url, "method": METHOD, "waitUrl": url,
                "waitUrlMethod": METHOD, "workflowSid": anything},
    "Leave": {}, "Hangup": {},
    "Say": {"voice": anything, "language": anything, "loop": number(0, 1000)},
    "Play": {"loop": number(0, 1000), "digits": anything},
    "Pause": {"length": number(1, 86400)},
    "Gather": {"input": words_of("dtmf", "speech"), "action": url,
               "method": METHOD, "timeout": number(1, 600),
               "numDigits": number(1, 100), "finishOnKey": anything,
               "language": anything},
    "Record": {"action": url, "method": METHOD, "timeout": number(1, 600),
               "finishOnKey": anything, "maxLength": number(1, 14400),
               "playBeep": TRUTH, "trim": anything},
    "Redirect": {"method": METHOD},
    "Reject": {"reason": one_of("rejected", "busy")},
}

VERBS = {"Dial", "Enqueue", "Leave", "Hangup", "Say", "Play", "Pause",
         "Gather", "Record", "Redirect", "Reject"}
INSIDE = {"Response": VERBS, "Gather": {"Say", "Play", "Pause"},
          "Dial": {"Client", "Number", "Sip", "Queue"}}

TEXT = {
    "Client": lambda text: 1 <= len(text) <= 256,
    "Number": re.compile(r"\+[1-9][0-9]{6,14}").fullmatch,
    "Sip": lambda text: re.match(r"sips?:[^@\s]+@\S+$", text)
    and len(text) < 255,
    "Queue": lambda text: 1 <= len(text) <= 64,
    "Enqueue": lambda text: 1 <= len(text) <= 64,
    "Say": lambda text: 1 <= len(text) <= 4096,
    "Play": url,
    "Redirect": url,
}
# What Twilio does next is told by a URL, or the call would end there.
NEEDED = {"Dial": {"action"}, "Enqueue": {"action"}, "Gather": {"action"},
          "Record": {"action"}}
# Verbs behind one of these are never reached.
LAST = {"Dial", "Enqueue", "Leave", "Hangup", "Redirect", "Reject"}


class Wrong(AssertionError):
    """Not TwiML."""


def _need(good, *what):
    if not good:
        raise Wrong(" ".join(str(part) for part in what))


def _attributes(element):
    known = ATTRIBUTES[element.tag]
    for name, value in element.attrib.items():
        _need(name in known, element.tag, "has no attribute", name)
        _need(known[name](value), element.tag, name, "cannot be", repr(value))
    _need(NEEDED.get(element.tag, set()) <= set(element.attrib),
          element.tag, "lacks", NEEDED.get(element.tag))


def _text(element):
    text = element.text or ""
    if element.tag in TEXT:
        _need(TEXT[element.tag](text), element.tag, "cannot say", repr(text))
    else:
        _need(text.strip() == "", element.tag, "takes no text")


def _element(element):
    _need(element.tag in ATTRIBUTES, "no element", element.tag)
    _attributes(element)
    _text(element)
    for child in element:
        _need(child.tag in INSIDE.get(element.tag, set()),
              child.tag, "may not stand in", element.tag)
        _need((child.tail or "").strip() == "", "stray text")
        _element(child)
    if element.tag == "Dial":
        _need(1 <= len(element) <= 10, "Dial calls", len(element))


def read(document):
    """The Response of these bytes; raises Wrong."""
    _need(len(document) <= MOST_BYTES, "too long:", len(document))
    _need(b"<!" not in document, "no document type, comment or CDATA")
    try:
        root = ElementTree.fromstring(document)
    except ElementTree.ParseError as error:
        raise Wrong(f"{error}: {document!r}") from error
    _need(root.tag == "Response", "root is", root.tag)
    _element(root)
    verbs = [child.tag for child in root]
    for verb in verbs[:-1]:
        _need(verb not in LAST, verb, "is not the last of", verbs)
    return root
