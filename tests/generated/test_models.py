"""Models of LXD's objects: nothing that a server sends is lost."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from lxd_api import models
from lxd_api.base import Model
from lxd_api.types import Timestamp

NETWORK = {
    "addresses": [{"family": "inet", "address": "10.0.0.2", "netmask": "24", "scope": "global"}],
    "counters": {
        "bytes_received": 18446744073709551615,
        "bytes_sent": 0,
        "packets_received": 1,
        "packets_sent": 2,
        "errors_received": 0,
        "errors_sent": 0,
        "packets_dropped_outbound": 0,
        "packets_dropped_inbound": 0,
    },
    "hwaddr": "00:16:3e:00:00:01",
    "host_name": "veth1",
    "mtu": 1500,
    "state": "up",
    "type": "broadcast",
}


def instance() -> dict[str, Any]:
    """An instance as LXD sends it at recursion 2."""
    return {
        "access_entitlements": ["can_edit"],
        "architecture": "x86_64",
        "backups": [],
        "config": {"limits.cpu": "2", "volatile.uuid": "5f0e9a1e"},
        "created_at": "2024-03-01T10:00:05.123456789Z",
        "description": "",
        "devices": {"eth0": {"type": "nic", "network": "lxdbr0"}},
        "ephemeral": False,
        "expanded_config": {"limits.cpu": "2"},
        "expanded_devices": {},
        "last_used_at": "1970-01-01T00:00:00Z",
        "location": "none",
        "name": "c1",
        "profiles": ["default"],
        "project": "default",
        "snapshots": [
            {
                "architecture": "x86_64",
                "config": {},
                "created_at": "2024-03-01T12:00:05.1+02:00",
                "devices": {},
                "ephemeral": False,
                "expanded_config": {},
                "expanded_devices": {},
                "last_used_at": "2024-03-01T12:00:05Z",
                "name": "snap0",
                "profiles": [],
                "size": 0,
                "stateful": False,
            }
        ],
        "state": {
            "cpu": {"usage": 1000},
            "disk": {"root": {"total": 0, "usage": 5}},
            "memory": {"swap_usage": 0, "swap_usage_peak": 0, "total": 0, "usage": 1, "usage_peak": 0},
            "network": {"eth0": NETWORK},
            "pid": 42,
            "processes": 3,
            "status": "Running",
            "status_code": 103,
        },
        "stateful": False,
        "status": "Running",
        "status_code": 103,
        "type": "container",
    }


def without_unset(data: Any) -> Any:
    """What an older server might send: without the keys that this document's server has left at zero."""
    if isinstance(data, dict):
        return {key: without_unset(value) for key, value in data.items() if value}
    return [without_unset(item) for item in data] if isinstance(data, list) else data


def test_round_trip() -> None:
    assert models.InstanceFull.from_dict(instance()).to_dict() == instance()


def test_types_at_every_depth() -> None:
    full = models.InstanceFull.from_dict(instance())
    assert full.state is not None
    assert full.state.network["eth0"].addresses[0].address == "10.0.0.2"


def test_big_counters() -> None:
    full = models.InstanceFull.from_dict(instance())
    assert full.state is not None
    assert full.state.network["eth0"].counters.bytes_received == 2**64 - 1


def test_whole_numbers_with_a_fraction_are_kept() -> None:
    assert models.InstanceFull.from_dict({"status_code": 1000.0}).status_code == 1000


def test_missing_keys_read_like_zero_ones() -> None:
    assert without_unset(models.InstanceFull.from_dict(without_unset(instance())).to_dict()) == without_unset(
        instance()
    )


def test_null_reads_like_missing() -> None:
    nulls = dict.fromkeys(instance())
    assert models.InstanceFull.from_dict(nulls) == models.InstanceFull.from_dict({})


def test_null_member_reads_like_an_empty_one() -> None:
    assert models.InstanceFull.from_dict({"snapshots": [None]}).snapshots == [models.InstanceSnapshot()]


def test_empty_object_is_not_null() -> None:
    full = models.InstanceFull.from_dict({"state": {}})
    assert full.state == models.InstanceState()


def test_an_untrusted_client_sees_an_empty_environment() -> None:
    assert models.Server.from_dict({"auth": "untrusted"}).environment.server_version == ""


def test_objects_of_a_state_are_never_null() -> None:
    state = models.InstanceState.from_dict({"cpu": None})
    assert (state.cpu.usage, state.memory.usage) == (0, 0)


def test_objects_that_may_be_null_are_none() -> None:
    system = models.Resources.from_dict({"system": {"chassis": None}}).system
    assert (system.chassis, system.firmware) == (None, None)


