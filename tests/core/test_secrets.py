"""No secret in what is shown: paths, representations, errors."""

from __future__ import annotations

import pytest
from lxd_api import certificates as api
from lxd_api.models import CertificatesPost, Operation

from lxd._core.answers import Answer, mask_secrets, read_answer
from lxd.entities.events import OperationEvent
from lxd.errors import Asked
from tests import envelopes

ASKED = Asked("GET", "/", "unix:/s")
SECRET = "s3cr3t-v4lu3"


@pytest.mark.parametrize("name", ["secret", "password", "token", "trust_token"])
def test_a_secret_in_a_query_is_masked(name: str) -> None:
    assert mask_secrets(f"/1.0/x?{name}={SECRET}") == f"/1.0/x?{name}=***"


def test_a_secret_after_other_parameters_is_masked() -> None:
    assert mask_secrets(f"/1.0/x?timeout=5&secret={SECRET}") == "/1.0/x?timeout=5&secret=***"


def test_what_comes_after_a_secret_is_shown() -> None:
    assert mask_secrets(f"/1.0/x?secret={SECRET}&timeout=5") == "/1.0/x?secret=***&timeout=5"


def test_a_parameter_that_only_ends_like_a_secret_is_shown() -> None:
    assert mask_secrets("/1.0/x?my-secret=1") == "/1.0/x?my-secret=1"


def test_a_path_without_query_is_left_as_it_is() -> None:
    assert mask_secrets("/1.0/instances/secret=x") == "/1.0/instances/secret=x"


def test_a_request_does_not_show_its_body() -> None:
    request = api.certificates_post(body={"type": "client", "password": SECRET})
    assert SECRET not in repr(request)


@pytest.mark.parametrize("field", ["password", "trust_token"])
def test_a_body_does_not_show_what_proves_trust(field: str) -> None:
    assert SECRET not in repr(CertificatesPost.from_dict({field: SECRET}))


def test_an_operation_does_not_show_the_secrets_of_its_websockets() -> None:
    assert SECRET not in repr(Operation.from_dict(envelopes.operation(metadata={"fds": {"0": SECRET}})))


def test_an_answer_does_not_show_its_metadata() -> None:
    envelope = envelopes.started(metadata={"fds": {"0": SECRET}})
    assert SECRET not in repr(Answer(ASKED, "async", envelope["metadata"], envelope["operation"]))


def test_an_answer_does_not_show_its_bytes() -> None:
    content = b'{"type":"sync","metadata":null,"x":"%s"}' % SECRET.encode()
    assert SECRET not in repr(read_answer(200, {}, content, ASKED))


def test_an_event_does_not_show_the_secrets_of_an_operations_websockets() -> None:
    event = envelopes.event("operation", envelopes.operation(metadata={"fds": {"0": SECRET}}))
    assert SECRET not in repr(OperationEvent.from_dict(event))
