"""LXD as another release of Debian has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lablib import releases
from lablib.errors import LabUnavailable


def test_a_release_that_there_is_not_is_told(
    machine: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releases, "_KEPT", tmp_path)
    with pytest.raises(LabUnavailable, match="apt-get: E: "):
        releases.fetch_lxd("no-such-release")
    assert not (tmp_path / "no-such-release" / "lxd").exists()
