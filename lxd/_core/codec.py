"""JSON in and out, in one go, with the garbage collector held while large bodies are read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

__all__ = ["LARGE", "RawJSON", "decode_elements", "decode_json", "decode_outline", "encode_json", "held_gc"]

LARGE = 1 << 20
"""Bytes from which on a body is worth holding the garbage collector for.

Building a million small objects triggers it again and again, each time over all that was built so far: that
takes longer than the parsing, and finds nothing.
"""

RawJSON = msgspec.Raw
"""A part of a body that has not been parsed yet."""

_decode = msgspec.json.Decoder().decode
_decode_outline = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_decode_list = msgspec.json.Decoder(list[msgspec.Raw]).decode
_encode = msgspec.json.Encoder().encode


def decode_json(content: bytes) -> Any:
    """Parses JSON.

    Raises:
        ValueError: it is not JSON.
    """
    return _decode(content)


def decode_outline(content: bytes, unparsed: str) -> dict[str, Any]:
    """Parses a JSON object, but for the value of one key, which stays `RawJSON`.

    Raises:
        ValueError: it is no JSON object.
    """
    outline = _decode_outline(content)
    return {key: value if key == unparsed else _decode(value) for key, value in outline.items()}


def decode_elements(raw: RawJSON) -> Any:
    """Parses what `decode_outline` left: a list one element at a time, as they are asked for.

    What reads the elements into models then needs memory for one of them beside the models, not for all.
    """
    if bytes(memoryview(raw)[:1]) != b"[":
        return _decode(raw)
    return (_decode(element) for element in _decode_list(raw))


def encode_json(value: Any) -> bytes:
    """Writes plain data as JSON.

    Raises:
        TypeError: something in it has no form in JSON.
    """
    return _encode(value)


@contextmanager
def held_gc() -> Iterator[None]:
    """Holds the garbage collector, unless somebody holds it already; nests, and threads may do it side by side."""
    # Whoever finds it on turns it on again. Two threads at once may end a hold early, which costs time; leaving
    # it off for good takes one that turns it off without having found it on, and there is none.
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            # All that was just built is alive. This moves it to the oldest generation; otherwise the collector would
            # go through all of it at the next allocation, which takes half as long as the parsing did.
            gc.freeze()
            gc.unfreeze()
        gc.enable()
