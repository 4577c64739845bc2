"""./run: everything into .venv, the database ready, the production server on this machine.

First what may refuse at once (port, folders), then what takes time, each step only when its inputs
changed. Standard library only.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from setting_up import PYTHON, ROOT, VENV, install, may_write, quiet_environment, say, stop

HOST = "127.0.0.1"
READY_WITHIN_SECONDS = 60


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./run",
        description="Chạy Dân Chủ trên máy này. Serve on this machine.",
        epilog="PORT (8000), DANCHU_VAR (var/), DATABASE_URL (postgres://user:password@host/name).",
    )
    parser.add_argument("--empty", action="store_true", help="không dựng xã minh họa (no demo)")
    parser.add_argument("--caller", default=".", help=argparse.SUPPRESS)
    return parser.parse_args()


def chosen_port() -> int:
    asked = os.environ.get("PORT") or "8000"
    if not asked.isdecimal() or not 0 < int(asked) < 65536:
        stop(f"PORT={asked} không phải số cổng từ 1 đến 65535. PORT must be a port number.")
    port = int(asked)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            stop(f"Không được phép mở cổng {port}. Chọn cổng từ 1024: PORT=8080 ./run")
        except OSError:
            other = port % 65535 + 1
            stop(f"Cổng {port} đang có chương trình khác dùng (taken). Thử: PORT={other} ./run")
    return port


def var_folder(caller: str) -> Path:
    return (Path(caller) / (os.environ.get("DANCHU_VAR") or ROOT / "var")).resolve()


def check_folders(var: Path) -> None:
    for folder in (ROOT if not VENV.exists() else VENV, var):
        if not may_write(folder):
            stop(f"Không ghi được vào thư mục {folder}. No write permission there.")
    var.mkdir(parents=True, exist_ok=True)


def check_database_url() -> None:
    """Say at once what is wrong with an address; whether it answers is known after the set-up."""
    url = os.environ.get("DATABASE_URL")
    if url and urlsplit(url).scheme not in {"postgres", "postgresql", "sqlite"}:
        stop("DATABASE_URL phải có dạng postgres://user:password@host:port/name (wrong form).")


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def serve(port: int, environment: dict[str, str]) -> int:
    """The production server as a child that gets our signals; its exit code is ours."""
    command: list[str | Path] = [PYTHON, "-m", "granian", "danchu.wsgi:application"]
    command += [
        "--interface",
        "wsgi",
        "--host",
        HOST,
        "--port",
        str(port),
        "--log-level",
        "warning",
    ]
    command += ["--workers", "2", "--blocking-threads", "1", "--workers-kill-timeout", "5"]
    # From here on Ctrl-C, a stop or a closed terminal ends the server, without a traceback.
    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: stopping.append(number))
    server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    started = time.monotonic()
    announced = False
    while server.poll() is None:
        if stopping:
            stopping.clear()
            server.terminate()
        elif not announced and answers(port):
            print(f"\nMở trong trình duyệt: http://{HOST}:{port}/   (Ctrl-C để dừng)", flush=True)
            announced = True
        elif not announced and time.monotonic() - started > READY_WITHIN_SECONDS:
            server.terminate()
            server.wait()
            stop(
                f"Máy chủ không trả lời sau {READY_WITHIN_SECONDS} giây. The server did not answer."
            )
        time.sleep(0.05)
    return server.returncode


def main() -> int:
    asked = arguments()
    port = chosen_port()
    var = var_folder(asked.caller)
    check_folders(var)
    check_database_url()
    install(ROOT / "requirements.run.lock", exactly=False)
    environment = quiet_environment() | {"DANCHU_LOCAL": "1", "DANCHU_VAR": str(var)}
    prepare = [PYTHON, "tools/prepare.py", *(["--empty"] if asked.empty else [])]
    code = subprocess.run(prepare, cwd=ROOT, env=environment, check=False).returncode
    if code:
        return code
    say("Mở máy chủ")
    return serve(port, environment)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
