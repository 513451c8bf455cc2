"""Plays Asterisk at the other end of the two pipes of an AGI program.

Channels behave as they are told: Ends. What the program asked for is kept, so
that a test counts the dials by what Asterisk saw.
"""

import os
import re
import signal
import subprocess
import time

AGI = os.environ.get("AGI_HUNT", "agi_hunt")
PATIENCE_S = 300

ENVIRONMENT = ("agi_request: agi_hunt\nagi_channel: PJSIP/caller-00000001\n"
               "agi_language: en\nagi_type: PJSIP\nagi_uniqueid: 1.1\n"
               "agi_callerid: 100\nagi_dnid: 200\nagi_context: default\n"
               "agi_extension: 200\nagi_priority: 1\nagi_enhanced: 0.0\n"
               "agi_accountcode: \nagi_threadid: 1\n\n")


class End:
    """How a dialled channel ends. Without tech there was no SIP."""

    def __init__(self, status, cause=0, tech="", takes=0.0, talked=0):
        self.status = status
        self.cause = cause
        self.tech = tech
        self.takes = takes
        self.talked = talked


def sip(code, phrase, cause, status, **more):
    return End(status, cause, f"SIP {code} {phrase}", **more)


ANSWER = End("ANSWER", 16, talked=1)
BUSY = sip(486, "Busy Here", 17, "BUSY")
DECLINE = sip(603, "Decline", 21, "CHANUNAVAIL")
NO_CHANNEL = End("CHANUNAVAIL")


class Asterisk:
    def __init__(self, *words, **channels):
        """Channels: PJSIP_ann=BUSY, or a list of ends, one for each dial."""
        self.channels = {name.replace("_", "/", 1):
                         list(end) if isinstance(end, (list, tuple)) else [end]
                         for name, end in channels.items()}
        self.variables = {}
        self.commands = []
        self.log = []
        self.dialled = []
        self.options = []
        self.gone = False
        self.process = subprocess.Popen(
            [AGI, *map(str, words)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)

    def say(self, text):
        try:
            self.process.stdin.write(text.encode())
        except BrokenPipeError:
            pass

    def hear(self):
        """The next command; None when the program says no more."""
        line = self.process.stdout.readline()
        return line.decode().rstrip("\n") if line else None

    def run(self):
        """Serves until the program ends."""
        self.say(ENVIRONMENT)
        for command in iter(self.hear, None):
            self.commands.append(command)
            reply = self.serve(command)
            if reply is None:
                break
            self.say(reply + "\n")
        return self.finish()

    def finish(self):
        self.process.stdin.close()
        self.process.wait(PATIENCE_S)
        self.error = self.process.stderr.read().decode()
        self.process.stdout.close()
        self.process.stderr.close()
        self.code = self.process.returncode
        return self.code

    # What Asterisk does; a test replaces what is to go wrong.

    def serve(self, command):
        if command.startswith("EXEC "):
            name, _, text = command[5:].partition(" ")
            return self.execute(name, text.strip('"'))
        found = re.fullmatch(r"GET FULL VARIABLE \$\{(.*)\}", command)
        if found:
            value = self.variable(found.group(1))
            return f"200 result=1 ({value})" if value else "200 result=0"
        found = re.fullmatch(r'SET VARIABLE (\w+) "(.*)"', command)
        if found:
            self.variables[found.group(1)] = found.group(2)
            return "200 result=1"
        found = re.fullmatch(r'VERBOSE "(.*)" \d+', command)
        if found:
            self.log.append(found.group(1))
            return "200 result=1"
        return "510 Invalid or unknown command"

    def variable(self, name):
        return str(self.variables.get(name, ""))

    def execute(self, name, text):
        if name == "Dial":
            channel, seconds, options = text.split(",")
            self.options.append((int(seconds), options))
            return self.dial(channel)
        if name == "HangupCauseClear":
            self.variables.pop("HANGUPCAUSE_KEYS()", None)
            return "200 result=0"
        if name == "Wait":
            time.sleep(float(text))
            return "200 result=0"
        if name == "Hangup":
            self.variables["hung up with"] = text
            return "200 result=-1"
        return "200 result=-2"

    def dial(self, channel):
        self.dialled.append(channel)
        ends = self.channels.get(channel, [NO_CHANNEL])
        end = ends[0] if len(ends) == 1 else ends.pop(0)
        time.sleep(end.takes)
        self.variables["DIALSTATUS"] = end.status
        if end.cause:  # else that of an earlier attempt stays
            self.variables["HANGUPCAUSE"] = end.cause
        if end.tech:
            key = f"{channel}-{len(self.dialled):08x}"
            self.variables["HANGUPCAUSE_KEYS()"] = key
            self.variables[f"HANGUPCAUSE({key},tech)"] = end.tech
        self.variables["ANSWEREDTIME"] = end.talked or ""
        return "200 result=-1" if end.status == "ANSWER" else "200 result=0"

    def hang_up(self):
        """The caller does: a local Asterisk sends a signal."""
        self.gone = True
        self.process.send_signal(signal.SIGHUP)
