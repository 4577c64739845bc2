"""What ./run and ./test share: .venv, and steps skipped while their inputs are unchanged.

Standard library only: this runs before anything is installed.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BOOTSTRAP = ROOT / "tools" / "bootstrap.lock"


def stop(message: str) -> NoReturn:
    """One clear line, and out."""
    print(f"✗ {message}", file=sys.stderr, flush=True)
    sys.exit(1)


def say(message: str) -> None:
    print(f"· {message}", flush=True)


def digest(*inputs: Path) -> str:
    """One hash over the names and contents of files and folders; what is absent counts as empty."""
    seen = hashlib.sha256()
    for path in inputs:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if file.is_file() and "__pycache__" not in file.parts:
                seen.update(f"{file.relative_to(ROOT)}\0".encode())
                seen.update(hashlib.sha256(file.read_bytes()).digest())
    return seen.hexdigest()


class Stamps:
    """Which inputs a step was last done with, kept in one small file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self.done: dict[str, str] = json.loads(file.read_text())
        except (OSError, ValueError):
            self.done = {}

    def unless_done(self, name: str, inputs: str, step: Callable[[], object]) -> bool:
        """Do the step unless it was done with these inputs; True when it was done now."""
        if self.done.get(name) == inputs:
            return False
        step()
        self.done[name] = inputs
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(self.done, indent=1))
        return True


def may_write(folder: Path) -> bool:
    """Whether a file can be made in the folder, or in the nearest one above it that exists."""
    while not os.path.exists(folder):  # noqa: PTH110  Path.exists() raises where one may not look
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def quiet_environment() -> dict[str, str]:
    """The caller's environment; caches leave a home folder that cannot be written."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if Path("/etc/ssl/certs").is_dir():
        environment.setdefault("UV_SYSTEM_CERTS", "1")  # an office's own certificate, as for pip
    environment.pop("PYTHONHOME", None)
    environment.pop("PYTHONPATH", None)
    environment.pop("VIRTUAL_ENV", None)
    try:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        cache = None
    if cache is None or not may_write(cache):
        environment |= {"PIP_NO_CACHE_DIR": "1", "UV_NO_CACHE": "1"}
        environment["npm_config_cache"] = str(VENV / "npm-cache")
    return environment


def must(command: list[str | Path], what: str) -> None:
    """Run a set-up command; what it prints is shown only when it fails."""
    done = subprocess.run(
        command, cwd=ROOT, env=quiet_environment(), text=True, capture_output=True, check=False
    )
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        stop(f"{what}: không xong (xem dòng trên). Could not be done, see above.")


def venv_works() -> bool:
    """Its Python starts and has pip: not so after a first run that was cut short."""
    asks = "import importlib.util as it, sys; sys.exit(it.find_spec('pip') is None)"
    return PYTHON.exists() and not subprocess.run([PYTHON, "-c", asks], check=False).returncode


def make_venv() -> None:
    """An environment of its own, which finds the code under src/ wherever the folder is moved."""
    if not venv_works():
        say("Tạo môi trường riêng trong .venv")
        must([sys.executable, "-m", "venv", "--clear", VENV], "Tạo .venv")
    for packages in VENV.glob("lib/python3*/site-packages"):
        path, line = packages / "danchu.pth", os.path.relpath(ROOT / "src", packages) + "\n"
        if not path.exists() or path.read_text() != line:
            path.write_text(line)


def install_uv() -> None:
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", BOOTSTRAP]
    must(command, "Cài uv")


def uv(*arguments: str | Path) -> None:
    must([PYTHON, "-m", "uv", "--quiet", *arguments], "Cài thư viện")


def install(lock: Path, *, exactly: bool) -> None:
    """Make .venv hold what the lock names; `exactly` also takes away what it does not name."""
    make_venv()
    stamps = Stamps(VENV / "stamps.json")
    stamps.unless_done("uv", digest(BOOTSTRAP), install_uv)
    action = ["sync"] if exactly else ["install", "-r"]
    command = ["pip", *action, lock, "--require-hashes", "--python", PYTHON]
    if stamps.done.get(lock.name) != digest(lock):
        say(f"Cài thư viện theo {lock.name}")
    stamps.unless_done(lock.name, digest(lock), lambda: uv(*command))


def which(*names: str) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)
