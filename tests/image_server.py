"""A server of images that speaks simplestreams, over HTTPS on the loopback."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.identities import Identity, server_context

__all__ = ["ImageServer", "image_server"]

_ITEM = "lxd_combined.tar.gz"
"""What simplestreams calls an image of one file."""


class ImageServer(ThreadingHTTPServer):
    """Serves versions of one image, under one alias."""

    daemon_threads = True

    def __init__(self, alias: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.alias = alias
        self.versions: dict[str, bytes] = {}
        """The image's content, by version; the greatest one is the newest."""
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        """Where it is."""
        return f"https://127.0.0.1:{self.server_address[1]}"

    def content(self, path: str) -> bytes | None:
        """What is at a path."""
        if path == "/streams/v1/index.json":
            found: Any = {"index": {"images": _entry(self.alias)}, "format": "index:1.0"}
        elif path == "/streams/v1/images.json":
            found = {"content_id": "images", "datatype": "image-downloads", "format": "products:1.0"}
            found["products"] = {self.alias: self._product()}
        else:
            return self.versions.get(path.removeprefix("/").removesuffix(f"/{_ITEM}"))
        return json.dumps(found).encode()

    def _product(self) -> dict[str, Any]:
        versions = {}
        for version, content in self.versions.items():
            item = {
                "ftype": _ITEM,
                "path": f"{version}/{_ITEM}",
                "size": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            versions[version] = {"items": {_ITEM: item}}
        return {
            "aliases": self.alias,
            "arch": "amd64",
            "os": "Busybox",
            "release": "test",
            "release_title": "test",
            "versions": versions,
        }


def _entry(product: str) -> dict[str, Any]:
    return {
        "datatype": "image-downloads",
        "format": "products:1.0",
        "path": "streams/v1/images.json",
        "products": [product],
    }


class _Handler(BaseHTTPRequestHandler):
    server: ImageServer

    def do_GET(self) -> None:
        """Answers."""
        self._answer(has_body=True)

    def do_HEAD(self) -> None:
        """Answers without the content."""
        self._answer(has_body=False)

    def log_message(self, format: str, *arguments: object) -> None:
        """Remembers what was asked, and writes nothing."""
        self.server.asked.append(self.path)

    def _answer(self, *, has_body: bool) -> None:
        content = self.server.content(self.path)
        self.send_response(404 if content is None else 200)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        if has_body:
            self.wfile.write(content or b"")


@contextmanager
def image_server(identity: Identity, alias: str) -> Iterator[ImageServer]:
    """A running server."""
    server = ImageServer(alias)
    server.socket = server_context(identity).wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, name="image server")
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
