"""Messages as text, and other ways of writing them."""

FRAGMENT = "message/sipfrag;version=2.0"
CONTACT = "Contact: <sip:x@example.net>"
SHORT = {"Via": "v", "From": "f", "To": "t", "Call-ID": "i", "Contact": "m",
         "Content-Length": "l", "Content-Type": "c"}


def response(line, headers=(), cseq="INVITE"):
    return "\r\n".join([
        line,
        "Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKg1",
        "From: <sip:a@example.com>;tag=1",
        "To: <sip:b@example.net>;tag=2",
        "Call-ID: g1@192.0.2.7",
        *([f"CSeq: 7 {cseq}"] if cseq else []),
        *headers, "Content-Length: 0", "", ""])


def request(method, headers=()):
    return "\r\n".join([
        f"{method} sip:desk@198.51.100.20 SIP/2.0",
        "Via: SIP/2.0/TCP p.example.net;branch=z9hG4bK9",
        "From: <sip:kim@example.com>;tag=1",
        "To: <sip:desk@example.net>",
        "Call-ID: z@example.com",
        f"CSeq: 1 {method}",
        *headers, "Content-Length: 0", "", ""])


def notify(fragment, headers=(), content=f"Content-Type: {FRAGMENT}"):
    """The result of a transfer; headers are its own, not the fragment's."""
    return "\r\n".join([
        "NOTIFY sip:a@192.0.2.9 SIP/2.0",
        "Event: refer;id=93809",
        "Subscription-State: terminated;reason=noresource",
        "CSeq: 3 NOTIFY",
        *headers, content,
        f"Content-Length: {len(fragment)}", "", fragment])


def bare_line_ends(text, _random):
    return text.replace("\r\n", "\n")


def by_line(change):
    """A layout that changes each header line of the head."""
    def layout(text, random):
        head, blank, body = text.partition("\r\n\r\n")
        line, *headers = head.split("\r\n")
        return "\r\n".join([line] + [change(header, random)
                                     for header in headers]) + blank + body
    return layout


def other_case(header, _random):
    name, colon, value = header.partition(":")
    return name.swapcase() + colon + value if colon else header


def short_name(header, _random):
    name, colon, value = header.partition(":")
    return SHORT.get(name, name) + colon + value


def other_colon(header, random):
    colon = random.choice([":", " : ", ":\t", ":\r\n ", ":   "])
    return header.replace(": ", colon, 1)


def other_semicolons(header, random):
    """Not in a comment or a quoted text, where they mean nothing."""
    if (not header.lower().startswith(("reason", "retry")) or
            "(" in header or '"' in header):
        return header
    mark = random.choice([";", " ;", "; ", "\r\n\t;", "\r\n ;"])
    return header.replace(";", mark, 2)


def lower_version(text, _random):
    if text.startswith("SIP/2.0"):
        return text.replace("SIP/2.0", "sip/2.0", 1)
    return text


def line_without_colon(text, random):
    head, blank, body = text.partition("\r\n\r\n")
    lines = head.split("\r\n")
    lines.insert(random.randint(1, len(lines)), "this line has no separator")
    return "\r\n".join(lines) + blank + body


LAYOUTS = (by_line(other_case), by_line(short_name), by_line(other_colon),
           by_line(other_semicolons), lower_version, line_without_colon)


def laid_out(text, random):
    """The same message, written in another way."""
    for layout in random.sample(LAYOUTS, random.randint(1, 3)):
        text = layout(text, random)
    return bare_line_ends(text, random) if random.random() < 0.2 else text
