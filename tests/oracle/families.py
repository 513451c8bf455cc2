"""Hand-made cases by what they are about: every rule, its near misses, and
every value that is odd, on the codes where it matters."""

from itertools import product

import odd_values as odd
from wire import CONTACT, notify, request

RARE = [101, 150, 198, 201, 299, 303, 304, 306, 399, 418, 426, 432, 468, 499,
        506, 530, 599, 601, 605, 609, 650, 698]
VAGUE = [400, 403, 404, 408, 480, 487, 500, 502, 503, 504, 603,
         303, 399, 409, 473, 477, 499, 530, 599, 605, 687, 699]
TROUBLED = [480, 486, 503, 603, 487, 404, 433, 699, 302]
FLAGS = [(), ("--rang",), ("--early-media",), ("--in-dialog",),
         ("--fan-out",)]


def codes(make):
    for code in range(100, 700):
        make.answer(code)
        make.answer(code, ["Retry-After: 77"])


def start_lines(make):
    told = ("--rang", "--kind", "trunk", "--elapsed-ms", "50")
    headers = [[], ["Retry-After: 60"], ["Reason: Q.850;cause=17"],
               ["X-Twilio-Error: 32203 x", "Warning: bad"]]
    for line, more in product(odd.NO_STATUS, headers):
        make.line(line, more)
        make.line(line, more, told)
        make.line(line, more, ("--local-timeout",))
        make.line(line, more, ("--local-transport", "--rang"))
    for line, flags in product(odd.ODD_STATUS, FLAGS):
        make.line(line, [], flags)
        make.line(line, ["Retry-After: 5"], flags)


def causes_on_vague_codes(make):
    for code in VAGUE:
        for cause in list(range(1, 129)):
            make.answer(code, [f"Reason: Q.850;cause={cause}"])
        for cause in make.SIP_CAUSES + [code]:
            make.answer(code, [f"Reason: SIP;cause={cause}"])


def causes_on_clear_codes(make):
    for code in make.clear + [300, 302, 380, 200, 183, 199, 150, 299]:
        causes = make.random.sample(make.causes, 16) + [16, 17, 21, 34, 7]
        for cause in causes:
            make.answer(code, [f"Reason: Q.850;cause={cause}"])
        for place in "U", "LN":
            make.answer(code, [f"Reason: Q.850;cause=21;location={place}"])
        for cause in [180, 200, 299, 302, 404, 480, 486, 503, 600, 603, 604,
                      607, 608, 609, 699, code]:
            make.answer(code, [f"Reason: SIP;cause={cause}"])


def locations(make):
    places = "U LPN LN TN RLN RPN INTL BI LOC-6 LOC-15".split()
    for code, place in product(VAGUE, places):
        make.answer(code, [f"Reason: Q.850;cause=21;location={place}"])
        make.answer(code, [f"Reason: Q.850;location={place};"
                           'text="Call rejected";cause=21'], ("--rang",))
    for code in VAGUE:
        make.answer(code, ["Reason: Q.850;cause=17;location=U"])


def both_causes(make):
    choose = make.random.choice
    for _ in range(700):
        code = choose(VAGUE + make.clear)
        values = [
            f"Q.850;cause={choose(make.causes + [10, 21, 60, 126])}" + choose(
                ["", ";location=U", ";location=TN", ';text="a, b; cause=17"']),
            f"SIP;cause={choose(make.SIP_CAUSES + [code])}" + choose(
                ["", ';text="cause=34, Q.850;cause=1"'])]
        make.random.shuffle(values)
        make.answer(code, choose([
            ["Reason: " + ", ".join(values)],
            ["Reason: " + value for value in values]]), choose(FLAGS))


def twilio(make):
    for number in make.tables.twilio:
        for code in 603, 480, make.random.choice([302, 403, 503, 699, 404]):
            make.answer(code, [f"X-Twilio-Error: {number} some text"])
    numbers = ["32203", "10001", "32201", "31486", "31404", "99999", "20503"]
    more = [[], ["Retry-After: 30"], ["Reason: SIP;cause=607"]]
    for code, number, header in product(
            (100, 183, 200, 299, 300, 302, 380, 401, 486, 487, 500, 503, 599,
             600, 603, 604, 607, 699), numbers, more):
        make.answer(code, [f"X-Twilio-Error: {number}"] + header,
                    make.random.choice(FLAGS))
    for value, code in product(odd.TWILIO_ERRORS, (603, 503, 480)):
        make.answer(code, [f"X-Twilio-Error: {value}"])
        make.answer(code, [f"x-twilio-error:{value}",
                           "X-Twilio-Error: 32203"], ("--rang",))


