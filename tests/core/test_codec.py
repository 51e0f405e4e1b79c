"""JSON, and the garbage collector that is held while a lot of it is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from lxd._core.codec import RawJSON, decode_elements, decode_json, decode_outline, encode_json, held_gc


@pytest.fixture(autouse=True)
def gc_as_before() -> Iterator[None]:
    yield
    gc.enable()


def test_json_is_read() -> None:
    assert decode_json(b'{"a": [1, 2.5, null, true, "\\u00e9"]}') == {"a": [1, 2.5, None, True, "é"]}


def test_what_is_no_json_is_a_value_error() -> None:
    with pytest.raises(ValueError):
        decode_json(b"{")


def test_json_is_written_without_spaces() -> None:
    assert encode_json({"a": [1, None, "é"]}) == '{"a":[1,null,"é"]}'.encode()


def test_what_has_no_form_in_json_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        encode_json({"a": object()})


def test_the_collector_is_held() -> None:
    with held_gc():
        assert not gc.isenabled()


def test_the_collector_goes_on_afterwards() -> None:
    with held_gc():
        pass
    assert gc.isenabled()


def test_the_collector_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), held_gc():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_the_inner_hold_does_not_end_the_outer_one() -> None:
    with held_gc():
        with held_gc():
            pass
        assert not gc.isenabled()


def test_a_program_that_collects_nothing_is_left_at_that() -> None:
    gc.disable()
    with held_gc():
        pass
    assert not gc.isenabled()


def test_an_outline_leaves_one_value_unparsed() -> None:
    outline = decode_outline(b'{"type": "sync", "metadata": [1, 2]}', "metadata")
    assert (outline["type"], type(outline["metadata"])) == ("sync", RawJSON)


@pytest.mark.parametrize("content", [b"[]", b"{", b"", b"<html>"])
def test_what_is_no_object_has_no_outline(content: bytes) -> None:
    with pytest.raises(ValueError):
        decode_outline(content, "metadata")


def test_a_list_is_parsed_element_by_element() -> None:
    outline = decode_outline(b'{"metadata": [{"a": 1}, {"b": 2}]}', "metadata")
    assert list(decode_elements(outline["metadata"])) == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("value", [b'{"a": [1]}', b'"text"', b"null", b"7"])
def test_anything_else_is_parsed_at_once(value: bytes) -> None:
    outline = decode_outline(b'{"metadata": ' + value + b"}", "metadata")
    assert decode_elements(outline["metadata"]) == decode_json(value)


def test_spaces_before_a_list_do_not_matter() -> None:
    outline = decode_outline(b'{"metadata":  \n [1]}', "metadata")
    assert list(decode_elements(outline["metadata"])) == [1]
