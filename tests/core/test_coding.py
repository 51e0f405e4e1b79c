"""Commands' input and output as text or bytes."""

from __future__ import annotations

import pytest

from lxd._core.coding import Bytes, Reading, Text


def text(errors: str = "replace") -> Text:
    return Text("utf-8", errors)


def test_text_is_decoded_and_encoded() -> None:
    assert text().decode("hällo".encode()) == "hällo"
    assert text().encode("hällo") == "hällo".encode()


@pytest.mark.parametrize("data", [b"x", bytearray(b"x"), memoryview(b"x")])
def test_bytes_go_in_as_they_are_even_where_output_is_text(data: bytes | bytearray | memoryview) -> None:
    assert text().encode(data) is data


def test_text_goes_in_even_where_output_is_bytes() -> None:
    assert Bytes("latin-1").encode("ä") == b"\xe4"
    assert Bytes("utf-8").decode(b"\xff") == b"\xff"


def test_an_unknown_encoding_is_told_before_anything_is_sent() -> None:
    with pytest.raises(LookupError, match="klingon"):
        Text("klingon", "strict")
    with pytest.raises(LookupError, match="klingon"):
        Bytes("klingon")
    with pytest.raises(LookupError, match="klingon"):
        Text("utf-8", "klingon")


def test_what_is_no_text_is_replaced_or_told() -> None:
    assert text().decode(b"a\xffb") == "a\N{REPLACEMENT CHARACTER}b"
    with pytest.raises(UnicodeDecodeError):
        text("strict").decode(b"\xff")


def test_what_cannot_be_encoded_is_told_however_output_is_treated() -> None:
    with pytest.raises(UnicodeEncodeError):
        Text("ascii", "replace").encode("ä")


def test_bytes_that_came_out_as_surrogates_go_in_as_bytes() -> None:
    coding = text("surrogateescape")
    assert coding.encode(coding.decode(b"a\xff")) == b"a\xff"


def test_a_lenient_decoder_never_fails() -> None:
    assert text("strict").decoder(lenient=True).feed(b"a\xff") == "a\N{REPLACEMENT CHARACTER}"
    assert text("ignore").decoder(lenient=True).feed(b"a\xff") == "a"
    with pytest.raises(UnicodeDecodeError):
        text("strict").decoder().feed(b"\xff")


def test_a_character_is_never_split() -> None:
    reading = Reading(text())
    taken = []
    for byte in "aä€😀b".encode():
        reading.feed(bytes([byte]))
        taken.append(reading.take())
    assert taken == ["a", "", "ä", "", "", "€", "", "", "", "😀", "b"]


def test_half_a_character_at_the_end_is_replaced() -> None:
    reading = Reading(text())
    reading.feed("ä".encode()[:1])
    assert reading.is_empty
    reading.finish()
    reading.finish()
    assert reading.take() == "\N{REPLACEMENT CHARACTER}"
    assert reading.is_empty


def test_pieces_are_taken_as_they_came() -> None:
    reading = Reading(Bytes("utf-8"))
    reading.feed(b"abc")
    reading.feed(b"")
    reading.feed(b"def")
    assert [reading.take(), reading.take(), reading.take()] == [b"abc", b"def", b""]


def test_a_part_of_a_piece() -> None:
    reading = Reading(text())
    reading.feed(b"abcdef")
    assert [reading.take(2), reading.take(0), reading.take(1), reading.take(9)] == ["ab", "", "c", "def"]
    assert reading.is_empty


def lines_of(*pieces: bytes, whole: bool = True) -> list[str]:
    reading = Reading(text())
    lines: list[str] = []

    def take() -> None:
        while line := reading.take_line():
            lines.append(line)

    for piece in pieces:
        reading.feed(piece)
        take()
    if whole:
        reading.finish()
        take()
    return lines


def test_lines() -> None:
    assert lines_of(b"a\nb\n") == ["a\n", "b\n"]
    assert lines_of(b"a", b"b\nc", b"\n\n", b"d") == ["ab\n", "c\n", "\n", "d"]
    assert lines_of(b"a\nb", whole=False) == ["a\n"]
    assert lines_of() == []


def test_only_a_newline_ends_a_line() -> None:
    assert lines_of("a\rb\x0bc\u2028d\r\n".encode()) == ["a\rb\x0bc\u2028d\r\n"]


def test_a_line_after_a_part_of_it_was_taken() -> None:
    reading = Reading(text())
    reading.feed(b"abc\nde")
    assert reading.take(1) == "a"
    assert reading.take_line() == "bc\n"
    assert reading.take_line() == ""
    reading.feed(b"f\n")
    assert reading.take(1) == "d"
    assert reading.take_line() == "ef\n"


def test_lines_of_bytes() -> None:
    reading = Reading(Bytes("utf-8"))
    reading.feed(b"\xff\nx")
    assert reading.take_line() == b"\xff\n"
    reading.finish()
    assert reading.take_line() == b"x"
