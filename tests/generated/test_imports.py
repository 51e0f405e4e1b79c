"""Importing the bindings is cheap: areas, models and httpx come when they are used."""

from __future__ import annotations

import importlib
import inspect
import json
import subprocess
import sys
import types

import lxd_api
import pytest
from lxd_api import models

AREAS = [name for name in lxd_api.__all__ if name not in ("models", "types")]


def modules_after(code: str) -> set[str]:
    """Returns what a fresh interpreter has imported after some code."""
    program = f"{code}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return set(json.loads(ran.stdout))


def of_the_models(modules: set[str]) -> set[str]:
    return {name.rpartition(".")[2] for name in modules if name.startswith("lxd_api.models.")}


def test_package_alone() -> None:
    assert {name for name in modules_after("import lxd_api") if name.startswith("lxd_api")} == {"lxd_api"}


@pytest.mark.parametrize("module", ["httpx", "dateutil", "lxd"])
def test_bindings_do_without(module: str) -> None:
    code = "from lxd_api import *; [getattr(models, name) for name in models.__all__]"
    assert module not in modules_after(code)


def test_building_a_request_imports_no_models() -> None:
    code = "from lxd_api import instances; instances.instances_get(recursion=2)"
    assert of_the_models(modules_after(code)) == set()


def test_reading_imports_the_models_it_meets() -> None:
    code = "from lxd_api import instances; instances.instances_get(recursion=2).decode([{'snapshots': [{}]}])"
    assert of_the_models(modules_after(code)) == {"instance_full", "instance_snapshot"}


def test_areas_are_attributes_of_the_package() -> None:
    modules = modules_after("import lxd_api; lxd_api.profiles.profiles_get()")
    assert "lxd_api.profiles" in modules


@pytest.mark.parametrize("name", lxd_api.__all__)
def test_areas(name: str) -> None:
    assert isinstance(getattr(lxd_api, name), types.ModuleType)


@pytest.mark.parametrize("name", models.__all__)
def test_models(name: str) -> None:
    assert inspect.isclass(getattr(models, name))


@pytest.mark.parametrize("module", [lxd_api, models])
def test_unknown_names(module: types.ModuleType) -> None:
    with pytest.raises(AttributeError, match=f"module '{module.__name__}' has no attribute 'nothing'"):
        _ = module.nothing


@pytest.mark.parametrize("module", [lxd_api, models])
def test_names_for_completion(module: types.ModuleType) -> None:
    assert dir(module) == sorted(module.__all__)


@pytest.mark.parametrize("area", AREAS)
def test_areas_export_their_functions(area: str) -> None:
    module = importlib.import_module(f"lxd_api.{area}")
    functions = {
        name
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }
    assert set(module.__all__) == functions
