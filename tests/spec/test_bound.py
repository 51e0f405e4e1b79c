"""Every operation of LXD's API has a method in the clients, or a reason why not."""

from __future__ import annotations

import re
import tomllib

from tests.spec.upstream import ROOT

SPEC = ROOT / "spec"
UNBOUND: dict[str, str] = tomllib.loads((SPEC / "unbound.toml").read_text(encoding="utf-8"))


def operations() -> set[str]:
    """The names of LXD's operations."""
    return set(re.findall(r"^ +operationId: (\w+)$", (SPEC / "openapi.yaml").read_text(), re.MULTILINE))


def used() -> set[str]:
    """The names of the bindings' functions in the clients' source."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "lxd" / "_async").rglob("*.py"))
    return set(re.findall(r"\b[a-z_]+\.(\w+)\b", source))


def test_every_operation_is_bound() -> None:
    missing = operations() - used() - UNBOUND.keys()
    assert sorted(missing) == [], "no method of the clients uses these, and spec/unbound.toml has no reason"


def test_what_is_not_bound_has_a_reason() -> None:
    assert [name for name, reason in UNBOUND.items() if len(reason.split()) < 5] == []


def test_what_is_bound_has_no_reason_not_to_be() -> None:
    assert sorted(UNBOUND.keys() & used()) == []


def test_only_what_there_is_has_a_reason() -> None:
    assert sorted(UNBOUND.keys() - operations()) == []
