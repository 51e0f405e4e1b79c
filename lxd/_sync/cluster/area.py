# Written by scripts/unasync.py from lxd/_async/cluster/area.py. Change that, and run `make sync`.

"""``client.cluster``: the cluster, and how a server gets into one."""

from __future__ import annotations

import ssl
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lxd_api import cluster as api
from lxd_api import models

from lxd._core.cluster import EXPLICIT_TOKEN, join_body
from lxd._core.tokens import read_join_token
from lxd._core.values import ConfigValue, plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.cluster.joining import find_cluster
from lxd._sync.operations import Operation
from lxd.entities.tokens import JoinToken

if TYPE_CHECKING:
    from lxd._sync.cluster.groups import ClusterGroups
    from lxd._sync.cluster.links import ClusterLinks
    from lxd._sync.cluster.members import ClusterMembers

__all__ = ["Cluster"]


class Cluster(Area):
    """The cluster, its members, groups and links."""

    @cached_property
    def members(self) -> ClusterMembers:
        """The servers of the cluster."""
        from lxd._sync.cluster.members import ClusterMembers

        return ClusterMembers(self._client)

    @cached_property
    def groups(self) -> ClusterGroups:
        """Groups of cluster members."""
        from lxd._sync.cluster.groups import ClusterGroups

        return ClusterGroups(self._client)

    @cached_property
    def links(self) -> ClusterLinks:
        """Other clusters that this one trusts."""
        from lxd._sync.cluster.links import ClusterLinks

        return ClusterLinks(self._client)

    def get(self) -> models.Cluster:
        """Gets whether this server is in a cluster, and what it is called there.

        Endpoint: ``GET /1.0/cluster``.
        """
        return self._client.send(api.cluster_get())

    @starts
    def update_configuration(self, cluster: models.ClusterPut | Mapping[str, Any]) -> Operation:
        """Makes this server enter a cluster or leave it, in LXD's own words; see `enable` and `join`.

        Endpoint: ``PUT /1.0/cluster``.

        With ``{"enabled": False}`` a server forgets all that it has, in a cluster or not.

        Args:
            cluster: what is to be: `lxd_api.models.ClusterPut`, or a mapping.

        Raises:
            BadRequest: there is something wrong with what was given.
        """
        return self._client.start(api.cluster_put(body=plain_body(cluster)))

    @starts
    def enable(self, server_name: str) -> Operation:
        """Makes a cluster of this server, with it as the only member.

        Endpoint: ``PUT /1.0/cluster``. The server has to listen on an address that others can reach
        (``core.https_address``); its certificate is the cluster's from then on.

        Args:
            server_name: what this server is called in the cluster.

        Raises:
            BadRequest: it is in a cluster already, or listens nowhere.
        """
        return self._client.start(api.cluster_put(body={"enabled": True, "server_name": server_name}))

    @starts
    def join(
        self,
        token: str | JoinToken,
        *,
        server_address: str,
        member_config: Sequence[Mapping[str, ConfigValue]] = (),
    ) -> Operation:
        """Makes this server a member of a cluster; what it had is lost.

        Endpoint: ``PUT /1.0/cluster``. Before anything is sent the cluster is looked for at the addresses in the
        token, and its certificate compared with the fingerprint there; this client must be able to reach it.

        When the operation has ended this server shows the cluster's certificate: who pinned its old one has to pin
        the new one. Over HTTPS the connection may break meanwhile.

        Args:
            token: what `ClusterMembers.create_join_token` made, or its text.
            server_address: where this server is to listen for the others, as ``host:port``.
            member_config: what is different on this member, such as
                ``[{"entity": "storage-pool", "name": "default", "key": "source", "value": ""}]``.

        Raises:
            BadRequest: it is in a cluster already, or there is something wrong with what was given.
            CertificateError: another server listens where the token says; nothing was sent.
            LXDConnectionError: none of the token's addresses can be reached.
            LXDError: that is no join token.
        """
        parsed = read_join_token(token) if isinstance(token, str) else token
        address, certificate = find_cluster(type(self._client), parsed)
        body = join_body(
            parsed,
            server_name=parsed.name,
            server_address=server_address,
            cluster_address=address,
            cluster_certificate=ssl.DER_cert_to_PEM_cert(certificate),
            member_config=member_config,
            has_token_field=self._client.server.has_extension(EXPLICIT_TOKEN),
        )
        return self._client.start(api.cluster_put(body=body))

    @starts
    def update_certificate(self, certificate: str, key: str) -> Operation:
        """Gives all members of the cluster another certificate.

        Endpoint: ``PUT /1.0/cluster/certificate``. Who pinned the old one has to pin the new one.

        Args:
            certificate: the certificate, PEM.
            key: its private key, PEM.

        Raises:
            BadRequest: they do not fit, or this server is in no cluster.
        """
        body = {"cluster_certificate": certificate, "cluster_certificate_key": key}
        return self._client.start(api.clustering_update_cert(body=body))
