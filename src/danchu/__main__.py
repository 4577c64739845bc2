"""`python -m danchu <command>`: the management commands, without a loose script at the root."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danchu.settings")
    execute_from_command_line(["danchu", *sys.argv[1:]])
