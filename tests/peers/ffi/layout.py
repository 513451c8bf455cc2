"""The same list as layout.c, of what redial_ffi.py declares."""

import ctypes
import sys

sys.path.insert(0, sys.argv[1])
import redial_ffi as redial  # noqa: E402


def is_signed(kind):
    return issubclass(kind, ctypes._SimpleCData) and \
        kind not in (ctypes.c_char_p, ctypes.c_size_t) and kind(-1).value < 0


for name, kind in (("redial_verdict", redial.Verdict),
                   ("redial_evidence", redial.Evidence),
                   ("redial_retry_after", redial.RetryAfter),
                   ("redial_mapped", redial.Mapped),
                   ("redial_span", redial.Span)):
    for field, of in kind._fields_:
        at = getattr(kind, field)
        sign = " signed" if is_signed(of) else ""
        print(f"{name}.{field} {at.offset} {at.size}{sign}")
    print(f"{name} {ctypes.sizeof(kind)}")
