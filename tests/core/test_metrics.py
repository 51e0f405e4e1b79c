"""Metrics: text, read into samples."""

from __future__ import annotations

import math

import pytest

from lxd._core.metrics import parse_metrics
from lxd.entities.metrics import MetricSample
from lxd.errors import UnexpectedAnswer

# As LXD 5.0.2 writes it.
TEXT = """\
# HELP lxd_cpu_seconds_total The total number of CPU time used in seconds.
# TYPE lxd_cpu_seconds_total counter
lxd_cpu_seconds_total{cpu="0",mode="system",name="c1",project="default",type="container"} 8.5
lxd_cpu_seconds_total{cpu="1",mode="system",name="c1",project="default",type="container"} 1.5e-05
# HELP lxd_go_goroutines Number of goroutines that currently exist.
# TYPE lxd_go_goroutines gauge
lxd_go_goroutines 57
# EOF
"""


def only(text: str) -> MetricSample:
    (sample,) = parse_metrics(text)
    return sample


def test_samples() -> None:
    first, second, third = parse_metrics(TEXT)
    assert first == MetricSample(
        name="lxd_cpu_seconds_total",
        labels={"cpu": "0", "mode": "system", "name": "c1", "project": "default", "type": "container"},
        value=8.5,
        type="counter",
        help="The total number of CPU time used in seconds.",
    )
    assert second.value == 1.5e-05
    assert (third.name, third.labels, third.value, third.type) == ("lxd_go_goroutines", {}, 57.0, "gauge")


def test_nothing() -> None:
    assert parse_metrics("\n# EOF\n") == []


@pytest.mark.parametrize(
    ("written", "value"), [("+Inf", math.inf), ("-Inf", -math.inf), ("1e+09", 1e9), ("-0.5", -0.5)]
)
def test_values(written: str, value: float) -> None:
    assert only(f"x {written}").value == value


def test_not_a_number() -> None:
    assert math.isnan(only("x NaN").value)


def test_a_timestamp() -> None:
    assert only("x 1 1395066363000").timestamp == 1395066363000


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r"a\"b", 'a"b'),
        (r"a\\b", r"a\b"),
        (r"a\nb", "a\nb"),
        (r"a\\nb", r"a\nb"),
        (r"/my\040disk", r"/my\040disk"),
        (
            "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i\rj",
            "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i\rj",
        ),
        ("", ""),
        ("a,b}c{d=e", "a,b}c{d=e"),
        ("a b # c", "a b # c"),
        ('as "LXD" writes it', 'as "LXD" writes it'),
    ],
)
def test_labels(written: str, value: str) -> None:
    assert only(f'x{{one="{written}",two="2"}} 1').labels == {"one": value, "two": "2"}
    assert only(f'x{{two="2",one="{written}"}} 1').labels == {"two": "2", "one": value}


def test_spaces_and_a_comma_at_the_end() -> None:
    assert only('x{ a="1" , b="2", } 3').labels == {"a": "1", "b": "2"}


def test_an_exemplar_is_left_out() -> None:
    assert only('x_bucket{le="1"} 17 # {trace="abc"} 0.67 1.5').value == 17.0


@pytest.mark.parametrize("part", ["_bucket", "_count", "_sum", "_total"])
def test_parts_of_a_family_are_of_its_type(part: str) -> None:
    assert only(f"# TYPE x histogram\nx{part} 1").type == "histogram"


def test_what_nothing_is_said_of() -> None:
    sample = only("x_total 1")
    assert (sample.type, sample.help) == ("unknown", "")


def test_help_is_unescaped() -> None:
    assert only("# HELP x a\\nb \\\\ c\nx 1").help == "a\nb \\ c"


@pytest.mark.parametrize(
    "line",
    ["<html>", "x", "x one", 'x{a="1" 1', 'x{a="1"', "x{a=1} 1", 'x{"a"} 1', "x 1 2 3"],
)
def test_what_is_no_metric(line: str) -> None:
    with pytest.raises(UnexpectedAnswer, match="no metric"):
        parse_metrics(f"y 1\n{line}\n")


def test_lines_may_end_as_those_of_windows() -> None:
    assert only('# TYPE x gauge\r\nx{a="1"} 2\r\n') == MetricSample("x", {"a": "1"}, 2.0, "gauge", "", None)
