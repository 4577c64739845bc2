"""A program of its own: sets bounds to itself, then becomes the program it is told to run.

Files of strangers are read by large programs; none may take the machine's memory, time or disk.
Standard library only: it runs isolated, outside of Django.
"""

import os
import resource
import sys

MEMORY = 768 * 1024 * 1024  # the worker as a whole has 1 GB
SECONDS = 120
LARGEST_FILE = 200 * 1024 * 1024


def main() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606  no shell


if __name__ == "__main__":
    main()
