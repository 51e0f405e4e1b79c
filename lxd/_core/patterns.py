"""What of Python's regular expressions RE2 reads, and LXD with it.

LXD says nothing where it cannot read one: it then compares with its text.
"""

from __future__ import annotations

import re

__all__ = ["foreign", "unreadable"]

_TOKEN = re.compile(
    r"""
      \\(?P<escape>.)
    | \[\^?\]?(?P<members>(?:\\.|[^\]\\])*)\]
    | (?P<group>\()(?:\?(?P<kind>P?<[A-Za-z_]\w*>|[A-Za-z-]*[:)]|P?.[=!]?))?
    | (?P<end>\))
    | (?P<repeat>[*+?]|\{(?P<least>\d+)(?:,(?P<most>\d*))?\}|(?P<open>\{,\d*\}))(?P<possessive>\+)?\??
    | .
    """,
    re.VERBOSE | re.DOTALL,
)

_ESCAPES = "AbBdDsSwWafnrtvxzpPQC0"
"""Letters and digits that RE2 knows after a backslash."""

_GROUP = re.compile(r"P?<\w+>|[imsU-]*[:)]")

_MOST_REPEATS = 1000

_FOREIGN = re.compile(r"\\[zpPQC]|\\x\{|\[[^\]]*\[:|\(\?[ims]*(?:U|-[ims]*\))|\(\?<\w|\{,\d*\}")


def foreign(pattern: str) -> bool:
    """Whether there may be something in a regular expression that RE2 reads, and Python not at all or otherwise."""
    return _FOREIGN.search(pattern.replace(r"\\", "")) is not None


def unreadable(pattern: str) -> str | None:
    """Returns what of a regular expression RE2 cannot read, such as ``"a back-reference"``; None: it reads all.

    Args:
        pattern: a regular expression that Python reads.
    """
    inside, last = [1], 1  # how often what is in the groups is repeated, and what came last
    for token in _TOKEN.finditer(pattern):
        if fault := _fault(token):
            return fault
        if token["group"]:
            if not (token["kind"] or "").endswith(")"):  # flags only, without an end of its own
                inside.append(1)
        elif token["end"]:
            last = inside.pop() if len(inside) > 1 else 1
        elif not token["repeat"]:
            last = 1
        elif token["least"]:
            last *= max(int(token["most"] or token["least"]), 1)
            if last > _MOST_REPEATS:
                return f"more than {_MOST_REPEATS} repeats"
        inside[-1] = max(inside[-1], last)
    return None


def _fault(token: re.Match[str]) -> str | None:
    escape, kind = token["escape"], token["kind"]
    if escape is not None and escape.isascii() and escape.isalnum() and escape not in _ESCAPES:
        return "a back-reference" if escape.isdigit() else f"\\{escape}"
    if token["members"] is not None:
        if "[:" in token["members"]:
            return "[: in a class"
        for inner in re.findall(r"\\(.)", token["members"], re.DOTALL):
            if inner.isascii() and inner.isalnum() and (inner == "b" or inner not in _ESCAPES):
                return f"\\{inner} in a class"
    if kind is not None and not _GROUP.fullmatch(kind):
        return f"the group (?{kind}"
    if token["possessive"]:
        return "a possessive quantifier"
    return "a quantifier without its least count" if token["open"] else None
