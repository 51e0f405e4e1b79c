"""The command line: reads, converts, checks, tells what changed, and only then writes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from openapi_spec_validator import OpenAPIV30SpecValidator

from .diff import changes
from .document import Imported, build_document
from .errors import SpecError
from .output import to_yaml, write_files
from .overlay import read_overlay
from .source import Upstream, read_source, read_upstream
from .swagger import Json, parse_swagger, parse_yaml, read_text

SPEC = Path(__file__).resolve().parents[2] / "spec"


def main(arguments: list[str] | None = None) -> int:
    """Runs the import.

    Args:
        arguments: The command line, without the program's name.

    Returns:
        The exit code: 0, or 1 when the file cannot be imported (then nothing has been written).
    """
    parser = argparse.ArgumentParser(
        prog="import_spec.py",
        description="Import LXD's swagger file (doc/rest-api.yaml) as spec/openapi.yaml.",
    )
    parser.add_argument(
        "spec", nargs="?", metavar="PATH or URL", help="default: the release in spec/source.toml"
    )
    parser.add_argument(
        "--output", type=Path, default=SPEC / "openapi.yaml", help="where to write the result"
    )
    options = parser.parse_args(arguments)
    try:
        _import(options.spec, options.output)
    except SpecError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _import(place: str | None, output: Path) -> None:
    pinned = read_source(SPEC / "source.toml")
    upstream = read_upstream(place, pinned)
    overlay = read_overlay(SPEC / "overlay.yaml")
    imported = build_document(parse_swagger(upstream.text, upstream.name), overlay)
    validate(imported.document)
    files = {output: to_yaml(imported.document)}
    committed = SPEC / "openapi.yaml"
    before = parse_yaml(read_text(committed), str(committed)) if committed.exists() else {}
    # The source belongs to the committed file: writing elsewhere does not change what is pinned.
    if output.resolve() == committed:
        files[SPEC / "source.toml"] = upstream.source.to_toml()
    write_files(files)
    _report(upstream, imported, before, output)


def validate(document: Json) -> None:
    """Checks that a document is OpenAPI 3.0.

    Raises:
        SpecError: It is not, which is a fault of the importer or the overlay.
    """
    error = next(OpenAPIV30SpecValidator(document).iter_errors(), None)
    if error is not None:
        place = "/".join(map(str, error.absolute_path))
        raise SpecError(f"the result is not valid OpenAPI 3.0: {error.message[:300]} (at {place})")


def _report(upstream: Upstream, imported: Imported, before: Json, output: Path) -> None:
    document = imported.document
    operations = sum(len(item) for item in document["paths"].values())
    print(f"{upstream.name}: {upstream.source.tag or 'a release that source.toml does not know'}")
    print(f"{output}: {operations} operations, {len(document['components']['schemas'])} schemas")
    if imported.older:
        print("An older release than the overlay was written for; what it lacks was left out.")
    if imported.unused:
        print(f"Left out, since no operation uses them: {', '.join(imported.unused)}")
    if not before:
        print("There was no committed spec to compare with.")
        return
    lines = changes(before, document)
    print(
        f"{len(lines)} changes against the committed spec:"
        if lines
        else "No change against the committed spec."
    )
    for line in lines:
        print(f"  {line}")
