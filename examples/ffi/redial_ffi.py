"""redial for Python: the declarations of its headers by ctypes, and a few
words around them. Copy it; it needs libredial.so and nothing else.

    import redial_ffi as redial
    v = redial.classify(31486)            # a Verdict, by value
    if v.scope == redial.SCOPE_EVERYWHERE: ...
    redial.word("outcome", v.outcome)     # "busy"

The environment variable REDIAL_LIBRARY names another library file.
"""

import ctypes
import os
from ctypes import c_char_p, c_int, c_int32, c_size_t, c_uint8, c_uint16, c_uint32

# Before 1.0 a minor number may change a layout, and then this file with it.
SERIES = "0.1"
SCOPE_EVERYWHERE = 6
NAMESPACE_SIP = 1


# tests/peers/ffi compares every offset and size with the C headers.
class Span(ctypes.Structure):
    _fields_ = [("ptr", c_char_p), ("len", c_size_t)]


class Verdict(ctypes.Structure):
    _fields_ = [
        ("code", c_int32), ("sip", c_uint16), ("effective", c_uint16),
        ("outcome", c_uint8), ("about", c_uint8), ("scope", c_uint8),
        ("retry", c_uint8), ("action", c_uint8), ("treatment", c_uint8),
        ("mapping", c_uint8), ("confidence", c_uint8), ("ns", c_uint8),
        ("flags", c_uint8), ("has_retry_after", c_uint8),
        ("reserved", c_uint8), ("retry_after_s", c_uint32),
        ("rules", c_uint32)]


class RetryAfter(ctypes.Structure):
    _fields_ = [("seconds", c_uint32), ("duration_s", c_uint32),
                ("present", c_uint8), ("damage", c_uint8)]


class Evidence(ctypes.Structure):
    _fields_ = [
        ("code", c_int32), ("twilio_error", c_int32),
        ("elapsed_ms", c_uint32), ("retry_after", RetryAfter),
        ("sip_cause", c_uint16), ("warnings", c_uint16 * 4),
        ("marks", c_uint16), ("ns", c_uint8), ("q850_cause", c_uint8),
        ("location", c_uint8), ("origin", c_uint8), ("progress", c_uint8),
        ("method", c_uint8), ("kind", c_uint8), ("dial_status", c_uint8)]


class Mapped(ctypes.Structure):
    _fields_ = [("code", c_int32), ("lossy", c_uint8)]


def _declare(library, name, result, *arguments):
    function = getattr(library, "redial_" + name)
    function.restype = result
    function.argtypes = arguments


def _load():
    name = os.environ.get("REDIAL_LIBRARY", "libredial.so." + SERIES)
    try:
        library = ctypes.CDLL(name)
        _declare(library, "version", c_uint32)
    except (OSError, AttributeError) as error:
        raise ImportError(f"cannot load {name}; set REDIAL_LIBRARY") from error
    version = library.redial_version()
    series = f"{version >> 16}.{version >> 8 & 0xff}"
    if series != SERIES:
        raise ImportError(f"{name} is redial {series}, not {SERIES}")
    _declare(library, "classify", Verdict, c_int32)
    _declare(library, "classify_in", Verdict, c_int, c_int32)
    _declare(library, "assess", Verdict, ctypes.POINTER(Evidence))
    _declare(library, "is_everywhere", ctypes.c_bool, Verdict)
    _declare(library, "evidence_read", c_int, Span, ctypes.POINTER(Evidence))
    _declare(library, "sip_to_q850", Mapped, c_int32)
    for what in "outcome", "about", "scope", "retry", "action", "treatment":
        _declare(library, what + "_name", c_char_p, c_uint32)
    return library


C = _load()


def classify(code):
    """A SIP status, or a Twilio error of five digits or more."""
    return C.redial_classify(code)


def assess(evidence):
    """All that is known of one attempt: Evidence(code=480, ...)."""
    return C.redial_assess(ctypes.byref(evidence))


def read(message):
    """The evidence in a SIP message as it was on the wire, or None."""
    evidence = Evidence()
    if C.redial_evidence_read(Span(message, len(message)),
                              ctypes.byref(evidence)) != 0:
        return None
    return evidence


def is_everywhere(verdict):
    """No other phone and no other way: the caller's person has spoken."""
    return C.redial_is_everywhere(verdict)


def word(what, value):
    """word("action", v.action): "try_next"."""
    return getattr(C, f"redial_{what}_name")(value).decode("ascii")
