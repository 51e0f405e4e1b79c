# Written by scripts/unasync.py from tests/_async/test_needed_extensions.py. Change that, and run `make sync`.

"""Every call that needs an API extension says so, and asks nothing, where the server lacks it."""

from __future__ import annotations

from operator import attrgetter

import pytest

from lxd import LXDClient
from lxd.errors import ExtensionMissing
from tests._sync._io import perform
from tests.identities import Identity
from tests.needed_extensions import NEEDS, Need, arguments, without_entitlements
from tests.standin import StandIn


def test_there_are_such_calls() -> None:
    assert len(NEEDS) > 50


def test_entitlements_can_be_asked_for_wherever_the_server_tells_them() -> None:
    assert without_entitlements() == []


@pytest.mark.parametrize("need", NEEDS, ids=str)
def test_what_a_server_lacks(
    newest: LXDClient, standin: StandIn, client_identity: Identity, need: Need
) -> None:
    standin.extensions = [each for each in standin.extensions if each not in need.extensions]
    call = attrgetter(need.call)(newest)
    given = {**arguments(call, client_identity.pem.decode())}
    if need.given:
        given[need.given] = need.value
    with pytest.raises(ExtensionMissing, match=r"\(LXD 5\.0\.2\)") as caught:
        perform(call(**given))
    assert caught.value.extension in need.extensions
    assert caught.value.needed_for in need.methods
    assert caught.value.extension in str(caught.value)
    assert standin.calls == []
