"""``client.cluster``: the cluster, and how a server gets into one."""

from __future__ import annotations

import ssl
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lxd_api import cluster as api
from lxd_api import models

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.cluster.joining import find_cluster
from lxd._async.operations import AsyncOperation
from lxd._core.cluster import EXPLICIT_TOKEN, join_body
from lxd._core.tokens import read_join_token
from lxd._core.values import ConfigValue, plain_body
from lxd.entities.tokens import JoinToken

if TYPE_CHECKING:
    from lxd._async.cluster.groups import AsyncClusterGroups
    from lxd._async.cluster.links import AsyncClusterLinks
    from lxd._async.cluster.members import AsyncClusterMembers

__all__ = ["AsyncCluster"]


class AsyncCluster(AsyncArea):
    """The cluster, its members, groups and links."""

    @cached_property
    def members(self) -> AsyncClusterMembers:
        """The servers of the cluster."""
        from lxd._async.cluster.members import AsyncClusterMembers

        return AsyncClusterMembers(self._client)

    @cached_property
    def groups(self) -> AsyncClusterGroups:
        """Groups of cluster members."""
        from lxd._async.cluster.groups import AsyncClusterGroups

        return AsyncClusterGroups(self._client)

    @cached_property
    def links(self) -> AsyncClusterLinks:
        """Other clusters that this one trusts."""
        from lxd._async.cluster.links import AsyncClusterLinks

        return AsyncClusterLinks(self._client)

    async def get(self) -> models.Cluster:
        """Gets whether this server is in a cluster, and what it is called there.

        Endpoint: ``GET /1.0/cluster``.
        """
        return await self._client.send(api.cluster_get())

    @starts
    async def update_configuration(self, cluster: models.ClusterPut | Mapping[str, Any]) -> AsyncOperation:
        """Makes this server enter a cluster or leave it, in LXD's own words; see `enable` and `join`.

        Endpoint: ``PUT /1.0/cluster``.

        With ``{"enabled": False}`` a server forgets all that it has, in a cluster or not.

        Args:
            cluster: what is to be: `lxd_api.models.ClusterPut`, or a mapping.

        Raises:
            BadRequest: there is something wrong with what was given.
        """
        return await self._client.start(api.cluster_put(body=plain_body(cluster)))

    @starts
    async def enable(self, server_name: str) -> AsyncOperation:
        """Makes a cluster of this server, with it as the only member.

        Endpoint: ``PUT /1.0/cluster``. The server has to listen on an address that others can reach
        (``core.https_address``); its certificate is the cluster's from then on.

        Args:
            server_name: what this server is called in the cluster.

        Raises:
            BadRequest: it is in a cluster already, or listens nowhere.
        """
        return await self._client.start(api.cluster_put(body={"enabled": True, "server_name": server_name}))

    @starts
    async def join(
        self,
        token: str | JoinToken,
        *,
        server_address: str,
        member_config: Sequence[Mapping[str, ConfigValue]] = (),
    ) -> AsyncOperation:
        """Makes this server a member of a cluster; what it had is lost.

        Endpoint: ``PUT /1.0/cluster``. Before anything is sent the cluster is looked for at the addresses in the
        token, and its certificate compared with the fingerprint there; this client must be able to reach it.

        When the operation has ended this server shows the cluster's certificate: who pinned its old one has to pin
        the new one. Over HTTPS the connection may break meanwhile.

        Args:
            token: what `AsyncClusterMembers.create_join_token` made, or its text.
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
        address, certificate = await find_cluster(type(self._client), parsed)
        body = join_body(
            parsed,
            server_name=parsed.name,
            server_address=server_address,
            cluster_address=address,
            cluster_certificate=ssl.DER_cert_to_PEM_cert(certificate),
            member_config=member_config,
            has_token_field=await self._client.server.has_extension(EXPLICIT_TOKEN),
        )
        return await self._client.start(api.cluster_put(body=body))

    @starts
    async def update_certificate(self, certificate: str, key: str) -> AsyncOperation:
        """Gives all members of the cluster another certificate.

        Endpoint: ``PUT /1.0/cluster/certificate``. Who pinned the old one has to pin the new one.

        Args:
            certificate: the certificate, PEM.
            key: its private key, PEM.

        Raises:
            BadRequest: they do not fit, or this server is in no cluster.
        """
        body = {"cluster_certificate": certificate, "cluster_certificate_key": key}
        return await self._client.start(api.clustering_update_cert(body=body))
