"""`python -m danchu <command>`: the management commands, without a loose script at the root.

`export-unit` and `export_unit` are the same command.
"""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danchu.settings")
    command = [word.replace("-", "_") for word in sys.argv[1:2] if not word.startswith("-")]
    execute_from_command_line(["danchu", *(command or sys.argv[1:2]), *sys.argv[2:]])


if __name__ == "__main__":
    main()
