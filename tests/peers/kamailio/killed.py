#!/usr/bin/env python3
"""Lua processes that share a pool are killed at any moment (SIGKILL); the
others go on, nobody waits for ever, and what the dead held ends by the clock.

    killed.py LUA MODULES SCRIPTS"""

import os
import random
import subprocess
import sys
import time

WORKERS = 4
KILLS = 60


def main():
    program, modules, scripts = sys.argv[1:4]
    name = "/redial-killed-%d" % os.getpid()
    environment = dict(os.environ, LUA_CPATH=os.path.join(modules, "?.so"))
    churn = [program, os.path.join(scripts, "churn.lua"), name]
    chance = random.Random(7)

    def start():
        return subprocess.Popen(churn, env=environment, text=True,
                                stderr=subprocess.PIPE)

    workers = [start() for _ in range(WORKERS)]
    try:
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.01, 0.08))
            for at, worker in enumerate(workers):
                if worker.poll() is not None:
                    print("FAILED: a worker ended: " + worker.stderr.read())
                    return 1
            at = chance.randrange(WORKERS)
            workers[at].kill()
            workers[at].communicate()
            workers[at] = start()
        for worker in workers:
            worker.kill()
            worker.communicate()
        time.sleep(0.6)  # longer than an offer lasts
        found = subprocess.run(churn + ["look"], env=environment, text=True,
                               capture_output=True, timeout=300)
        if found.stdout.split() != ["0", "16"]:
            print("FAILED: leases and free phones are " + found.stdout +
                  found.stderr)
            return 1
        print("ok: %d workers killed, 0 leases left, 16 phones free" %
              (KILLS + WORKERS))
        return 0
    finally:
        for worker in workers:
            worker.kill()
        if os.path.exists("/dev/shm" + name):
            os.unlink("/dev/shm" + name)


if __name__ == "__main__":
    sys.exit(main())
