"""Names of LXD's interface as Python names."""

from __future__ import annotations

import re
from keyword import iskeyword

from openapi_python_client.strings import snake_case

# A field of one of these names would hide a type or a member that its own class body needs. Other builtins
# (`type`, `filter`, `id`) keep LXD's name.
_TAKEN = {
    "additional_properties",
    "bool",
    "datetime",
    "define",
    "dict",
    "field",
    "float",
    "from_dict",
    "int",
    "list",
    "models",
    "str",
    "to_dict",
}


_WORD = re.compile(r"[\w./{}=-]+", re.ASCII)


class CodegenError(Exception):
    """The document cannot be turned into bindings."""


def word(text: str) -> str:
    """Returns a key, path or extension that the templates write into string literals as it is.

    Raises:
        CodegenError: It could end the literal.
    """
    if not _WORD.fullmatch(text):
        raise CodegenError(f"{text!r} has characters that no name of LXD's interface has")
    return text


def attribute(name: str) -> str:
    """Returns the attribute or argument for a JSON key, query parameter or header.

    >>> attribute("record-output"), attribute("class"), attribute("X-LXD-modify-perm")
    ('record_output', 'class_', 'modify_perm')
    """
    python = snake_case(word(name).removeprefix("X-LXD-"))
    if iskeyword(python) or python in _TAKEN:
        python += "_"
    if not python.isidentifier() or python.startswith("_"):
        raise CodegenError(f"{name!r} does not make a Python name")
    return python


def attributes(names: list[str], owner: str) -> dict[str, str]:
    """Returns the Python name of each name, refusing two that would become the same."""
    python = {name: attribute(name) for name in names}
    if len(set(python.values())) < len(python):
        raise CodegenError(f"{owner}: two of {sorted(python)} become the same Python name")
    return python
