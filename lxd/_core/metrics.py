"""Metrics in the text form of Prometheus and OpenMetrics, read into samples.

`prometheus_client` could read them too, but importing it changes the program: it counts the garbage collector's runs
and registers collectors of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxd.entities.metrics import MetricSample
from lxd.errors import UnexpectedAnswer

__all__ = ["parse_metrics"]

# A quote ends a label's value where a label or the end follows: LXD writes values as they are, quotes included.
_LABEL = re.compile(
    r'\s*,?\s*([A-Za-z_][\w.:]*)="([^"\\]*(?:(?:\\.|")[^"\\]*)*?)"(?=\s*,\s*[A-Za-z_][\w.:]*="|\s*,?\s*\}\s)'
)
_NAME = re.compile(r"[A-Za-z_:][\w:.]*")
_END = re.compile(r"\s*,?\s*\}")
_ESCAPE = re.compile(r"\\([\\n\"])")  # LXD leaves a device's path as it is: /my\040disk

_PARTS = ("_bucket", "_count", "_sum", "_total", "_created")
"""What names of samples have more than the name of what they are samples of."""


@dataclass
class _Family:
    type: str = "unknown"
    help: str = ""


def parse_metrics(text: str) -> list[MetricSample]:
    """Reads metrics.

    Args:
        text: the metrics, a sample on each line.

    Raises:
        UnexpectedAnswer: there is a line that is no sample.
    """
    families: dict[str, _Family] = {}
    samples = []
    for line in text.split("\n"):  # all other breaks may stand in a label's value
        line = line.removesuffix("\r")
        if line.startswith("#"):
            _describe(line, families)
        elif line and not line.isspace():
            samples.append(_sample(line, families))
    return samples


def _describe(line: str, families: dict[str, _Family]) -> None:
    words = line.split(maxsplit=3)
    if len(words) < 3 or words[0] != "#":
        return
    told = words[3] if len(words) > 3 else ""
    if words[1] == "TYPE":
        families.setdefault(words[2], _Family()).type = "unknown" if told == "untyped" else told
    elif words[1] == "HELP":
        families.setdefault(words[2], _Family()).help = _unescaped(told)


def _sample(line: str, families: dict[str, _Family]) -> MetricSample:
    name = _NAME.match(line)
    if name is None:
        raise _unreadable(line)
    labels, at = _labels(line, name.end())
    # What follows after a hash is an exemplar.
    words = line[at:].partition(" # ")[0].split()
    if not 1 <= len(words) <= 2:
        raise _unreadable(line)
    try:
        value, *timestamps = (float(word) for word in words)
    except ValueError:
        raise _unreadable(line) from None
    family = _family(name[0], families)
    return MetricSample(
        name=name[0],
        labels=labels,
        value=value,
        type=family.type,
        help=family.help,
        timestamp=timestamps[0] if timestamps else None,
    )


def _labels(line: str, at: int) -> tuple[dict[str, str], int]:
    """Reads the labels that begin there; returns them, and where they end."""
    labels: dict[str, str] = {}
    if not line.startswith("{", at):
        return labels, at
    at += 1
    while label := _LABEL.match(line, at):
        labels[label[1]] = _unescaped(label[2])
        at = label.end()
    end = _END.match(line, at)
    if end is None:
        raise _unreadable(line)
    return labels, end.end()


def _family(name: str, families: dict[str, _Family]) -> _Family:
    if name in families:
        return families[name]
    for part in _PARTS:
        if name.endswith(part) and (family := families.get(name.removesuffix(part))):
            return family
    return _Family()


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], text) if "\\" in text else text


def _unreadable(line: str) -> UnexpectedAnswer:
    return UnexpectedAnswer(f"that is no metric: {line[:200]!r}")
