#!/usr/bin/env python3
"""A call through agi_hunt, both sides of the pipe: examples/agi/run."""

import sys

from asterisk import ANSWER, BUSY, NO_CHANNEL, Asterisk


def main():
    call = Asterisk("ann=PJSIP/desk", "ann=PJSIP/mobile", "bob=PJSIP/bob",
                    PJSIP_desk=BUSY, PJSIP_mobile=NO_CHANNEL, PJSIP_bob=ANSWER)
    serve = call.serve

    def show(command):
        reply = serve(command)
        if command.startswith(("EXEC Dial", "VERBOSE", "SET")):
            print("<", command)
        return reply

    call.serve = show
    code = call.run()
    sys.stderr.write(call.error)
    return code


if __name__ == "__main__":
    sys.exit(main())
