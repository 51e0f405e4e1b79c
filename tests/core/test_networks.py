"""Rules of networks: which address a forward got."""

from __future__ import annotations

import pytest

from lxd._core.networks import heard_at


@pytest.mark.parametrize(
    ("asked", "location", "heard"),
    [
        ("192.0.2.1", None, "192.0.2.1"),
        ("fd42:0::1", None, "fd42::1"),
        ("0.0.0.0", None, ""),
        ("::", None, ""),
        (None, None, ""),
        ("0.0.0.0", "/1.0/networks/n/forwards/192.0.2.9?project=p", "192.0.2.9"),
        ("::", "/1.0/networks/n/load-balancers/fd42%3A%3A9", "fd42::9"),
        ("0.0.0.0", "/1.0/operations/0192c0de", ""),
    ],
)
def test_where_it_listens(asked: str | None, location: str | None, heard: str) -> None:
    assert heard_at(asked, location) == heard
