"""Writes generated/lxd_api, the typed requests and models, from spec/openapi.yaml.

openapi-python-client parses the document and fills the templates beside this file. Everything it warns about
is an error here, and every operation of the document must come out as a function.

    python scripts/generate.py            write generated/lxd_api
    python scripts/generate.py --check    say whether it is up to date, and write nothing
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import openapi_python_client as opc
from codegen.models import describe_model, refuse_endless
from codegen.names import CodegenError
from codegen.operations import describe_area
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = Path(__file__).resolve().parent / "templates"
SPEC = ROOT / "spec" / "openapi.yaml"
OUTPUT = ROOT / "generated" / "lxd_api"
HEADER = "Written by scripts/generate.py; change its templates instead of this file."
PINNED = ("openapi-python-client", "ruff")

Json = dict[str, Any]


def generate(spec: Path, output: Path) -> None:
    """Writes the import package `output`. When anything fails, what was there before stays.

    Raises:
        CodegenError: The document cannot be turned into bindings without loss.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".generate-", dir=output.parent) as scratch:
        built = Path(scratch, "built")
        build(spec, built)
        if output.exists():
            output.rename(Path(scratch, "replaced"))
        built.rename(output)


def check(spec: Path, output: Path) -> list[str]:
    """Returns how the import package `output` differs from what would be written, one line per file."""
    with tempfile.TemporaryDirectory(prefix="generate-") as scratch:
        built = Path(scratch, "built")
        build(spec, built)
        expected, found = _files(built), _files(output)
        differences = [f"missing: {output / name}" for name in expected - found]
        differences += [f"extra: {output / name}" for name in found - expected]
        differences += [
            f"different: {output / name}"
            for name in expected & found
            if (built / name).read_bytes() != (output / name).read_bytes()
        ]
    return sorted(differences)


def build(spec: Path, package: Path) -> None:
    """Writes the import package into the new directory `package`."""
    _check_pins()
    document = _load(spec)
    config = Config.from_sources(
        ConfigFile(post_hooks=[]),
        meta_type=MetaType.NONE,
        document_source=spec,
        file_encoding="utf-8",
        overwrite=False,
        output_path=package,
    )
    parsed = GeneratorData.from_dict(document, config=config)
    if isinstance(parsed, GeneratorError):
        raise CodegenError(_explain(parsed))
    project = opc.Project(openapi=parsed, config=config, custom_template_path=TEMPLATES)
    models = sorted(filter(None, map(describe_model, parsed.models)), key=lambda model: model.name)
    refuse_endless(models)
    project.env.globals.update(
        header=HEADER,
        describe_model=describe_model,
        describe_area=partial(describe_area, document=document),
        all_models=models,
        modules=sorted([*parsed.endpoint_collections_by_tag, "models", "types"]),
    )
    with contextlib.redirect_stdout(io.StringIO()):
        problems = project.build()
    if problems:
        raise CodegenError("\n".join(map(_explain, problems)))
    _arrange(project)
    _check_complete(document, package)
    _format(package)


def _load(spec: Path) -> Json:
    try:
        document = YAML(typ="safe").load(spec)
    except (OSError, YAMLError) as error:
        raise CodegenError(f"{spec}: {error}") from error
    if not isinstance(document, dict) or not str(document.get("openapi", "")).startswith("3."):
        raise CodegenError(f"{spec} is not an OpenAPI 3 document")
    _operation_ids(document)
    return document


def _operation_ids(document: Json) -> set[str]:
    """Returns the ids of all operations; they become functions, so each may be used once."""
    ids = [each["operationId"] for item in document.get("paths", {}).values() for each in item.values()]
    for identifier, count in Counter(ids).items():
        if count > 1:
            raise CodegenError(f"the operationId {identifier} is used twice")
    return set(ids)


def _explain(problem: GeneratorError) -> str:
    return "\n".join(filter(None, [problem.header, problem.detail])).strip()


def _arrange(project: opc.Project) -> None:
    """Turns openapi-python-client's layout into one module per area, and adds the runtime."""
    package = project.package_dir
    (package / "py.typed").touch()
    for name in ("client.py", "errors.py"):
        (package / name).unlink()
    for template in sorted((TEMPLATES / "runtime").iterdir()):
        name = f"runtime/{template.name}"
        (package / template.stem).write_text(project.env.get_template(name).render(), encoding="utf-8")
    for area in sorted((package / "api").glob("*/__init__.py")):
        module = package / f"{area.parent.name}.py"
        if module.exists() or module.with_suffix("").exists():
            raise CodegenError(f"the area {module.stem!r} has the name of another module")
        area.rename(module)
    shutil.rmtree(package / "api")
    for model in (package / "models").glob("*.py"):
        if not model.read_text(encoding="utf-8").strip():
            model.unlink()


def _check_complete(document: Json, package: Path) -> None:
    """Makes sure that each operation is a function, and each object with properties a class."""
    functions = _defined(package.glob("*.py"), ast.FunctionDef)
    schemas = document.get("components", {}).get("schemas", {})
    objects = {name for name, schema in schemas.items() if schema.get("properties")}
    classes = _defined((package / "models").glob("*.py"), ast.ClassDef)
    lost = sorted(_operation_ids(document) - functions) + sorted(objects - classes)
    if lost:
        raise CodegenError(f"these did not come out: {', '.join(lost)}")


def _defined(modules: Iterable[Path], kind: type[ast.FunctionDef | ast.ClassDef]) -> set[str]:
    trees = [ast.parse(module.read_text(encoding="utf-8")) for module in modules]
    return {node.name for tree in trees for node in tree.body if isinstance(node, kind)}


def _format(package: Path) -> None:
    options = ["--isolated", "--no-cache", "--quiet", "--line-length=110", "--target-version=py311"]
    for command in (["check", "--select=F401,I", "--fix"], ["format"]):
        arguments = [sys.executable, "-m", "ruff", *command, *options, str(package)]
        ran = subprocess.run(arguments, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise CodegenError(f"ruff {command[0]} failed:\n{ran.stdout}{ran.stderr}")


def _check_pins() -> None:
    """Other versions of the tools write other bytes."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    pins = dict(line.split("==") for lines in extras.values() for line in lines if "==" in line)
    for tool in PINNED:
        if version(tool) != pins[tool]:
            raise CodegenError(f"{tool} {version(tool)} is installed, pyproject.toml asks for {pins[tool]}")


def _files(package: Path) -> set[Path]:
    return {
        path.relative_to(package)
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; returns its exit code."""
    parser = argparse.ArgumentParser(description="Write the bindings from LXD's API description.")
    parser.add_argument("--check", action="store_true", help="only say whether they are up to date")
    parser.add_argument("--spec", type=Path, default=SPEC, help="the OpenAPI document")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="the import package to write")
    options = parser.parse_args(arguments)
    try:
        if options.check:
            differences = check(options.spec, options.output)
            print("\n".join(differences) or f"{options.output} is up to date")
            return 1 if differences else 0
        generate(options.spec, options.output)
        print(f"wrote {options.output}")
    except CodegenError as error:
        print(f"generate.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
