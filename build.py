#!/usr/bin/env python3
"""The command line of the project: serve, test, site, single, bench.

Needs Python 3.11 and nothing else. The steps live in pyscript/build_steps; this file only finds out
whether Python is new enough and hands over. Its own syntax stays old, so that an old Python gets as
far as saying so in one line.
"""
import os
import sys

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))


def too_old(version):
    """One line saying that this Python is too old and what to do; None when it is new enough."""
    if tuple(version[:2]) >= NEEDED:
        return None
    return ("build.py needs Python {}.{} or newer, this is {}.{}; install a newer one "
            "and start again with it, for example: python3.12 build.py serve"
            ).format(NEEDED[0], NEEDED[1], version[0], version[1])


def main(arguments, version=sys.version_info):
    complaint = too_old(version)
    if complaint:
        sys.stderr.write(complaint + "\n")
        return 1
    # Not importable as `pyscript`: Panel imports PyScript's own module of that name.
    sys.path.insert(0, os.path.join(ROOT, "pyscript"))
    from build_steps import commands
    return commands.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
