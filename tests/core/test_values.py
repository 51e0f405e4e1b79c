"""Bodies as users write them, to bodies as LXD takes them."""

from __future__ import annotations

from typing import Any

import pytest
from lxd_api.models import InstancesPost

from lxd._core.values import ConfigValue, config_map, config_value, plain_body


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2GiB", "2GiB"),
        ("", ""),
        (2, "2"),
        (0, "0"),
        (-1, "-1"),
        (2.5, "2.5"),
        (True, "true"),
        (False, "false"),
        (None, ""),
    ],
)
def test_a_value_is_written_as_lxd_wants_it(value: ConfigValue, written: str) -> None:
    assert config_value(value) == written


def test_all_values_of_a_map_are_written_so() -> None:
    assert config_map({"a": 1, "b": "x", "c": None}) == {"a": "1", "b": "x", "c": ""}


@pytest.mark.parametrize("key", ["config", "properties", "Config"])
def test_maps_of_values_are_found_in_a_body(key: str) -> None:
    assert plain_body({key: {"limits.cpu": 2}}) == {key: {"limits.cpu": "2"}}


@pytest.mark.parametrize("key", ["devices", "Devices"])
def test_devices_are_found_in_a_body(key: str) -> None:
    body = {key: {"eth0": {"type": "nic", "mtu": 1500, "security.mac_filtering": True}}}
    written = {key: {"eth0": {"type": "nic", "mtu": "1500", "security.mac_filtering": "true"}}}
    assert plain_body(body) == written


def test_a_device_that_is_none_stays_none() -> None:
    assert plain_body({"devices": {"eth0": None}}) == {"devices": {"eth0": None}}


@pytest.mark.parametrize(
    "body",
    [
        {"ephemeral": True, "name": "c1"},
        {"profiles": [], "source": {"type": "image", "secret": "x"}},
        {"config": None, "devices": None},
        {"later": {"a": 1}},
    ],
)
def test_everything_else_is_left_as_it_is(body: dict[str, Any]) -> None:
    assert plain_body(body) == body


def test_the_users_own_mapping_is_not_changed() -> None:
    body = {"config": {"a": 1}, "devices": {"eth0": {"mtu": 1500}}}
    plain_body(body)
    assert body == {"config": {"a": 1}, "devices": {"eth0": {"mtu": 1500}}}


def test_a_model_is_written_as_plain_data() -> None:
    assert plain_body(InstancesPost(name="c1", config={"a": "1"})) == {"name": "c1", "config": {"a": "1"}}


def test_the_values_in_a_model_are_written_as_lxd_wants_them_too() -> None:
    body = InstancesPost.from_dict({"config": {"limits.cpu": 2}})
    assert plain_body(body) == {"config": {"limits.cpu": "2"}}
