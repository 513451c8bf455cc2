"""What the README shows is what one sees."""

import os
import re
import subprocess
import unittest

from dialer_case import DIALER, DialerTest, LIMIT_S


class Demonstration(DialerTest):
    SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                          "../../../examples/sofia")

    def test_the_readme_shows_what_is_seen(self):
        with open(os.path.join(self.SOURCE, "README.md"),
                  encoding="utf-8") as readme:
            shown = re.search(r"^```\n( +0\.\d+  dial.*?)^```$", readme.read(),
                              re.M | re.S).group(1)
        done = subprocess.run([os.path.join(self.SOURCE, "run")], text=True,
                              env={**os.environ, "SOFIA_DIALER": DIALER},
                              capture_output=True, timeout=LIMIT_S, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.untimed(done.stdout), self.untimed(shown))

    @staticmethod
    def untimed(text):
        return [line.split(None, 1)[1] for line in text.splitlines()]


if __name__ == "__main__":
    unittest.main()
