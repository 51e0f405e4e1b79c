"""What an instance is made of, as users name it."""

from __future__ import annotations

import pytest

from lxd._core.images import is_missing_image, is_whole_fingerprint, may_be_fingerprint, split_remote


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("busybox", (None, "busybox")),
        ("ubuntu/24.04", (None, "ubuntu/24.04")),
        ("ubuntu:24.04", ("ubuntu", "24.04")),
        ("ubuntu:", ("ubuntu", "")),
        (":24.04", ("", "24.04")),
        ("prod:a:b", ("prod", "a:b")),
    ],
)
def test_a_remote_is_what_stands_before_the_first_colon(image: str, expected: tuple[str | None, str]) -> None:
    assert split_remote(image) == expected


@pytest.mark.parametrize(
    ("image", "may_be", "is_whole"),
    [
        ("beef", True, False),
        ("a" * 64, True, True),
        ("a" * 65, False, False),
        ("BEEF", False, False),
        ("", False, False),
        ("busybox", False, False),
        ("24.04", False, False),
    ],
)
def test_fingerprints_are_told_from_aliases(image: str, may_be: bool, is_whole: bool) -> None:
    assert (may_be_fingerprint(image), is_whole_fingerprint(image)) == (may_be, is_whole)


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("Image alias not found", True),
        ("Image not provided for instance creation", True),
        ("Profile not found", False),
        ("Not Found", False),
    ],
)
def test_a_missing_image_is_told_from_what_else_is_missing(reason: str, expected: bool) -> None:
    assert is_missing_image(reason) is expected
