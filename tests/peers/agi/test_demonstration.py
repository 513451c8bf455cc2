"""What the README shows is what one sees."""

import os
import re
import subprocess
import unittest

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                    "../../../examples/agi")


class Demonstration(unittest.TestCase):
    def test_the_readme_shows_what_is_seen(self):
        with open(os.path.join(HERE, "README.md"), encoding="utf-8") as readme:
            shown = re.search(r"^```\n(< .*?)^```$", readme.read(),
                              re.M | re.S).group(1)
        done = subprocess.run([os.path.join(HERE, "run")], text=True,
                              capture_output=True, timeout=600, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.untimed(done.stdout), self.untimed(shown))

    @staticmethod
    def untimed(text):
        return re.sub(r"redial: +\d+\.\d+", "redial:", text)


if __name__ == "__main__":
    unittest.main()
