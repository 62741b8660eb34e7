"""A web server on the loopback: one folder, a strict content policy, and nothing besides."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)
ONE_FILE = "default-src 'none'; style-src 'unsafe-inline'"  # a page that carries its own style
ONE_FILE_FOLDERS = ("/report/", "/map/")


class Handler(SimpleHTTPRequestHandler):
    """Files of the folder, each with the policy of its kind."""

    def end_headers(self) -> None:
        lone = self.path.startswith(ONE_FILE_FOLDERS)
        self.send_header("Content-Security-Policy", ONE_FILE if lone else STRICT)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = False  # every answer is over when the server is
    block_on_close = True


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which the folder is served."""
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
