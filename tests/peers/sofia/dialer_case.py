"""Runs the dialer against phones; the tests of this folder build on it."""

import os
import shutil
import subprocess
import tempfile
import unittest

from sipp import HOST, Phone

DIALER = os.environ.get("SOFIA_DIALER", "sofia_dialer")
LIMIT_S = 600  # nothing takes so long, however slow the machine


class Result:
    def __init__(self, code, out, err):
        self.code = code
        self.out = out
        self.err = err

    def lines(self, word):
        """Lines of the journal whose second column this is."""
        return [line for line in self.out.splitlines()
                if line.split()[1:2] == [word]]


class DialerTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="redial-sofia-")
        self.phones = []

    def tearDown(self):
        for phone in self.phones:
            phone.stop()
        if os.environ.get("KEEP"):
            print(self.folder)
        else:
            shutil.rmtree(self.folder)

    def phone(self, name, *steps):
        phone = Phone(self.folder, name, steps)
        self.phones.append(phone)
        return phone

    def start(self, *words, env=None):
        return subprocess.Popen(
            [DIALER, "--local", f"sip:{HOST}:*", "--talk-ms", "100",
             *map(str, words)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, cwd=self.folder,
            env={**os.environ, **(env or {})})

    def finish(self, process):
        try:
            out, err = process.communicate(timeout=LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise
        if os.environ.get("SHOW"):
            print("\n" + self.id() + "\n" + out + err)
        return Result(process.returncode, out, err)

    def dial(self, *words, env=None):
        return self.finish(self.start(*words, env=env))

    def assertMet(self, phone, **counts):
        """How many requests of each method a phone has met. What was sent to
        it last, it may still have to read: it has until it is at rest."""
        phone.comes_to_rest(counts)
        for method, count in counts.items():
            self.assertEqual(len(phone.met(method)), count,
                             f"{method} at {phone.name}")
