"""Filters: what the server picks is what is picked here, for filters of every form."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.entities.instances import Instance
from lxd.errors import FilterError, LXDAPIError
from lxd.filters import F, Filter, parse, select

_TEXTS = [
    "",
    "x",
    "X",
    "x y",
    "a.b",
    "axb",
    "it's",
    'say "x"',
    "^x$",
    "(x|X)",
    "é",
    "\\d",
    "7",
    "true",
    " x",
    "x  y",
    "C:\\ x",
    "c++",
    "'tis",
]


@pytest.fixture
async def instances(local: AsyncLXDClient, lab: Lab, make_name: Callable[[], str]) -> list[Instance]:
    """Stopped instances with all kinds of texts in them."""
    for number, text in enumerate(_TEXTS):
        config = {
            "user.text": text,
            "user.number": str(number),
            "boot.autostart": str(number % 2 == 0).lower(),
        }
        body: dict[str, object] = {
            "name": make_name(),
            "description": text,
            "config": config,
            "source": {"type": "none"},
        }
        if number % 3 == 0:
            body["ephemeral"] = True
        lab.request("POST", "/1.0/instances", body)
    return await local.instances.list()


def a_test(choice: random.Random) -> Filter:
    """A comparison of some kind."""
    fields = [F.description, F.config["user.text"], F.config["not.set"], F.config["user.number"]]
    field, text = choice.choice(fields), choice.choice(_TEXTS)
    made = choice.choice(
        [
            field == text,
            field != text,
            field.in_(choice.sample(_TEXTS, 3)),
            field.contains(text),
            field.startswith(text),
            field.endswith(text),
            field.matches("[a-z ]*"),
            field.matches("(?i)x.*"),
            field.matches(r"C:\\ .*|\' *tis"),
            F.config["boot.autostart"] == True,  # noqa: E712
            F.config["user.number"] == choice.randrange(9),
            F.status == "Stopped",
        ]
    )
    return ~made if choice.random() < 0.2 else made


def a_filter(choice: random.Random, depth: int) -> Filter:
    """Some filter."""
    if depth == 0 or choice.random() < 0.3:
        return a_test(choice)
    left, right = a_filter(choice, depth - 1), a_filter(choice, depth - 1)
    made = left & right if choice.random() < 0.5 else left | right
    return ~made if choice.random() < 0.2 else made


async def test_the_server_picks_what_is_meant(local: AsyncLXDClient, instances: list[Instance]) -> None:
    choice = random.Random(5)
    told = 0
    while told < 150:
        filter = a_filter(choice, 3)
        expected = [instance.name for instance in select(filter, instances)]
        try:
            found = await local.instances.list(filter=filter)
        except FilterError:
            continue  # LXD's words do not reach that far
        told += 1
        assert [instance.name for instance in found] == expected, filter


@pytest.mark.parametrize(
    "text",
    [
        "description eq x",
        "not description eq x",
        "description eq x|a.b",
        "config.user.text eq ^x",
        "config.user.text ne x and name ne a or config.user.number eq 7",
        'description eq "x y"',
        "config.not.set eq x",
        "status eq stopped",
        "description eq C++",
        "description eq *",
        "description eq +",
        "description eq **",
        "description ne *^x",
        "description ne (x",
        "description eq 'tis",
        r"description eq (x)\1",
        "description eq (?=x)x",
    ],
)
async def test_words_mean_here_what_they_mean_there(
    local: AsyncLXDClient, instances: list[Instance], text: str
) -> None:
    expected = [instance.name for instance in select(parse(text), instances)]
    assert [instance.name for instance in await local.instances.list(filter=text)] == expected


async def test_letters_are_those_of_ascii(local: AsyncLXDClient, instances: list[Instance]) -> None:
    filter = F.description.matches(r"\w")
    found = await local.instances.list(filter=filter)
    assert {instance.description for instance in found} == {"x", "X", "7"}
    assert select(filter, instances) == found


async def test_links_are_picked_too(local: AsyncLXDClient, instances: list[Instance]) -> None:
    links = await local.instances.list(0, filter=F.description == "x y")
    assert {link.name for link in links} == {each.name for each in instances if each.description == "x y"}


@pytest.fixture
async def is_typed(local: AsyncLXDClient) -> bool:
    """Whether the server compares more than texts."""
    return await local.server.has_extension("network_allocations")


async def test_a_device_that_not_all_have(
    local: AsyncLXDClient, instances: list[Instance], is_typed: bool
) -> None:
    filter = F.devices["eth9"]["network"] == "br0"
    if is_typed:
        with pytest.raises(LXDAPIError, match=r"Invalid type .*lxd\.filters\.select"):
            await local.instances.list(filter=filter)
        return
    assert await local.instances.list(filter=filter) == select(filter, instances) == []
    assert [each.name for each in await local.instances.list(filter=~filter)] == [
        each.name for each in instances
    ]


async def test_more_than_texts(local: AsyncLXDClient, instances: list[Instance], is_typed: bool) -> None:
    filter = F.ephemeral == True  # noqa: E712
    picked = select(filter, instances)
    assert len(picked) == 7
    if is_typed:
        assert await local.instances.list(filter=filter) == picked
    else:
        with pytest.raises(FilterError, match=r"LXD before 5\.0\.3"):
            await local.instances.list(filter=filter)


async def test_a_key_that_a_device_does_not_have(
    local: AsyncLXDClient, lab: Lab, make_name: Callable[[], str]
) -> None:
    name = make_name()
    body = {"name": name, "source": {"type": "none"}, "devices": {"extra": {"type": "none"}}}
    lab.request("POST", "/1.0/instances", body)
    for filter in (F.devices["extra"]["size"] == None, F.devices["extra"]["type"] == "none"):  # noqa: E711
        found = await local.instances.list(filter=filter)
        assert [each.name for each in found] == [name]
        assert found == select(filter, await local.instances.list())


async def test_a_pattern_that_lxd_cannot_read(local: AsyncLXDClient, instances: list[Instance]) -> None:
    with pytest.raises(FilterError, match="cannot read the group"):
        await local.instances.list(filter=F.description.matches("(?!y)x"))
    # It would say nothing, and compare with the text.
    assert await local.instances.list(filter="description eq (?!y)x") == []
