"""The package as a whole: what it exports, what importing it costs, and that it can be built and installed."""

from __future__ import annotations

import copy
import importlib
import inspect
import os
import pickle
import pkgutil
import socket
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import lxd
import lxd.client
from lxd import errors
from lxd.errors import Asked, LXDError

ROOT = Path(__file__).parent.parent


def modules() -> Iterator[ModuleType]:
    """All modules of the package."""
    yield lxd
    for found in pkgutil.walk_packages(lxd.__path__, "lxd."):
        yield importlib.import_module(found.name)


def exported() -> Iterator[tuple[str, object]]:
    """Every exported class and function, by its whole name."""
    for module in modules():
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
            if inspect.isclass(value) or inspect.isfunction(value):
                yield f"{module.__name__}.{name}", value


def run(code: str) -> str:
    """Runs code in a fresh interpreter."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_every_exported_name_exists() -> None:
    missing = [
        f"{module.__name__}.{name}"
        for module in modules()
        for name in getattr(module, "__all__", ())
        if not hasattr(module, name)
    ]
    assert missing == []


def test_every_module_says_what_it_exports() -> None:
    silent = [module.__name__ for module in modules() if not hasattr(module, "__all__")]
    assert [name for name in silent if not name.endswith(("._async", "._sync", "._core", "._version"))] == [
        "lxd.entities"
    ]


def test_every_module_says_what_it_is_for() -> None:
    packages = {"lxd._async", "lxd._sync", "lxd._core", "lxd.entities"}
    assert [m.__name__ for m in modules() if not m.__doc__ and m.__name__ not in packages] == []


def test_every_exported_name_says_what_it_is() -> None:
    assert [name for name, value in exported() if not inspect.getdoc(value)] == []


def test_every_public_method_says_what_it_does() -> None:
    silent = [
        f"{name}.{method}"
        for name, value in exported()
        if inspect.isclass(value) and value.__module__.startswith("lxd.")
        for method, function in vars(value).items()
        if not method.startswith("_")
        and (inspect.isfunction(function) or isinstance(function, (property, classmethod)))
        and not inspect.getdoc(getattr(value, method))
        # What httpx calls, and Protocol members, are described by who asks for them.
        and method not in ("handle_request", "handle_async_request", "close", "aclose")
    ]
    assert [name for name in silent if "._core.values.Encodable" not in name and "URLLike" not in name] == []


@pytest.mark.parametrize("name", lxd.__all__)
def test_the_package_offers_what_it_lists(name: str) -> None:
    assert name in dir(lxd)


def test_the_package_offers_nothing_else() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        getattr(lxd, "Nothing")  # noqa: B009  (a type checker knows that it is not there)


def test_the_readmes_way_makes_an_asynchronous_client() -> None:
    assert type(lxd.client.lxd_client("/run/lxd.socket")) is lxd.AsyncLXDClient


def test_the_version_is_that_of_the_distribution() -> None:
    from importlib.metadata import version

    assert lxd.__version__ == version("lxd")


@pytest.mark.parametrize("heavy", ["httpx", "websockets", "msgspec", "lxd_api", "asyncio", "ssl"])
def test_importing_the_package_is_cheap(heavy: str) -> None:
    assert run(f"import sys, lxd; print({heavy!r} in sys.modules)").strip() == "False"


@pytest.mark.parametrize("heavy", ["websockets", "lxd_api.models.instance", "lxd_api.instances"])
@pytest.mark.parametrize("client", ["LXDClient", "AsyncLXDClient"])
def test_making_a_client_loads_nothing_it_does_not_need(client: str, heavy: str) -> None:
    code = f"import sys, lxd; lxd.{client}('/run/s'); print({heavy!r} in sys.modules)"
    assert run(code).strip() == "False"


def test_one_client_does_not_load_the_other() -> None:
    code = "import sys, lxd; lxd.LXDClient('/run/s'); print('lxd._async.client' in sys.modules)"
    assert run(code).strip() == "False"


def made(kind: type[LXDError]) -> LXDError:
    """An exception as it is raised, as far as that can be known from its signature."""
    values: dict[str, Any] = {
        "message": "no",
        "error": "no",
        "extension": "x",
        "needed_for": "y",
        "version": "5.0.2",
        "limit": 3,
        "status": 404,
        "http_status": 200,
        "asked": Asked("GET", "/1.0", "unix:/s"),
        "hint": "try harder",
        "content": b"x",
        "code": 400,
        "operation": None,
        "name": "c1",
        "waited_for": "an address",
        "reason": "no",
        "errors": {},
        "total": 3,
        "state": "Stopped",
        "command": ["true"],
        "instance": "c1",
        "stdout": "out",
        "stderr": "",
        "returncode": 1,
        "timeout": 3.0,
        "path": "/etc",
        "errno": 2,
        "source": None,
        "target": None,
        "relay": None,
        "shown": "ab",
        "wanted": "cd",
        "cause": None,
        "proxy": "http://p:1",
        "found": "ab",
        "expected": "cd",
    }
    parameters = list(inspect.signature(kind).parameters.values())
    positional = [values[p.name] for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    return kind(*positional, **{p.name: values[p.name] for p in parameters if p.kind is p.KEYWORD_ONLY})


EXCEPTIONS = [
    getattr(errors, name)
    for name in errors.__all__
    if name not in ("Asked", "KeyFileWarning", "LXDClientError")
]


@pytest.mark.parametrize("kind", EXCEPTIONS)
def test_every_exception_can_be_pickled(kind: type[LXDError]) -> None:
    error = made(kind)
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), vars(back)) == (kind, str(error), vars(error))


@pytest.mark.parametrize("kind", EXCEPTIONS)
def test_every_exception_can_be_copied(kind: type[LXDError]) -> None:
    error = made(kind)
    assert vars(copy.copy(error)) == vars(error)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a wheel and an sdist."""
    directory = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--outdir", str(directory), str(ROOT)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return directory


