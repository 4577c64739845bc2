"""A gateway on a real socket that writes down what it is handed and answers as told."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from re import search


class Recording:
    def __init__(self) -> None:
        self.handed: list[tuple[str, dict]] = []  # authorization, what was sent
        self.answers = 202
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}/send"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def texts(self) -> list[str]:
        return [sent["text"] for _, sent in self.handed]

    @property
    def code(self) -> str:
        found = search(r"\b\d{6}\b", self.texts[-1])
        assert found is not None
        return found[0]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def _handler(recording: Recording) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            recording.handed.append((self.headers.get("Authorization", ""), json.loads(body)))
            self.send_response(recording.answers)
            if recording.answers in {301, 307}:
                self.send_header("Location", recording.url)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    return Handler
