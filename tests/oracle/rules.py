"""The rules: what a response means, beside the row of its code."""

from tables import FAMILY, RETRY_AFTER, Words
import values

NO_STATUS = Words("unknown", "none", "unknown", "none", "none", "none")
NO_ANSWER = Words("no_answer", "callee", "here", "later", "try_next",
                  "voicemail")
ELSEWHERE = Words("answered_elsewhere", "none", "request", "never", "none",
                  "none")
REFUSED = Words("forbidden", "server", "route", "never", "stop", "announce")
SAME_AGAIN = Words("forbidden", "caller", "route", "never", "stop", "announce")
OVERLAP = Words("conflict", "dialog", "dialog", "later", "retry_later", "none")
SIPS = Words("security", "request", "request", "after_fix", "fix_request",
             "announce")
NO_ROUTE = Words("unreachable", "path", "route", "elsewhere", "failover",
                 "callback")
REJECTED = Words("declined", "callee", "here", "never", "stop", "voicemail")
REJECT_KEY = Words("declined", "callee", "here", "later", "try_next",
                   "voicemail")


class Case:
    """All that is known about one response."""

    def __init__(self, message, told, tables):
        headers = message.headers
        self.tables = tables
        self.told = told
        self.is_fragment = message.kind == "sipfrag"
        self.code, self.phrase = message.status
        self.own = tables.row(self.code)
        self.generic = tables.is_generic(self.code)
        self.retry_after = values.retry_after(headers.of("retry-after"))
        self.reason = values.reason(headers.of("reason"))
        self.warnings, self.bad_warning = values.warnings(
            headers.of("warning"))
        self.twilio = values.twilio_error(headers.of("x-twilio-error"))
        self.method = values.cseq_method(headers.of("cseq"))
        self.contact = values.has_usable_contact(headers.of("contact"))
        self.stale = values.has_stale(
            headers.of("www-authenticate", "proxy-authenticate"))

    @property
    def sip_cause(self):
        """Below 300 a SIP cause tells of no failure."""
        cause = self.reason.sip
        return cause if cause is not None and cause >= 300 else None

    @property
    def rang(self):
        caused = self.reason.q850 is not None or self.sip_cause is not None
        return self.told.rang or (self.told.early_media and not caused)

    @property
    def waits(self):
        return self.retry_after.seconds is not None

    def within(self, limit_ms):
        elapsed = self.told.elapsed_ms
        return elapsed is not None and elapsed <= limit_ms and not self.rang


# Substitutions: each gives the new row, or None when it does not apply.

def t1(case):
    return case.tables.twilio_row(case.twilio)


def r3(case):
    blocked = case.code == 603 and case.phrase.lower() == "network blocked"
    if blocked and any(text.startswith("v=analytics1;")
                       for text in case.reason.texts):
        return case.tables.named_row("603+")
    return None


def r4(case):
    if case.code >= 400 and case.reason.sip in (607, 608):
        return case.tables.row(case.reason.sip)
    return None


def r10(case):
    return ELSEWHERE if case.code == 487 and case.reason.sip == 200 else None


def r20(case):
    if case.code == 403 and case.phrase.lower() == "stale date":
        return case.tables.row(438)
    return None


def r15(case):
    if case.code != 480 or not {380, 381} & set(case.warnings):
        return None
    return SIPS._replace(action="ask_user") if 380 in case.warnings else SIPS


def r16(case):
    if case.code == 416 and case.told.sips:
        return case.own._replace(action="ask_user")
    return None


def r18(case):
    again = case.code in (401, 407) and case.told.authenticated
    return SAME_AGAIN if again and not case.stale else None


def r19(case):
    if (case.code // 100 != 3 or case.code == 380 or case.is_fragment or
            case.contact):
        return None
    return case.own._replace(retry="never", action="stop",
                             treatment="announce")


def r14(case):
    if (case.code == 500 and case.told.in_dialog and case.waits and
            case.retry_after.seconds <= 10):
        return OVERLAP
    return None


def r21(case):
    if not case.told.in_dialog:
        return None
    if case.code in (422, 486):
        return case.tables.row(400)
    if case.code == 481 and case.method == "CANCEL":
        return case.own._replace(action="none", treatment="none")
    return None


def r7(case):
    if not case.generic or case.reason.q850 != 21:
        return None
    if case.reason.location == "U":
        return REJECTED
    if case.reason.location or case.code // 100 == 5:
        return REFUSED
    return case.own


def r24(case):
    if case.code == 404 and case.reason.q850 in (2, 3, 14, 26, 91):
        return NO_ROUTE
    return None


def r6(case):
    return case.tables.cause_row(case.reason.q850) if case.generic else None


def r8(case):
    if case.generic and case.sip_cause not in (None, case.code):
        return case.tables.row(case.sip_cause)
    return None


def r12(case):
    return NO_ANSWER if case.code in (408, 480) and case.rang else None


