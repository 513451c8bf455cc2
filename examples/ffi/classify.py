"""What failed calls mean, from Python.

    python3 classify.py 486 31603          codes
    python3 classify.py --read FILE...     SIP messages
"""

import re
import sys

WORDS = "outcome", "about", "scope", "retry", "action", "treatment"


def fail(text):
    sys.stderr.write(f"classify.py: {text}\n")
    sys.exit(2)


try:
    import redial_ffi as redial
except ImportError as problem:
    fail(problem)


def quoted(given):
    return "'" + "".join(c if c.isprintable() else "?" for c in given) + "'"


def line(given, verdict):
    words = " ".join(redial.word(what, getattr(verdict, what))
                     for what in WORDS)
    reach = "" if redial.is_everywhere(verdict) else "not_"
    return f"{given}: {words}, {reach}everywhere"


def of_code(given):
    if not re.fullmatch("-?[0-9]{1,10}", given) or \
            not -2**31 <= int(given) < 2**31:
        fail(f"{quoted(given)} is not a code; give whole numbers")
    return line(given, redial.classify(int(given)))


def of_file(path):
    try:
        with open(path, "rb") as file:
            evidence = redial.read(file.read())
    except OSError as problem:
        fail(f"{quoted(path)} cannot be read: {problem.strerror}")
    if evidence is None:
        fail(f"{quoted(path)} is no SIP message that ends a call")
    return line(evidence.code, redial.assess(evidence))


def main(given):
    of = of_code
    if given[:1] == ["--read"]:
        of, given = of_file, given[1:]
    if not given:
        fail("needs codes, as in classify.py 486, or --read and files")
    # Everything is read before anything is said.
    print("\n".join([of(one) for one in given]))


main(sys.argv[1:])
