"""The tables of the facts, and what a code means by itself."""

import csv
import os
from collections import namedtuple

HERE = os.path.dirname(os.path.abspath(__file__))
FACTS = os.path.join(HERE, "..", "data", "facts")

Words = namedtuple("Words", "outcome about scope retry action treatment")

FAMILIES = {
    "ok": "progress success",
    "redirect": "redirected",
    "callee": "busy unavailable no_answer declined",
    "refused": "unwanted blocked forbidden auth_required identity_rejected "
               "security",
    "address": "not_found gone bad_address",
    "request": "bad_request too_large unsupported interval_too_short media",
    "ended": "cancelled answered_elsewhere",
    "dialog": "state_lost conflict",
    "network": "loop timeout unreachable service_unavailable overloaded "
               "server_error",
    "platform": "throttled misconfigured",
    "none": "unknown",
}
FAMILY = {outcome: family for family, outcomes in FAMILIES.items()
          for outcome in outcomes.split()}

# Codes that say so little that a Reason may say more.
GENERIC = {400, 403, 404, 408, 480, 487, 500, 502, 503, 504, 603}
# Codes for which Retry-After is defined (RFC 3261 20.33).
RETRY_AFTER = {404, 413, 480, 486, 500, 503, 600, 603}


def words(row):
    return Words(*(row[name] for name in Words._fields))


class Tables:
    """One folder of tables."""

    def __init__(self, folder=FACTS):
        self.folder = folder
        self.sip = self.load("sip-codes.csv", "code")
        self.q850 = self.load("q850.csv", "cause")
        self.twilio = self.load("twilio-codes.csv", "code")

    def load(self, name, key):
        path = os.path.join(self.folder, name)
        with open(path, newline="", encoding="utf-8") as file:
            return {row[key]: row for row in csv.DictReader(file)}

    def is_registered(self, code):
        row = self.sip.get(str(code))
        return row is not None and row["registered"] == "yes"

    def is_generic(self, code):
        return code in GENERIC or (code >= 300 and
                                   not self.is_registered(code))

    def row(self, code):
        """The words of a status: its own row, else the one of its class."""
        own = self.sip.get(str(code))
        if own is None:
            # The table has no row 2xx: a success is a success.
            own = self.sip["200" if code // 100 == 2 else f"{code // 100}xx"]
        return words(own)

    def named_row(self, name):
        """A row without a number: 603+, local-timeout, local-transport."""
        return words(self.sip[name])

    def effective(self, code):
        if self.is_registered(code):
            return code
        return 183 if code < 200 else code // 100 * 100

    def cause_row(self, cause):
        """The words of a Q.850 cause; None when it has no meaning here."""
        row = self.q850.get(str(cause))
        if row is None or row["outcome"] == "none":
            return None
        return words(row)

    def twilio_row(self, number):
        """The words of an error that has a meaning of its own."""
        row = self.twilio.get(str(number))
        if row is None or row["mapping"] not in ("own", "own_seen_with_sip"):
            return None
        return words(row)