def r11(case):
    if case.code != 487 or case.told.cancelled or case.told.caller_gone:
        return None
    return NO_ANSWER if case.rang else case.tables.row(408)


def p1(case):
    if case.code == 486 and case.rang and case.reason.q850 != 17:
        return REJECT_KEY
    return None


SUBSTITUTIONS = (
    ("T1", t1), ("R3", r3), ("R4", r4), ("R10", r10), ("R20", r20),
    ("R15", r15), ("R16", r16), ("R18", r18), ("R19", r19), ("R14", r14),
    ("R21", r21), ("R7", r7), ("R24", r24), ("R6", r6), ("R8", r8),
    ("R12", r12), ("R11", r11), ("P1", p1),
)


def substituted(case):
    """The first that applies, and its row; None and the code's own row."""
    if case.code >= 300:
        for name, rule in SUBSTITUTIONS:
            row = rule(case)
            if row is not None:
                return name, kept_everywhere(case, name, row)
    return None, case.own


def kept_everywhere(case, name, row):
    """Nothing takes from a 6xx that it speaks for everybody."""
    if case.code < 600 or name in ("R3", "R4"):
        return row
    row = row._replace(scope="everywhere")
    if name != "T1":
        row = row._replace(retry=case.own.retry)
        if row.retry == "never":
            row = row._replace(action="stop")
    return row


class Verdict:
    def __init__(self, row, rules=()):
        self.row = row
        self.rules = [rule for rule in rules if rule]
        self.confidence = "certain"
        self.conflict = False

    def change(self, **changes):
        self.row = self.row._replace(**changes)


# Modifiers: each changes the verdict where it applies.

def r5(case, substitution, verdict):
    """A specific code stands against a Reason of another family."""
    if case.code < 400 or case.generic or substitution:
        return
    mine = FAMILY[case.own.outcome]
    others = []
    cause = case.tables.cause_row(case.reason.q850)
    if case.reason.q850 == 21 and case.reason.location == "U":
        cause = REJECTED
    if cause is not None:
        others.append(FAMILY[cause.outcome])
    if case.sip_cause is not None:
        others.append(FAMILY[case.tables.row(case.sip_cause).outcome])
    if any(family != mine for family in others):
        verdict.conflict = True
        verdict.rules.append("R5")


def r13(case, substitution, verdict):
    if (case.code in (500, 503) and not case.told.in_dialog and
            not substitution and case.retry_after.is_a_load_sign):
        verdict.change(outcome="overloaded")
    if verdict.row.outcome == "overloaded":
        verdict.rules.append("R13")


def r17(case, verdict):
    telling = set(range(300, 309)) | {330, 331, 370}
    if case.code in (488, 606) and telling & set(case.warnings):
        verdict.rules.append("R17")


def r23(case, substitution, verdict):
    on_decline = case.code == 603 and substitution in ("R6", "R7", "R8")
    if (case.waits and case.code in (603, 404, 413) and
            (not substitution or on_decline)):
        verdict.change(retry="later", action="retry_later")
        verdict.rules.append("R23")


def r22(case, substitution, verdict):
    """The number is kept; only an unknown 5xx or 6xx honours it."""
    if not case.waits or (case.code in RETRY_AFTER and
                          substitution not in ("R3", "R4")):
        return
    if (case.code >= 500 and not substitution and
            not case.tables.is_registered(case.code)):
        verdict.change(retry="later", action="retry_later")
    verdict.rules.append("R22")


def p2(case, verdict):
    if case.code == 603 and verdict.row.outcome == "declined":
        if case.rang:
            verdict.confidence = "likely"
            verdict.rules.append("P2")
        elif case.within(100):
            verdict.confidence = "guess"
            verdict.rules.append("P2")


def p3(case, verdict):
    if case.code == 486 and case.told.kind == "trunk" and case.within(150):
        verdict.confidence = "guess"
        verdict.rules.append("P3")


def p4(case, verdict):
    if case.told.fan_out and verdict.row.scope == "here":
        verdict.change(scope="address")
        verdict.rules.append("P4")
        if verdict.confidence == "certain":
            verdict.confidence = "likely"


def remote(case):
    """The answer of somebody else."""
    unregistered = not case.tables.is_registered(case.code)
    substitution, row = substituted(case)
    verdict = Verdict(row, ["R2" if unregistered else None, substitution])
    if substitution == "P1":
        verdict.confidence = "likely"
    r5(case, substitution, verdict)
    r13(case, substitution, verdict)
    r17(case, verdict)
    r23(case, substitution, verdict)
    r22(case, substitution, verdict)
    p2(case, verdict)
    p3(case, verdict)
    p4(case, verdict)
    return verdict


def local_timeout(case):
    if case.rang:
        return Verdict(NO_ANSWER, ["R12"])
    return Verdict(case.tables.named_row("local-timeout"))


def local_transport(case):
    return Verdict(case.tables.named_row("local-transport"))
