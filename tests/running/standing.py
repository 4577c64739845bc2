"""The set-up of deploy/ started for real: nginx with TLS, two web processes, worker, PostgreSQL.

What is started is what the rendered files say: the commands come from the systemd units, the
settings from danchu.env, the proxy from nginx/danchu.conf.
"""

import os
import re
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from danchu.kit.tests.houses import ROOT, House

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
sys.path.insert(0, str(ROOT / "deploy"))

import render  # noqa: E402  it lies outside src/

PASSWORD = "mot mat khau that dai 2026"


def free_ports(count: int) -> list[int]:
    """Ports free at the same time."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def certificate(folder: Path) -> tuple[Path, Path]:
    """Self-signed, for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "danchu test")])
    now = datetime.now(UTC)  # noqa: TID251  a certificate's own clock
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "cert.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return public, private


class Standing:
    """The running set-up; `close` ends every process that was started here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.http, self.https, *self.web_ports = free_ports(4)
        self.house = House(folder / "var", key=secrets.token_urlsafe(60)).create()
        self.address = f"https://127.0.0.1:{self.https}"
        self.public, private = certificate(folder)
        for name in ("cache", "log"):
            (folder / name).mkdir()
        self.files = folder / "etc"
        values = {
            "DANCHU_SERVER_NAME": "127.0.0.1",
            "DANCHU_HOME": str(ROOT),
            "DANCHU_PYTHON": sys.executable,
            "DANCHU_STATIC": str(self.house.folder / "static"),
            "DANCHU_CACHE": str(folder / "cache"),
            "DANCHU_LOGS": str(folder / "log"),
            "DANCHU_NGINX": str(self.files / "nginx"),
            "DANCHU_HTTP_PORT": str(self.http),
            "DANCHU_HTTPS_PORT": str(self.https),
            "DANCHU_CERTIFICATE": str(self.public),
            "DANCHU_CERTIFICATE_KEY": str(private),
        }
        for number, port in enumerate(self.web_ports, 1):
            values[f"DANCHU_WEB_{number}"] = f"127.0.0.1:{port}"
        render.render(self.files, values)
        self.started: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def environment(self) -> dict[str, str]:
        """danchu.env as it was rendered, with this test's folder, database and key."""
        told = {}
        for line in (self.files / "danchu.env").read_text().splitlines():
            if line and not line.startswith("#"):
                name, value = line.split("=", 1)
                told[name] = value.strip('"')
        own = self.house.environment
        del own["DANCHU_LOCAL"]
        mine = {"DANCHU_VAR": str(self.house.folder), "DATABASE_URL": self.house.url}
        return own | told | mine | {"SECRET_KEY": self.house.key}

    def command(self, unit: str, instance: str = "", named: str = "ExecStart") -> list[str]:
        """ExecStart (or ExecStartPre) of a rendered unit."""
        text = (self.files / "systemd" / unit).read_text()
        (line,) = re.findall(rf"^{named}=(.+)$", text, re.MULTILINE)
        return shlex.split(line.replace("%i", instance))

    def start(self, name: str, command: list[str]) -> None:
        with (self.folder / "log" / f"{name}.out").open("ab") as log:
            self.started[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def danchu(self, *words: str) -> str:
        """A command under the production settings."""
        done = subprocess.run(
            [sys.executable, "-m", "danchu", *words],
            cwd=ROOT,
            env=self.environment,
            text=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start_web(self, port: int) -> None:
        self.start(f"web{port}", self.command("danchu-web@.service", str(port)))

    def start_all(self) -> None:
        for port in self.web_ports:
            self.start_web(port)
        self.start("worker", self.command("danchu-worker.service"))
        whole = self.folder / "nginx.conf"
        user = "user root;" if os.geteuid() == 0 else ""
        whole.write_text(
            f"{user} daemon off; worker_processes 1; pid {self.folder}/nginx.pid;"
            "events { worker_connections 512; }"
            "http { include /etc/nginx/mime.types;"
            f" client_body_temp_path {self.folder}/body; proxy_temp_path {self.folder}/proxy;"
            f" include {self.files}/nginx/danchu.conf; }}"
        )
        assert NGINX
        self.start("nginx", [NGINX, "-p", str(self.folder), "-c", str(whole), "-e", "stderr"])
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        until = time.monotonic() + 90
        waiting = [f"http://127.0.0.1:{port}/healthz" for port in self.web_ports]
        waiting.append(f"{self.address}/healthz")
        while waiting and time.monotonic() < until:
            try:
                requests.get(waiting[0], verify=str(self.public), timeout=5, headers=PROXIED)
                waiting.pop(0)
            except requests.RequestException:
                time.sleep(0.1)
        assert not waiting, self.logs()

    def logs(self) -> str:
        return "\n".join(f.read_text() for f in sorted((self.folder / "log").glob("*.out")))

    def kill_web(self, port: int) -> None:
        """As the machine would: at once, the whole unit, nothing finishes."""
        process = self.started.pop(f"web{port}")
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        for process in self.started.values():
            os.killpg(process.pid, signal.SIGTERM)
        for process in self.started.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.house.drop()

    def browser(self) -> "Browser":
        return Browser(self)


PROXIED = {"Host": "127.0.0.1", "X-Forwarded-Proto": "https"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
READ = re.compile(r'name="read" value="([^"]+)"')


class Browser:
    """Somebody at the other end of the line: cookies, forms, no redirects followed unasked."""

    def __init__(self, standing: Standing) -> None:
        self.address = standing.address
        self.session = requests.Session()
        self.session.verify = str(standing.public)
        self.session.trust_env = False

    def get(self, path: str, **more: object) -> requests.Response:
        return self.session.get(self.address + path, allow_redirects=False, timeout=30, **more)

    def send(self, path: str, **fields: str) -> requests.Response:
        """Open the page, fill in its form, send it."""
        page = self.get(path)
        assert page.status_code == 200, (path, page.status_code)
        fields["csrfmiddlewaretoken"] = TOKEN.search(page.text)[1]
        if read := READ.search(page.text):
            fields["read"] = read[1]
        return self.post(path, fields)

    def post(self, path: str, fields: dict[str, str]) -> requests.Response:
        return self.session.post(
            self.address + path,
            data=fields,
            headers={"Referer": self.address + path},
            allow_redirects=False,
            timeout=30,
        )

    def sign_in(self, username: str, secret: str) -> None:
        from danchu.people import codes

        first = self.send("/dang-nhap/", username=username, password=PASSWORD)
        assert first.status_code == 302, first.text
        assert first.headers["Location"].startswith("/dang-nhap/ma/")
        second = self.send("/dang-nhap/ma/", code=codes.current(secret))
        assert second.status_code == 302, second.text