def test_the_wheel_holds_what_it_should(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {"lxd/py.typed", "lxd_api/py.typed", "lxd/_sync/client.py", "lxd_api/models/instance.py"}
    assert wanted - names == set()


def test_the_wheel_holds_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"lxd", "lxd_api", f"lxd-{lxd.__version__}.dist-info"}


@pytest.fixture(scope="session", params=["*.whl", "*.tar.gz"], ids=["wheel", "sdist"])
def empty_environment(
    request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The interpreter of an environment in which there is nothing but the package and what it needs."""
    (distribution,) = built.glob(request.param)
    directory = tmp_path_factory.mktemp("venv")
    venv.create(directory, with_pip=False)
    python = directory / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", str(distribution)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return python


def test_it_can_be_installed_and_every_module_imported(empty_environment: Path, tmp_path: Path) -> None:
    code = (
        "import importlib, pkgutil, lxd, lxd_api\n"
        "for package in (lxd, lxd_api):\n"
        "    for found in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        if found.name not in ('lxd.progress', 'lxd._core.socks'):\n"  # extras
        "            importlib.import_module(found.name)\n"
        "print(lxd.LXDClient('/run/s'))\n"
    )
    command = [str(empty_environment), "-W", "error", "-c", code]
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, env={"PATH": os.environ["PATH"]}
    )
    assert (result.stdout.strip(), result.stderr) == ("<LXDClient unix:/run/s>", "")


def test_without_rich_the_bar_says_what_to_install(empty_environment: Path, tmp_path: Path) -> None:
    command = [str(empty_environment), "-W", "error", "-c", "import lxd.progress"]
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, env={"PATH": os.environ["PATH"]}
    )
    assert result.stderr.splitlines()[-1].endswith("pip install 'lxd[progress]'")


def test_without_socksio_a_proxy_says_what_to_install(empty_environment: Path, tmp_path: Path) -> None:
    code = "import lxd; lxd.LXDClient('https://h', proxy='socks5://127.0.0.1:1').server.get()"
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        code = code.replace("127.0.0.1:1", f"127.0.0.1:{proxy.getsockname()[1]}")
        command = [str(empty_environment), "-W", "error", "-c", code]
        result = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"]},
        )
    assert result.stderr.splitlines()[-1].endswith("(pip install 'lxd[socks]')")