def network_blocked(make):
    phrases = ["Network Blocked", "network blocked", "NETWORK BLOCKED",
               "Network Blocked ", "Network  Blocked", "Network Blocked!",
               "Network", "NetworkBlocked", "Decline"]
    reasons = [
        'SIP;cause=603;text="v=analytics1;url=https://e.example/1"',
        'Q.850;cause=21;text="v=analytics1;tel=+15550100";location=LN',
        'Q.850;cause=21;text="v=analytics1"',
        'Q.850;cause=21;text="v=analytics2;url=x"',
        'Q.850;cause=21;text=" v=analytics1;url=x"',
        'Q.850;cause=21;text="V=Analytics1;url=x"',
        'Q.850;cause=21;text=v=analytics1;url=x',
        'Q.850;text="v=analytics1;url=\\"q\\"";cause=21',
        'Q.850;cause=17;text="x", SIP;cause=603;text="v=analytics1;x=y"',
        'Q.850;cause=21;text="x";text="v=analytics1;x=y"',
        'Preemption;cause=1;text="v=analytics1;x=y"',
        "Q.850;cause=21;location=U", "SIP"]
    for phrase, reason in product(phrases, reasons):
        header = f"Reason: {reason}"
        make.answer(603, [header], phrase=phrase)
        make.answer(603, [header, "Retry-After: 300"], ("--rang",), phrase)
        make.answer(make.random.choice([600, 608, 607, 403, 480, 699]),
                    [header], phrase=phrase)


def unwanted_in_the_reason(make):
    for code, cause in product(make.all, (607, 608)):
        make.answer(code, [f"Reason: SIP;cause={cause}"])
        make.answer(code, [f"Reason: Q.850;cause=17, SIP;cause={cause}",
                           "Retry-After: 60"], make.random.choice(FLAGS))


def withdrawn_or_not(make):
    reasons = [
        "SIP;cause=200", 'SIP;cause=200;text="Call completed elsewhere"',
        "Q.850;cause=26, SIP;cause=200", "Q.850;cause=26", "SIP;cause=486",
        "SIP;cause=0200", "SIP;cause=202", 'SIP;cause="200"',
        'SIP;text="cause=200"', "STIR;cause=200", "SIP;cause=487",
        "Q.850;cause=19", "Q.850;cause=102", "Q.850;cause=16",
        "Preemption;cause=1", "SIP;cause=180", "SIP;cause=607",
        "Q.850;cause=21", "Q.850;cause=21;location=U", "SIP;cause=408", "SIP"]
    told = FLAGS + [("--cancelled",), ("--caller-gone",),
                    ("--rang", "--cancelled"), ("--rang", "--fan-out"),
                    ("--early-media", "--cancelled")]
    for code, reason, flags in product((487, 486, 480, 603, 408), reasons,
                                       told):
        make.answer(code, [f"Reason: {reason}"], flags)


def stale_date(make):
    phrases = ["Stale Date", "stale date", "STALE DATE", "Stale  Date",
               "Stale Date.", "Stale", "Date Stale", "Forbidden"]
    headers = [[], ["Reason: Q.850;cause=21"], ["Retry-After: 10"],
               ["Reason: SIP;cause=607"], ["X-Twilio-Error: 32201"]]
    for code, phrase, more in product((403, 480, 438, 404, 603), phrases,
                                      headers):
        make.answer(code, more, phrase=phrase)


def flags_on_every_code(make):
    told = FLAGS + [
        ("--sips",), ("--authenticated",), ("--cancelled",),
        ("--fan-out", "--rang"), ("--in-dialog", "--rang"),
        ("--kind", "trunk", "--elapsed-ms", "100")]
    for code, flags in product(make.all, told):
        make.answer(code, [], flags)
    for code, method, flags in product(
            make.all, ("CANCEL", "BYE", "REGISTER"), [(), ("--in-dialog",)]):
        if code in (481, 422, 486) or make.random.random() < 0.3:
            make.answer(code, [], flags, cseq=method)


def in_dialog(make):
    reasons = [[], ["Reason: Q.850;cause=17"]]
    for cseq, flags, reason in product(
            odd.CSEQS, [(), ("--in-dialog",), ("--in-dialog", "--rang")],
            reasons):
        make.answer(481, [f"CSeq: {cseq}"] + reason, flags, cseq=None)
    waits = ["0", "1", "5", "10", "11", "12", "60", "0010", "10 (x)",
             "10;duration=3", "10, 20", "5;", "10abc", "-1", "99999999999",
             "10 (x", "0;duration=99999999999"]
    told = [(), ("--in-dialog",), ("--in-dialog", "--fan-out")]
    for code, wait, flags, cause in product(
            (500, 503, 502, 504, 486, 599, 400), waits, told,
            (None, 34, 31, 21)):
        if cause is None or make.random.random() < 0.5:
            reason = [f"Reason: Q.850;cause={cause}"] if cause else []
            make.answer(code, [f"Retry-After: {wait}"] + reason, flags)


