"""What the lab's tests share."""

import http.client
import json
import ssl
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lab import Lab

SCRIPTS = Path(__file__).parents[2] / "scripts"


def read(file: Path) -> bytes:
    """What is in a file of the kernel, or nothing if it has just gone."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def over_https(lab: Lab, certificate: Path, key: Path, method: str, path: str, body: Any = None) -> Any:
    """The metadata of a request over HTTPS, with a client's certificate; the server's is checked."""
    context = ssl.create_default_context(cafile=str(lab.server_cert))
    context.load_cert_chain(certificate, key)
    connection = http.client.HTTPSConnection(urlsplit(lab.url).netloc, context=context, timeout=10)
    try:
        connection.request(method, path, json.dumps(body))
        return json.load(connection.getresponse())["metadata"]
    finally:
        connection.close()
