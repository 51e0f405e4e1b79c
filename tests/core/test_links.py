"""Links: how LXD names objects at recursion 0."""

from __future__ import annotations

import pytest

from lxd.entities.certificates import CertificateLink
from lxd.entities.instances import InstanceLink
from lxd.entities.links import Link
from lxd.entities.operations import OperationLink
from lxd.errors import UnexpectedAnswer


def test_an_instance_has_its_name() -> None:
    assert InstanceLink("/1.0/instances/c1").name == "c1"


def test_an_operation_has_its_id() -> None:
    assert OperationLink("/1.0/operations/0192").id == "0192"


def test_a_certificate_has_its_fingerprint() -> None:
    assert CertificateLink("/1.0/certificates/abcd").fingerprint == "abcd"


def test_a_project_is_read_from_the_url() -> None:
    assert Link("/1.0/instances/c1?project=p").project == "p"


def test_a_project_is_unquoted() -> None:
    assert Link("/1.0/instances/c1?project=a%2Fb+c").project == "a/b c"


def test_without_a_project_it_is_none() -> None:
    assert Link("/1.0/instances/c1").project is None


def test_a_project_is_no_part_of_the_name() -> None:
    assert InstanceLink("/1.0/instances/c1?project=p").name == "c1"


def test_a_target_is_read_from_the_url() -> None:
    assert Link("/1.0/instances/c1?target=n1").target == "n1"


def test_a_name_is_unquoted() -> None:
    assert Link("/1.0/images/aliases/ubuntu%2F24.04").names == ("images", "aliases", "ubuntu/24.04")


def test_a_quoted_question_mark_is_part_of_the_name() -> None:
    assert Link("/1.0/profiles/a%3Fb").names == ("profiles", "a?b")


@pytest.mark.parametrize(
    "url", ["", "/", "/1.0", "/1.0/instances", "/1.0/instances/", "/2.0/instances/c1", "instances/c1", "c1"]
)
def test_what_is_no_url_of_an_object_is_refused(url: str) -> None:
    with pytest.raises(UnexpectedAnswer, match="no URL of an object"):
        Link(url)


def test_a_link_reads_as_its_url() -> None:
    assert str(Link("/1.0/instances/c1?project=p")) == "/1.0/instances/c1?project=p"


def test_a_link_shows_its_kind_and_url() -> None:
    assert repr(InstanceLink("/1.0/instances/c1")) == "<InstanceLink /1.0/instances/c1>"


def test_links_are_not_equal_since_they_may_belong_to_different_servers() -> None:
    assert Link("/1.0/instances/c1") != Link("/1.0/instances/c1")
