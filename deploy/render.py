"""Fills the templates of deploy/ for one machine. Standard library only.

    python3 deploy/render.py --into /tmp/danchu DANCHU_SERVER_NAME=danchu.example.vn

Writes nginx/, systemd/, logrotate/, postgresql/ and danchu.env; refuses unknown and missing names.
"""

import argparse
import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMMAND = HERE / "danchu"  # linked to, not copied
NAME = re.compile(r"\$\{(DANCHU_[A-Z0-9_]+)\}")
DEFAULTS = {
    "DANCHU_HOME": "/opt/danchu",
    "DANCHU_PYTHON": "/opt/danchu/.venv/bin/python",
    "DANCHU_ENV": "/etc/danchu/danchu.env",
    "DANCHU_BACKUPS": "/var/backups/danchu",
    "DANCHU_STATIC": "/var/lib/danchu/static",
    "DANCHU_CACHE": "/var/cache/nginx/danchu",
    "DANCHU_LOGS": "/var/log/nginx",
    "DANCHU_NGINX": "/etc/nginx/snippets",
    "DANCHU_HTTP_PORT": "80",
    "DANCHU_HTTPS_PORT": "443",
    "DANCHU_WEB_1": "127.0.0.1:8001",
    "DANCHU_WEB_2": "127.0.0.1:8002",
    "DANCHU_MAX_BODY": "25m",
    "DANCHU_CERTIFICATE": "/etc/danchu/tls/fullchain.pem",
    "DANCHU_CERTIFICATE_KEY": "/etc/danchu/tls/privkey.pem",
}
ASKED = {"DANCHU_SERVER_NAME"}
SAFE = re.compile(r"[\w./:@%+-]+")


def filled(text: str, values: dict[str, str]) -> str:
    return NAME.sub(lambda hit: values[hit[1]], text)


def render(into: Path, asked: dict[str, str]) -> list[Path]:
    """Write every file for this machine; KeyError and ValueError name what is wrong."""
    unknown = asked.keys() - DEFAULTS.keys() - ASKED
    if unknown:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    values = DEFAULTS | asked
    if missing := ASKED - values.keys():
        raise ValueError(f"missing: {', '.join(sorted(missing))}")
    for name, value in values.items():
        if not SAFE.fullmatch(value):
            raise ValueError(f"{name}={value!r} has characters that a configuration would misread")
    written = []
    for source in sorted(HERE.rglob("*")):
        if not source.is_file() or source.suffix in {".py", ".md", ".pyc"} or source == COMMAND:
            continue
        name = source.relative_to(HERE)
        target = into / (name.with_suffix("") if name.suffix == ".in" else name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if name.suffix == ".in":
            target.write_text(filled(source.read_text(), values))
        else:
            shutil.copy(source, target)
        written.append(target)
    return written


def main() -> int:
    parser = argparse.ArgumentParser(prog="deploy/render.py", description=__doc__)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("values", nargs="+", metavar="NAME=VALUE")
    asked = parser.parse_args()
    try:
        pairs = dict(value.split("=", 1) for value in asked.values)
        written = render(asked.into, pairs)
    except ValueError as wrong:
        print(f"✗ {wrong}", file=sys.stderr)
        return 1
    print("\n".join(map(str, written)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