def ringing(make):
    trunk = ("--kind", "trunk", "--elapsed-ms", "20")
    told = FLAGS + [("--rang", "--early-media"), ("--rang", "--fan-out"),
                    ("--rang", "--in-dialog"), ("--rang",) + trunk,
                    ("--early-media",) + trunk]
    for code, cause, flags in product((408, 480, 486, 487, 603, 404),
                                      (1, 16, 17, 18, 19, 21, 31, 145, 0, 400),
                                      told):
        make.answer(code, [f"Reason: Q.850;cause={cause}"], flags)
        make.answer(code, [], flags)
    for code, cause, flags in product((408, 480, 486, 487, 603, 404),
                                      make.SIP_CAUSES + [99, 700],
                                      [("--rang",), ("--early-media",)]):
        make.answer(code, [f"Reason: SIP;cause={cause}"], flags)


def elapsed(make):
    headers = [[], ["Reason: Q.850;cause=17"], ["Reason: Q.850;cause=21"],
               ["Reason: Q.850;cause=21;location=U"], ["Retry-After: 20"],
               ["Reason: Q.850;cause=102"], ["Reason: SIP;cause=607"]]
    for code, ms, kind, flags in product(
            (486, 603, 480, 600, 503),
            (0, 1, 99, 100, 101, 149, 150, 151, 5000, 4294967295),
            (None, "phone", "trunk", "server"), FLAGS + [("--cancelled",)]):
        more = make.random.sample([[], make.random.choice(headers)], 2)
        kinds = ("--kind", kind) if kind else ()
        for header in more:
            make.answer(code, header,
                        flags + kinds + ("--elapsed-ms", str(ms)))


def missing_routes(make):
    headers = [[], ["Retry-After: 30"], ["Reason: SIP;cause=486"],
               ["Reason: SIP;cause=607"]]
    for cause, more, flags in product(
            (2, 3, 14, 26, 91, 1, 4, 25, 130, 131, 142, 154, 219, 92, 21, 27),
            headers, FLAGS):
        place = make.random.choice(["", ";location=TN", ";location=U"])
        code = make.random.choice([480, 604, 410, 499])
        for status in 404, code:
            make.answer(status, [f"Reason: Q.850;cause={cause}{place}"] + more,
                        flags)


def retry_after(make):
    told = [("--in-dialog",), ("--local-timeout",), ("--local-transport",),
            ("--rang", "--elapsed-ms", "90")]
    for value in odd.RETRY_AFTERS:
        header = f"Retry-After: {value}"
        for code in (503, 500, 480, 603, 404, 413, 486, 403, 600, 599, 699,
                     302, 200, 608, 499, 487):
            make.answer(code, [header])
        for flags in told:
            make.answer(make.random.choice([503, 500, 603]), [header], flags)
        second = make.random.choice(odd.RETRY_AFTERS)
        make.answer(503, [header, f"Retry-After: {second}"])
        make.answer(603, [header, "Reason: Q.850;cause=102"])
        make.answer(503, [f"retry-after :{value}"])
    for code, more in product(make.all, (
            ["Retry-After: 40"], ["Retry-After: 0"],
            ["Retry-After: 40", "Reason: Q.850;cause=17"],
            ["Retry-After: 40", "Reason: Q.850;cause=16"],
            ["Retry-After: 40", "Reason: SIP;cause=503"],
            ["Retry-After: 40, 50"], ["r: 60"],
            ["Refer-To: <sip:a@b>", "X-Retry-After: 9"])):
        make.answer(code, more, make.random.choice(FLAGS))


def reasons(make):
    told = FLAGS + [("--cancelled",), ("--early-media", "--elapsed-ms", "40")]
    for value in odd.REASONS:
        for code in TROUBLED:
            make.answer(code, [f"Reason: {value}"])
            make.answer(code, [f"Reason: {value}"], make.random.choice(told))
        code = make.random.choice(TROUBLED)
        second = make.random.choice(odd.REASONS)
        make.answer(code, [f"Reason: {value}", f"Reason: {second}"])
        make.answer(code, [f"Reason: {value}", "Retry-After: 15"])
        folded = value.replace(" ", "\r\n ")
        make.answer(code, [f"REASON :{folded}"])


def warnings(make):
    for value in odd.WARNINGS:
        header = f"Warning: {value}"
        for code in 480, 488, 606, 404, 580, 503:
            make.answer(code, [header])
        for code in 480, 488, 606:
            second = make.random.choice(odd.WARNINGS)
            reason = make.random.choice(odd.REASONS)
            make.answer(code, [header, f"Warning: {second}"])
            make.answer(code, [header, f"Reason: {reason}"],
                        make.random.choice(FLAGS))
        make.answer(480, [header], ("--rang",))
        make.answer(488, [header, "Reason: SIP;cause=608"])


