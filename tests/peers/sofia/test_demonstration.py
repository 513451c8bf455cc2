"""What the README shows is what one sees."""

import os
import re
import subprocess
import unittest

from dialer_case import DIALER, DialerTest, LIMIT_S
from sipp import free_port, is_bound


class Demonstration(DialerTest):
    SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                          "../../../examples/sofia")

    def test_the_readme_shows_what_is_seen(self):
        with open(os.path.join(self.SOURCE, "README.md"),
                  encoding="utf-8") as readme:
            shown = re.search(r"^```\n( +0\.\d+  dial.*?)^```$", readme.read(),
                              re.M | re.S).group(1)
        done = subprocess.run([os.path.join(self.SOURCE, "run")], text=True,
                              env={**os.environ, "SOFIA_DIALER": DIALER,
                                   "SOFIA_PORT": str(self.port())},
                              capture_output=True, timeout=LIMIT_S, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.plain(done.stdout), self.plain(shown))

    @staticmethod
    def port():
        """The first of three free ones."""
        port = free_port()
        while any(is_bound(port + more) for more in (0, 1, 2)):
            port = free_port()
        return port

    @staticmethod
    def plain(text):
        """Without times and ports."""
        return [re.sub(r":\d{4,5}\b", ":PORT", line.split(None, 1)[1])
                for line in text.splitlines()]


if __name__ == "__main__":
    unittest.main()