PLACES: list[tuple[str | int, ...]] = [
    (),
    ("state",),
    ("state", "network", "eth0"),
    ("state", "network", "eth0", "addresses", 0),
    ("snapshots", 0),
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", ["x", None, {"a": [1, {"b": None}]}])
def test_unknown_keys_are_written_back(place: tuple[str | int, ...], value: object) -> None:
    data = instance()
    target: Any = data
    for step in place:
        target = target[step]
    target["from_the_future"] = value
    assert models.InstanceFull.from_dict(data).to_dict() == data


def test_unknown_key_in_place_of_a_missing_one() -> None:
    data = {"address": "10.0.0.2", "family": "inet", "netmask": "24", "reach": "global"}
    address = models.InstanceStateNetworkAddress.from_dict(data)
    assert (address.scope, address.additional_properties) == ("", {"reach": "global"})


def test_no_unknown_keys() -> None:
    assert models.InstanceFull.from_dict(instance()).additional_properties == {}


def test_fields_win_over_unknown_keys() -> None:
    full = models.InstanceFull(name="c1", additional_properties={"name": "c2"})
    assert full.to_dict()["name"] == "c1"


def test_zero_time_is_none() -> None:
    assert models.InstanceFull.from_dict({"created_at": "0001-01-01T00:00:00Z"}).created_at is None


def test_1970_is_a_date() -> None:
    assert models.InstanceFull.from_dict(instance()).last_used_at == datetime(1970, 1, 1, tzinfo=UTC)


def test_nanoseconds_are_written_back() -> None:
    full = models.InstanceFull.from_dict(instance())
    assert isinstance(full.created_at, Timestamp)
    assert full.to_dict()["created_at"] == "2024-03-01T10:00:05.123456789Z"


def test_time_of_go() -> None:
    text = "2024-03-01 10:00:05.123456789 +0000 UTC"
    assert models.InstanceFull.from_dict({"created_at": text}).to_dict()["created_at"] == text


def test_time_of_the_user() -> None:
    put = models.InstanceSnapshotPut(expires_at=datetime(2024, 1, 2, tzinfo=UTC))
    assert put.to_dict() == {"expires_at": "2024-01-02T00:00:00+00:00"}


def test_written_data_is_a_copy() -> None:
    full = models.InstanceFull.from_dict(instance())
    full.to_dict()["devices"]["eth0"]["type"] = "none"
    assert full.devices["eth0"]["type"] == "nic"


def test_mappings_in_place_of_models() -> None:
    source: Any = {"type": "image", "alias": "a"}
    assert models.InstancesPost(name="c1", source=source).to_dict() == {"name": "c1", "source": source}


def test_models_in_free_objects() -> None:
    operation = models.Operation(metadata={"snapshots": [models.InstanceSnapshot(name="s")]})
    assert operation.to_dict()["metadata"]["snapshots"][0]["name"] == "s"


def test_equality() -> None:
    assert models.InstanceFull.from_dict(instance()) == models.InstanceFull.from_dict(instance())


def test_inequality_of_unknown_keys() -> None:
    assert models.Instance(additional_properties={"a": 1}) != models.Instance()


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_copies(duplicate: Any) -> None:
    full = models.InstanceFull.from_dict(instance())
    assert duplicate(full).to_dict() == instance()


def test_evolve() -> None:
    changed = attrs.evolve(models.InstanceFull.from_dict(instance()), description="new")
    assert changed.to_dict() == {**instance(), "description": "new"}


@pytest.mark.parametrize(
    "model",
    [
        models.CertificatesPost(password="hush", trust_token="hush"),
        models.InstanceSource(secret="hush", secrets={"control": "hush"}),
        models.Operation(metadata={"secret": "hush"}),
        models.InstancePut(config={"user.password": "hush"}),
        models.InstanceExecPost(environment={"PASSWORD": "hush"}),
        models.StorageBucketKey(access_key="hush", secret_key="hush"),
        models.ClusterPut(cluster_token="hush"),
        models.ServerPut(additional_properties={"token": "hush"}),
    ],
)
def test_secrets_stay_out_of_repr(model: Model) -> None:
    assert "hush" not in repr(model)


@pytest.mark.parametrize("name", models.__all__)
def test_every_model_reads_and_writes_nothing(name: str) -> None:
    model = getattr(models, name)
    assert model.from_dict(model.from_dict({}).to_dict()) == model()


@pytest.mark.parametrize("name", models.__all__)
def test_every_model_keeps_unknown_keys(name: str) -> None:
    assert getattr(models, name).from_dict({"from_the_future": 1}).to_dict()["from_the_future"] == 1
