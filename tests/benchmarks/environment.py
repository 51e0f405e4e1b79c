"""What is made once and kept under build/: a clean virtual environment, and openapi-python-client's stock models."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

from .targets import ROOT

__all__ = ["clean_python", "stock_models"]

_KEPT = ROOT / "build" / "benchmarks"


def clean_python() -> Path:
    """The Python of an environment with what users have, and the peers, and nothing else.

    httpx imports trio where it finds it, among others: import times of a developer's environment say nothing.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["bench"]]
    directory = _KEPT / f"venv-{_digest(repr((sys.version, wanted)))}"
    python = directory / "bin" / "python"
    if not (directory / "done").exists():
        venv.create(directory, clear=True, with_pip=True)
        pip: list[str | Path] = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, *wanted], check=True)
        (directory / "done").touch()
    return python


def stock_models() -> Path:
    """A directory with the package ``stock_lxd``: models by openapi-python-client's own templates, from our spec."""
    spec = ROOT / "spec" / "openapi.yaml"
    directory = _KEPT / f"stock-{_digest(spec.read_text())}"
    if not (directory / "done").exists():
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        config = directory / "config.yaml"
        config.write_text("post_hooks: []\n")
        tool = Path(sys.executable).with_name("openapi-python-client")
        options: list[str | Path] = [
            "--path",
            spec,
            "--config",
            config,
            "--meta",
            "none",
            "--output-path",
            directory / "stock_lxd",
        ]
        subprocess.run([tool, "generate", *options], check=True, stdout=subprocess.DEVNULL)
        (directory / "done").touch()
    return directory


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
