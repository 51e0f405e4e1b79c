"""Where a swagger file comes from, and what spec/source.toml says about the pinned one."""

from __future__ import annotations

import hashlib
import re
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import attrs

from .errors import SpecError

_RAW = "https://raw.githubusercontent.com/canonical/lxd/{tag}/doc/rest-api.yaml"
_TAG_IN_URL = re.compile(r"/(?:refs/tags/)?(lxd-\d+\.\d+(?:\.\d+)?)/doc/rest-api\.yaml$")
_TAG_IN_NAME = re.compile(r"(lxd-\d+\.\d+(?:\.\d+)?)\.ya?ml")
_TIMEOUT = 60.0
_LIMIT = 32 * 1024 * 1024


@attrs.frozen
class Source:
    """The content of spec/source.toml.

    Attributes:
        tag: The LXD release, `lxd-6.9`; empty where nobody said it.
        url: Where the file can be had again; empty where nobody said it.
        sha256: The digest of the file that openapi.yaml was made from.
        releases: Digests of releases by tag, by which a local file is recognised.
    """

    tag: str
    url: str
    sha256: str
    releases: dict[str, str] = attrs.field(factory=dict)

    def to_toml(self) -> str:
        """Returns the file's text."""
        known = "".join(f'"{tag}" = "{digest}"\n' for tag, digest in self.releases.items())
        return (
            "# The LXD release that openapi.yaml was made from. Written by scripts/import_spec.py.\n"
            f'tag = "{self.tag}"\nurl = "{self.url}"\nsha256 = "{self.sha256}"\n'
            "\n# Releases whose file is recognised wherever it lies, by SHA-256.\n"
            f"[releases]\n{known}"
        )


@attrs.frozen
class Upstream:
    """A swagger file as it was found.

    Attributes:
        name: The path or URL, for messages.
        text: The content.
        source: What spec/source.toml shall say about it.
    """

    name: str
    text: str
    source: Source


def read_source(path: Path) -> Source:
    """Reads spec/source.toml.

    Raises:
        SpecError: It is missing or not what this module writes.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Source(data["tag"], data["url"], data["sha256"], data.get("releases", {}))
    except OSError as error:
        raise SpecError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise SpecError(f"{path} is not a source.toml: {error}") from error


def read_upstream(place: str | None, pinned: Source) -> Upstream:
    """Reads the swagger file at a path or URL, or the pinned release.

    Args:
        place: A path or an http(s) URL; None for the pinned release, whose digest is checked.
        pinned: What spec/source.toml says.

    Raises:
        SpecError: There is no such file, or it is not the pinned one.
    """
    if place is not None:
        data = _download(place) if _is_url(place) else _read(Path(place))
        return Upstream(place, _decode(data, place), _source_of(place, data, pinned))
    if not pinned.url:
        raise SpecError("spec/source.toml names no release; give a path or URL: make spec SPEC=...")
    data = _download(pinned.url)
    digest = hashlib.sha256(data).hexdigest()
    if digest != pinned.sha256:
        raise SpecError(f"{pinned.url} is not the pinned file: its SHA-256 is {digest}, not {pinned.sha256}")
    return Upstream(pinned.url, _decode(data, pinned.url), pinned)


def _source_of(place: str, data: bytes, pinned: Source) -> Source:
    """Says what is known of a file: its release by digest, by URL or by the name that this project gives such files."""
    digest = hashlib.sha256(data).hexdigest()
    if digest == pinned.sha256:
        return pinned
    by_digest = next((tag for tag, known in pinned.releases.items() if known == digest), None)
    named = _TAG_IN_URL.search(place) if _is_url(place) else _TAG_IN_NAME.fullmatch(Path(place).name)
    tag = by_digest or (named.group(1) if named else "")
    url = place if _is_url(place) else _RAW.format(tag=tag) if tag else ""
    return Source(tag, url, digest, pinned.releases)


def _is_url(place: str) -> bool:
    return place.startswith(("http://", "https://"))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SpecError(f"{path} cannot be read: {error.strerror}") from error


def _download(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=_TIMEOUT) as answer:
            data: bytes = answer.read(_LIMIT + 1)
    except urllib.error.HTTPError as error:
        raise SpecError(f"{url} cannot be read: the server answers {error.code} {error.reason}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise SpecError(f"{url} cannot be reached: {reason}") from error
    if len(data) > _LIMIT:
        raise SpecError(f"{url} is larger than {_LIMIT // 1024 // 1024} MiB; it cannot be LXD's swagger file")
    return data


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SpecError(
            f"{name} is not a text file in UTF-8: {error.reason} at byte {error.start}"
        ) from error
