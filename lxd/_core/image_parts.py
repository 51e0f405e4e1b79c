"""Taking an image of two files apart, as it comes: LXD sends it as a form."""

from __future__ import annotations

from attrs import define, field
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from lxd._core.images import disposition_filename
from lxd.errors import UnexpectedAnswer

__all__ = ["ImageParts", "Part"]

_NAMES = (("metadata",), ("rootfs", "rootfs.img"))
"""What the parts are called, in their order."""


@define
class Part:
    """A file of an image.

    Attributes:
        name: ``"metadata"``, ``"rootfs"`` or ``"rootfs.img"``.
        filename: the server's name for it, without a directory; may be empty.
    """

    name: str = ""
    filename: str = ""
    headers: dict[bytes, bytes] = field(factory=dict)


class ImageParts:
    """Takes the body of a form apart.

    Args:
        content_type: the answer's ``Content-Type``.

    Attributes:
        parts: the parts that have begun.

    Raises:
        UnexpectedAnswer: it is no form's.
    """

    def __init__(self, content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise UnexpectedAnswer(f"the server sends no image, but {content_type!r}")
        self.parts: list[Part] = []
        self._header: list[bytes] = [b"", b""]
        self._new: list[tuple[int, memoryview]] = []
        self._is_complete = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, start, end: self._read_header(0, data[start:end]),
                "on_header_value": lambda data, start, end: self._read_header(1, data[start:end]),
                "on_header_end": self._end_header,
                "on_headers_finished": self._name,
                "on_part_data": self._take,
                "on_end": self._end,
            },
        )

    def feed(self, block: bytes) -> list[tuple[int, memoryview]]:
        """Takes the next piece of the body, and returns what is in it of each part, by their numbers.

        Raises:
            UnexpectedAnswer: it is no image.
        """
        self._new = []
        try:
            self._parser.write(block)
        except FormParserError as error:
            raise UnexpectedAnswer(f"the server sends an image that cannot be read: {error}") from error
        return self._new

    def check_end(self) -> None:
        """Makes sure that all has come.

        Raises:
            UnexpectedAnswer: something is missing.
        """
        if not self._is_complete or len(self.parts) != len(_NAMES):
            raise UnexpectedAnswer("the server hung up before all of the image had come")

    def _begin(self) -> None:
        self.parts.append(Part())

    def _read_header(self, what: int, piece: bytes) -> None:
        self._header[what] += piece

    def _end_header(self) -> None:
        name, value = self._header
        self.parts[-1].headers[name.lower()] = value
        self._header = [b"", b""]

    def _name(self) -> None:
        part = self.parts[-1]
        disposition = part.headers.get(b"content-disposition", b"")
        part.name = parse_options_header(disposition)[1].get(b"name", b"").decode("utf-8", "replace")
        part.filename = disposition_filename(disposition.decode("utf-8", "replace"))
        number = len(self.parts) - 1
        if number >= len(_NAMES) or part.name not in _NAMES[number]:
            raise UnexpectedAnswer(f"the server sends something else than an image: a part {part.name!r}")

    def _take(self, data: bytes, start: int, end: int) -> None:
        self._new.append((len(self.parts) - 1, memoryview(data)[start:end]))

    def _end(self) -> None:
        self._is_complete = True
