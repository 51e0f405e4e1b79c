"""Writes documents: always the same bytes for the same facts, and never half a file."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.representer import SafeRepresenter

from .errors import SpecError
from .swagger import Json

_HEADER = """\
# LXD's REST API as facts, written by scripts/import_spec.py from LXD's own description (see source.toml)
# and overlay.yaml. Do not edit: change overlay.yaml and run `make spec`.
"""


class _Representer(SafeRepresenter):
    """Writes every value out where it stands, without anchors."""

    def ignore_aliases(self, data: object) -> bool:
        """Says that nothing is written as a reference to an earlier value."""
        return True


def to_yaml(document: Json) -> str:
    """Returns a document as YAML, keys in the order in which they were put."""
    yaml = YAML(typ="safe")
    yaml.Representer = _Representer
    yaml.representer.sort_base_mapping_type_on_output = False
    yaml.default_flow_style = False
    yaml.width = 4096
    stream = io.StringIO()
    yaml.dump(document, stream)
    return _HEADER + stream.getvalue()


def write_files(files: dict[Path, str]) -> None:
    """Replaces files, each in one step, only after all of them could be written beside their places.

    Raises:
        SpecError: A file cannot be written.
    """
    ready: list[tuple[str, Path]] = []
    try:
        for path, text in files.items():
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            ready.append((temporary, path))
            with open(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            os.chmod(temporary, 0o644)
        for temporary, path in ready:
            os.replace(temporary, path)
    except OSError as error:
        names = " and ".join(map(str, files))
        raise SpecError(f"{names} cannot be written: {error.strerror}") from error
    finally:
        for temporary, _ in ready:
            Path(temporary).unlink(missing_ok=True)