def contacts(make):
    more = [["Retry-After: 9"], ["Reason: Q.850;cause=17"],
            ["Contact: <mailto:z@z.example>"], ["X-Twilio-Error: 32203"],
            ["Contact: <sip:z@z.example>"]]
    for code in 300, 301, 302, 303, 305, 306, 380, 399:
        make.line(f"SIP/2.0 {code} Elsewhere", [])
        for value in odd.CONTACTS:
            for header in f"Contact: {value}", f"m: {value}":
                make.line(f"SIP/2.0 {code} Elsewhere", [header])
            make.line(f"SIP/2.0 {code} Elsewhere",
                      [f"CONTACT:{value}"] + make.random.choice(more),
                      make.random.choice(FLAGS))
    for code in 486, 404, 485:
        make.answer(code, [CONTACT])


def challenges(make):
    names = ["WWW-Authenticate", "Proxy-Authenticate", "proxy-authenticate "]
    more = [[], ["Reason: SIP;cause=608"], ["Retry-After: 4"],
            ["Reason: Q.850;cause=17"]]
    for code, value, name, flags in product(
            (401, 407, 403), odd.CHALLENGES, names,
            [(), ("--authenticated",)]):
        make.answer(code, [f"{name}: {value}"], flags)
        second = make.random.choice(odd.CHALLENGES)
        make.answer(code, [f"{name}: {value}", f"WWW-Authenticate: {second}"]
                    + make.random.choice(more), flags)
    for code, header, flags in product(
            (416, 415, 480, 401), more,
            [(), ("--sips",), ("--sips", "--in-dialog"),
             ("--authenticated",)]):
        make.answer(code, header, flags)


def requests(make):
    told = FLAGS + [("--cancelled",), ("--caller-gone",)]
    for method in "CANCEL", "BYE":
        make.text(request(method))
        for value in odd.REASONS:
            make.text(request(method, [f"Reason: {value}"]),
                      make.random.choice(told))
            make.text(request(method, [f"Reason: {value}",
                                       'Reason: SIP;cause=200;text="x"']))
    for method in "INVITE", "OPTIONS", "NOTIFY":
        make.text(request(method, ["Reason: SIP;cause=200"]))


def fragments(make):
    inside = ["Reason: Q.850;cause=17", "Retry-After: 40",
              "Reason: SIP;cause=503", "Contact: <sip:a@b.example>",
              "Reason: Q850;cause=34", "To: <sip:x@y>\r\nRetry-After: 7\r\n"]
    outside = ["Reason: Q.850;cause=17", "Retry-After: 40",
               "Reason: SIP;cause=200", "Retry-After: bad"]
    told = FLAGS + [("--cancelled",)]
    for code in make.all:
        line = make.status(code)
        make.text(notify(line))
        make.text(notify(line + "\r\n"), make.random.choice(told))
        make.text(notify(f"{line}\r\n{make.random.choice(inside)}\r\n"))
        make.text(notify(line + "\r\n", [make.random.choice(outside)]))
        make.text(notify(line, content="c: Message/SIPfrag"))
        make.text(notify(line, content="Content-Type: text/plain"))
    for line in odd.NO_STATUS + odd.ODD_STATUS + ["nothing"]:
        make.text(notify(line + "\r\n"), make.random.choice(told))


def local_origins(make):
    headers = [[], ["Retry-After: 30"], ["Reason: Q.850;cause=17"],
               ["Reason: Q.850;cause=16"], ["Reason: SIP;cause=200"],
               ["X-Twilio-Error: 32203"], ["Reason: SIP;cause=607"],
               ["Retry-After: bad"], ["Reason: Q850;cause=1"],
               ["Warning: bad"]]
    told = [("--local-timeout",), ("--local-transport",),
            ("--local-timeout", "--rang"),
            ("--local-timeout", "--early-media"),
            ("--local-timeout", "--in-dialog"),
            ("--local-timeout", "--rang", "--fan-out"),
            ("--local-transport", "--rang"),
            ("--local-transport", "--fan-out", "--elapsed-ms", "10")]
    for code, more, flags in product(
            (408, 487, 486, 503, 480, 603, 500, 200, 183, 404, 599), headers,
            told):
        make.answer(code, more, flags)


FAMILIES = (
    codes, start_lines, causes_on_vague_codes, causes_on_clear_codes,
    locations, both_causes, twilio, network_blocked, unwanted_in_the_reason,
    withdrawn_or_not, stale_date, flags_on_every_code, in_dialog, ringing,
    elapsed, missing_routes, retry_after, reasons, warnings, contacts,
    challenges, requests, fragments, local_origins,
)
