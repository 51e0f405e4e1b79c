# Written by scripts/unasync.py from tests/integration/_async/test_login.py. Change that, and run `make sync`.

"""Logins and tokens with a real LXD that knows neither: they harm nothing, and get one nowhere."""

from __future__ import annotations

import pytest
from lab import Lab

from lxd import LXDClient
from lxd.errors import Forbidden
from lxd.oidc import OIDC

from ..support import https_options


def test_a_certificate_that_is_trusted_needs_no_login(lab: Lab, running: str) -> None:
    with LXDClient(**https_options(lab), oidc=OIDC()) as client:
        assert (client.server.get()).auth == "trusted"
        assert (client.instances.run(running, ["echo", "hello"])).stdout == "hello\n"


def test_a_certificate_that_is_trusted_needs_no_token(lab: Lab) -> None:
    with LXDClient(**https_options(lab), bearer_token="unknown") as client:
        assert (client.server.get()).auth == "trusted"


def test_a_token_that_the_server_does_not_know_is_blamed(lab: Lab) -> None:
    with LXDClient(lab.url, endpoint_cert_path=lab.server_cert, bearer_token="unknown") as client:
        assert (client.server.get()).auth == "untrusted"
        with pytest.raises(Forbidden, match="does not take this bearer token"):
            client.instances.list()


def test_a_server_without_a_provider_refuses_whoever_would_log_in(lab: Lab) -> None:
    with LXDClient(lab.url, endpoint_cert_path=lab.server_cert, oidc=OIDC()) as client:
        with pytest.raises(Forbidden):
            client.server.get()
