"""Header values, each read by itself. A reader takes the values of all the
headers of one name, in their order."""

import re
from collections import namedtuple

U32 = 4294967295
BLANKS = " \t"
QUOTED = r'"(?:[^"\\]|\\.)*"'


def split(text, separator):
    """The parts between separators outside of quotes, and whether a quote is
    left open."""
    parts, start, quoted, at = [], 0, False, 0
    while at < len(text):
        if quoted and text[at] == "\\":
            at += 1
        elif text[at] == '"':
            quoted = not quoted
        elif text[at] == separator and not quoted:
            parts.append(text[start:at])
            start = at + 1
        at += 1
    return parts + [text[start:]], quoted


def unquote(text):
    """The text inside its quotes, whether it has any, and whether they are
    damaged."""
    if not text.startswith('"'):
        return text, False, '"' in text
    match = re.match(QUOTED, text, re.S)
    if match is None:
        return text[1:], True, True
    inside = re.sub(r"\\(.)", r"\1", match.group()[1:-1], flags=re.S)
    return inside, True, match.end() != len(text)


def saturated(digits):
    """The number as far as 32 bits go, and whether they went far enough."""
    number = int(digits)
    return min(number, U32), number > U32


class RetryAfter:
    """seconds and duration are None where there are none."""

    def __init__(self):
        self.seconds = None
        self.duration = None
        self.too_large = False
        self.damaged = False

    @property
    def flagged(self):
        return self.damaged or self.too_large

    @property
    def is_a_load_sign(self):
        """R13: a flagged number does not count unless it is only too large."""
        return self.seconds is not None and not self.damaged


def comment_end(text):
    """Where the comment ends that text begins with; None when it does not."""
    depth, at = 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return None


def retry_after_rest(rest, found):
    """What follows the digits, down to the parameters; "" when there are
    none, None when the number is not one of seconds at all."""
    rest = rest.lstrip(BLANKS)
    if rest.startswith("("):
        end = comment_end(rest)
        rest = rest[end:].lstrip(BLANKS) if end is not None else ","
        if rest and not rest.startswith(";"):
            rest = ","  # junk after a good number and its comment
    if rest.startswith(","):
        found.damaged = True
        return ""
    return rest if not rest or rest.startswith(";") else None


def retry_after_parameters(rest, found):
    """Unknown parameters are fine; the first duration counts."""
    parts, unclosed = split(rest, ",")
    found.damaged |= unclosed or len(parts) > 1
    told = False
    for parameter in split(parts[0], ";")[0]:
        name, _, value = parameter.partition("=")
        name, value = name.strip(BLANKS).lower(), value.strip(BLANKS)
        found.damaged |= not parameter.strip(BLANKS)
        if name != "duration":
            continue
        found.damaged |= told
        if not re.fullmatch("[0-9]+", value):
            found.damaged = True
        elif not told:
            # No length at all says as little as no duration.
            number, found.too_large = saturated(value)
            found.duration = number or None
        told = True


def retry_after(values):
    found = RetryAfter()
    if not values:
        return found
    found.damaged = len(values) > 1
    digits = re.match("[0-9]+", values[0])
    rest = None
    if digits:
        rest = retry_after_rest(values[0][digits.end():], found)
    if rest is None:
        found.damaged = True
        return found
    if rest:
        retry_after_parameters(rest[1:], found)
    found.seconds, too_large = saturated(digits.group())
    found.too_large |= too_large
    return found


class Reason:
    """What all Reason headers of a message say together."""

    def __init__(self):
        self.q850 = None
        self.location = None
        self.sip = None
        self.texts = []
        self.damaged = False
        self.protocols = set()


ReasonValue = namedtuple("ReasonValue", "cause location text damaged")


def reason_parameters(parameters):
    cause = location = text = None
    causes, damaged = 0, False
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        name = name.strip(BLANKS).lower()
        value, quoted, broken = unquote(value.strip(BLANKS))
        damaged |= broken or not name
        if name == "cause":
            causes += 1
            readable = re.fullmatch("[0-9]+", value)
            damaged |= quoted or causes > 1 or not readable
            if readable and cause is None:
                cause = int(value)
        elif name == "text":
            damaged |= not quoted or text is not None
            text = value if text is None else text
        elif name == "location":
            location = value.upper() or None
    return ReasonValue(cause, location, text, damaged)


def reason_q850(found, value):
    cause = value.cause
    found.location = value.location
    if cause is None:
        return
    # Bit 8 is the extension flag of ISDN and no part of the cause.
    found.damaged |= cause > 127 or cause == 0
    if cause <= 255 and cause % 128 != 0:
        found.q850 = cause % 128


def reason_sip(found, value):
    if value.cause is None:
        return
    if 100 <= value.cause <= 699:
        found.sip = value.cause
    else:
        found.damaged = True


def reason_value(found, text):
    parts, unclosed = split(text, ";")
    protocol = parts[0].strip(BLANKS)
    word = re.split(r"\s", protocol)[0]
    found.damaged |= unclosed or not protocol
    name = word.lower().replace("q850", "q.850")
    if name not in ("sip", "q.850"):
        return
    value = reason_parameters(parts[1:])
    found.damaged |= (value.damaged or word != protocol or
                      word.lower() == "q850" or name in found.protocols)
    # The first value of a protocol counts, even if it says nothing.
    if name in found.protocols:
        return
    found.protocols.add(name)
    if value.text is not None:
        found.texts.append(value.text)
    if name == "sip":
        reason_sip(found, value)
    else:
        reason_q850(found, value)


def reason(values):
    found = Reason()
    for header in values:
        for text in split(header, ",")[0]:
            reason_value(found, text)
    return found


def warnings(values):
    """The first four warn-codes, and whether anything is damaged."""
    whole = re.compile(r'[0-9]{3}[ \t]+[^\s"]+[ \t]+' + QUOTED)
    codes, damaged = [], False
    for header in values:
        for value in split(header, ",")[0]:
            value = value.strip(BLANKS)
            damaged |= whole.fullmatch(value) is None
            if re.match("[0-9]{3}(?![0-9])", value):
                codes.append(int(value[:3]))
    return codes[:4], damaged


def is_usable_contact(value):
    bare = re.sub(QUOTED, "", value).strip(BLANKS)
    inside = re.search("<([^>]*)", bare)
    uri = (inside.group(1) if inside else bare).strip(BLANKS)
    return re.match("(sip|sips|tel):.", uri, re.I) is not None


def has_usable_contact(values):
    """Commas separate outside of quotes and of angle brackets."""
    piece = re.compile(f"(?:{QUOTED}|<[^>]*>|[^,])+")
    return any(is_usable_contact(match.group())
               for header in values for match in piece.finditer(header))


def has_stale(values):
    """A stale=true in any challenge, its value in quotes or not."""
    for header in values:
        bare = re.sub(
            QUOTED,
            lambda m: "true" if m.group().lower() == '"true"' else '""',
            header)
        if re.search(r"(?:^|[,\s])stale\s*=\s*true(?=\s|,|$)", bare, re.I):
            return True
    return False


def twilio_error(values):
    """The first that is a number, perhaps with words behind it."""
    for value in values:
        match = re.match(r"([0-9]+)(?=\s|$)", value)
        if match and 0 < int(match.group(1)) < 1 << 31:
            return int(match.group(1))
    return None


def cseq_method(values):
    match = re.match(r"[0-9]+\s+(\S+)", values[0]) if values else None
    return match.group(1).upper() if match else None
