"""One name for each path parameter.

Upstream spells the same position differently in one file (`{name}`, `{poolName}`), and differently again in the next
release. The overlay says which spelling is right; two spellings of one position are refused.
"""

from __future__ import annotations

import re

from .errors import SpecError
from .overlay import Overlay
from .swagger import Json

_PARAMETER = re.compile(r"\{(\w+)\}")


def parameters_of(path: str) -> list[str]:
    """Returns the names of a path's parameters, in order."""
    return _PARAMETER.findall(path)


def respell(paths: Json, overlay: Overlay, older: bool) -> None:
    """Renames path parameters as the overlay says.

    Raises:
        SpecError: An entry no longer applies, or a position is still spelled in two ways.
    """
    for entry in overlay.spellings:
        wrong, right = entry["was"], entry["is"]
        if _shape(wrong) != _shape(right):
            raise SpecError(f"spec/overlay.yaml: {wrong} and {right} differ in more than their parameters")
        hits = [path for path in paths if _begins_with(path, wrong)]
        if not hits and not older and not entry.get("older"):
            raise SpecError(
                f"spec/overlay.yaml: the spelling {wrong!r} no longer applies: no path begins with it"
            )
        if hits and not older and entry.get("older"):
            raise SpecError(
                f"spec/overlay.yaml: the spelling {wrong!r} is for older files, and this one has it too"
            )
        for path in hits:
            _merge(paths, right + path.removeprefix(wrong), paths.pop(path))
    _refuse_two_spellings(paths)


def _merge(paths: Json, path: str, item: Json) -> None:
    operations = paths.setdefault(path, {})
    for method, operation in item.items():
        if method in operations:
            raise SpecError(f"{method.upper()} {path} is described twice, under two spellings of its path")
        operations[method] = operation


def _refuse_two_spellings(paths: Json) -> None:
    seen: dict[str, str] = {}
    for path in sorted(paths):
        segments = path.partition("?")[0].split("/")
        for index, segment in enumerate(segments):
            if segment.startswith("{"):
                shape = _shape("/".join(segments[:index]))
                other = seen.setdefault(shape, segment)
                if other != segment:
                    raise SpecError(
                        f"{path}: the parameter after {shape} is spelled {other} elsewhere; "
                        f"say in spec/overlay.yaml (spellings) which one is right"
                    )


def _shape(path: str) -> str:
    return _PARAMETER.sub("{}", path)


def _begins_with(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith((prefix + "/", prefix + "?"))
