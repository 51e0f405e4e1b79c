"""LXD's objects, one module each, imported on first use.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .auth_group import AuthGroup
    from .auth_group_post import AuthGroupPost
    from .auth_group_put import AuthGroupPut
    from .auth_groups_post import AuthGroupsPost
    from .certificate import Certificate
    from .certificate_add_token import CertificateAddToken
    from .certificate_put import CertificatePut
    from .certificates_post import CertificatesPost
    from .cluster import Cluster
    from .cluster_certificate_put import ClusterCertificatePut
    from .cluster_group import ClusterGroup
    from .cluster_group_post import ClusterGroupPost
    from .cluster_group_put import ClusterGroupPut
    from .cluster_groups_post import ClusterGroupsPost
    from .cluster_link import ClusterLink
    from .cluster_link_member_state import ClusterLinkMemberState
    from .cluster_link_post import ClusterLinkPost
    from .cluster_link_put import ClusterLinkPut
    from .cluster_link_state import ClusterLinkState
    from .cluster_links_post import ClusterLinksPost
    from .cluster_member import ClusterMember
    from .cluster_member_config_key import ClusterMemberConfigKey
    from .cluster_member_join_token import ClusterMemberJoinToken
    from .cluster_member_post import ClusterMemberPost
    from .cluster_member_put import ClusterMemberPut
    from .cluster_member_state import ClusterMemberState
    from .cluster_member_state_post import ClusterMemberStatePost
    from .cluster_member_sys_info import ClusterMemberSysInfo
    from .cluster_members_post import ClusterMembersPost
    from .cluster_put import ClusterPut
    from .event import Event
    from .event_lifecycle import EventLifecycle
    from .event_lifecycle_requestor import EventLifecycleRequestor
    from .event_logging import EventLogging
    from .event_security import EventSecurity
    from .event_security_requestor import EventSecurityRequestor
    from .identities_bearer_post import IdentitiesBearerPost
    from .identities_tls_post import IdentitiesTLSPost
    from .identity import Identity
    from .identity_bearer_token import IdentityBearerToken
    from .identity_bearer_token_post import IdentityBearerTokenPost
    from .identity_info import IdentityInfo
    from .identity_provider_group import IdentityProviderGroup
    from .identity_provider_group_post import IdentityProviderGroupPost
    from .identity_provider_group_put import IdentityProviderGroupPut
    from .identity_provider_groups_post import IdentityProviderGroupsPost
    from .identity_put import IdentityPut
    from .image import Image
    from .image_alias import ImageAlias
    from .image_aliases_entry import ImageAliasesEntry
    from .image_aliases_entry_post import ImageAliasesEntryPost
    from .image_aliases_entry_put import ImageAliasesEntryPut
    from .image_aliases_post import ImageAliasesPost
    from .image_export_post import ImageExportPost
    from .image_metadata import ImageMetadata
    from .image_metadata_template import ImageMetadataTemplate
    from .image_put import ImagePut
    from .image_source import ImageSource
    from .images_post import ImagesPost
    from .images_post_source import ImagesPostSource
    from .instance import Instance
    from .instance_backup import InstanceBackup
    from .instance_backup_post import InstanceBackupPost
    from .instance_backups_post import InstanceBackupsPost
    from .instance_console_control import InstanceConsoleControl
    from .instance_console_post import InstanceConsolePost
    from .instance_exec_control import InstanceExecControl
    from .instance_exec_post import InstanceExecPost
    from .instance_full import InstanceFull
    from .instance_post import InstancePost
    from .instance_post_target import InstancePostTarget
    from .instance_put import InstancePut
    from .instance_rebuild_post import InstanceRebuildPost
    from .instance_snapshot import InstanceSnapshot
    from .instance_snapshot_post import InstanceSnapshotPost
    from .instance_snapshot_put import InstanceSnapshotPut
    from .instance_snapshots_post import InstanceSnapshotsPost
    from .instance_source import InstanceSource
    from .instance_state import InstanceState
    from .instance_state_cpu import InstanceStateCPU
    from .instance_state_disk import InstanceStateDisk
    from .instance_state_memory import InstanceStateMemory
    from .instance_state_network import InstanceStateNetwork
    from .instance_state_network_address import InstanceStateNetworkAddress
    from .instance_state_network_counters import InstanceStateNetworkCounters
    from .instance_state_put import InstanceStatePut
    from .instance_uefi_variable import InstanceUEFIVariable
    from .instance_uefi_vars import InstanceUEFIVars
    from .instances_post import InstancesPost
    from .instances_put import InstancesPut
    from .metadata_configuration import MetadataConfiguration
    from .metadata_configuration_config_key import MetadataConfigurationConfigKey
    from .metadata_configuration_config_keys import MetadataConfigurationConfigKeys
    from .metadata_configuration_entity import MetadataConfigurationEntity
    from .metadata_configuration_entity_entitlement import MetadataConfigurationEntityEntitlement
    from .network import Network
    from .network_ac_ls_post import NetworkACLsPost
    from .network_acl import NetworkACL
    from .network_acl_post import NetworkACLPost
    from .network_acl_put import NetworkACLPut
    from .network_acl_rule import NetworkACLRule
    from .network_allocations import NetworkAllocations
    from .network_forward import NetworkForward
    from .network_forward_port import NetworkForwardPort
    from .network_forward_put import NetworkForwardPut
    from .network_forwards_post import NetworkForwardsPost
    from .network_lease import NetworkLease
    from .network_load_balancer import NetworkLoadBalancer
    from .network_load_balancer_backend import NetworkLoadBalancerBackend
    from .network_load_balancer_pool import NetworkLoadBalancerPool
    from .network_load_balancer_pool_instance import NetworkLoadBalancerPoolInstance
    from .network_load_balancer_pool_put import NetworkLoadBalancerPoolPut
    from .network_load_balancer_pools_post import NetworkLoadBalancerPoolsPost
    from .network_load_balancer_port import NetworkLoadBalancerPort
    from .network_load_balancer_put import NetworkLoadBalancerPut
    from .network_load_balancers_post import NetworkLoadBalancersPost
    from .network_peer import NetworkPeer
    from .network_peer_put import NetworkPeerPut
    from .network_peers_post import NetworkPeersPost
    from .network_post import NetworkPost
    from .network_put import NetworkPut
    from .network_state import NetworkState
    from .network_state_address import NetworkStateAddress
    from .network_state_bond import NetworkStateBond
    from .network_state_bridge import NetworkStateBridge
    from .network_state_counters import NetworkStateCounters
    from .network_state_ovn import NetworkStateOVN
    from .network_state_vlan import NetworkStateVLAN
    from .network_zone import NetworkZone
    from .network_zone_put import NetworkZonePut
    from .network_zone_record import NetworkZoneRecord
    from .network_zone_record_entry import NetworkZoneRecordEntry
    from .network_zone_record_put import NetworkZoneRecordPut
    from .network_zone_records_post import NetworkZoneRecordsPost
    from .network_zones_post import NetworkZonesPost
    from .networks_post import NetworksPost
    from .oidc_session import OIDCSession
    from .operation import Operation
    from .operation_full import OperationFull
    from .operation_requestor import OperationRequestor
    from .permission import Permission
    from .permission_info import PermissionInfo
    from .placement_group import PlacementGroup
    from .placement_group_post import PlacementGroupPost
    from .placement_group_put import PlacementGroupPut
    from .placement_groups_post import PlacementGroupsPost
    from .profile import Profile
    from .profile_post import ProfilePost
    from .profile_put import ProfilePut
    from .profiles_post import ProfilesPost
    from .project import Project
    from .project_post import ProjectPost
    from .project_put import ProjectPut
    from .project_state import ProjectState
    from .project_state_put import ProjectStatePut
    from .project_state_resource import ProjectStateResource
    from .projects_post import ProjectsPost
    from .replicator import Replicator
    from .replicator_post import ReplicatorPost
    from .replicator_put import ReplicatorPut
    from .replicator_state import ReplicatorState
    from .replicator_state_put import ReplicatorStatePut
    from .replicators_post import ReplicatorsPost
    from .resources import Resources
    from .resources_cpu import ResourcesCPU
    from .resources_cpu_cache import ResourcesCPUCache
    from .resources_cpu_core import ResourcesCPUCore
    from .resources_cpu_socket import ResourcesCPUSocket
    from .resources_cpu_thread import ResourcesCPUThread
    from .resources_gpu import ResourcesGPU
    from .resources_gpu_card import ResourcesGPUCard
    from .resources_gpu_card_drm import ResourcesGPUCardDRM
    from .resources_gpu_card_mdev import ResourcesGPUCardMdev
    from .resources_gpu_card_nvidia import ResourcesGPUCardNvidia
    from .resources_gpu_card_sriov import ResourcesGPUCardSRIOV
    from .resources_memory import ResourcesMemory
    from .resources_memory_node import ResourcesMemoryNode
    from .resources_network import ResourcesNetwork
    from .resources_network_card import ResourcesNetworkCard
    from .resources_network_card_port import ResourcesNetworkCardPort
    from .resources_network_card_port_infiniband import ResourcesNetworkCardPortInfiniband
    from .resources_network_card_sriov import ResourcesNetworkCardSRIOV
    from .resources_network_card_vdpa import ResourcesNetworkCardVDPA
    from .resources_pci import ResourcesPCI
    from .resources_pci_device import ResourcesPCIDevice
    from .resources_pcivpd import ResourcesPCIVPD
    from .resources_storage import ResourcesStorage
    from .resources_storage_disk import ResourcesStorageDisk
    from .resources_storage_disk_partition import ResourcesStorageDiskPartition
    from .resources_storage_pool import ResourcesStoragePool
    from .resources_storage_pool_inodes import ResourcesStoragePoolInodes
    from .resources_storage_pool_space import ResourcesStoragePoolSpace
    from .resources_system import ResourcesSystem
    from .resources_system_chassis import ResourcesSystemChassis
    from .resources_system_firmware import ResourcesSystemFirmware
    from .resources_system_motherboard import ResourcesSystemMotherboard
    from .resources_usb import ResourcesUSB
    from .resources_usb_device import ResourcesUSBDevice
    from .resources_usb_device_interface import ResourcesUSBDeviceInterface
    from .server import Server
    from .server_environment import ServerEnvironment
    from .server_put import ServerPut
    from .server_storage_driver_info import ServerStorageDriverInfo
    from .storage_bucket import StorageBucket
    from .storage_bucket_key import StorageBucketKey
    from .storage_bucket_key_put import StorageBucketKeyPut
    from .storage_bucket_keys_post import StorageBucketKeysPost
    from .storage_bucket_put import StorageBucketPut
    from .storage_buckets_post import StorageBucketsPost
    from .storage_pool import StoragePool
    from .storage_pool_put import StoragePoolPut
    from .storage_pool_state import StoragePoolState
    from .storage_pool_volume_backup import StoragePoolVolumeBackup
    from .storage_pool_volume_backup_post import StoragePoolVolumeBackupPost
    from .storage_pool_volume_backups_post import StoragePoolVolumeBackupsPost
    from .storage_pools_post import StoragePoolsPost
    from .storage_volume import StorageVolume
    from .storage_volume_post import StorageVolumePost
    from .storage_volume_post_target import StorageVolumePostTarget
    from .storage_volume_put import StorageVolumePut
    from .storage_volume_snapshot import StorageVolumeSnapshot
    from .storage_volume_snapshot_post import StorageVolumeSnapshotPost
    from .storage_volume_snapshot_put import StorageVolumeSnapshotPut
    from .storage_volume_snapshots_post import StorageVolumeSnapshotsPost
    from .storage_volume_source import StorageVolumeSource
    from .storage_volume_state import StorageVolumeState
    from .storage_volume_state_usage import StorageVolumeStateUsage
    from .storage_volumes_post import StorageVolumesPost
    from .warning import Warning
    from .warning_put import WarningPut

__all__ = [
    "AuthGroup",
    "AuthGroupPost",
    "AuthGroupPut",
    "AuthGroupsPost",
    "Certificate",
    "CertificateAddToken",
    "CertificatePut",
    "CertificatesPost",
    "Cluster",
    "ClusterCertificatePut",
    "ClusterGroup",
    "ClusterGroupPost",
    "ClusterGroupPut",
    "ClusterGroupsPost",
    "ClusterLink",
    "ClusterLinkMemberState",
    "ClusterLinkPost",
    "ClusterLinkPut",
    "ClusterLinkState",
    "ClusterLinksPost",
    "ClusterMember",
    "ClusterMemberConfigKey",
    "ClusterMemberJoinToken",
    "ClusterMemberPost",
    "ClusterMemberPut",
    "ClusterMemberState",
    "ClusterMemberStatePost",
    "ClusterMemberSysInfo",
    "ClusterMembersPost",
    "ClusterPut",
    "Event",
    "EventLifecycle",
    "EventLifecycleRequestor",
    "EventLogging",
    "EventSecurity",
    "EventSecurityRequestor",
    "IdentitiesBearerPost",
    "IdentitiesTLSPost",
    "Identity",
    "IdentityBearerToken",
    "IdentityBearerTokenPost",
    "IdentityInfo",
    "IdentityProviderGroup",
    "IdentityProviderGroupPost",
    "IdentityProviderGroupPut",
    "IdentityProviderGroupsPost",
    "IdentityPut",
    "Image",
    "ImageAlias",
    "ImageAliasesEntry",
    "ImageAliasesEntryPost",
    "ImageAliasesEntryPut",
    "ImageAliasesPost",
    "ImageExportPost",
    "ImageMetadata",
    "ImageMetadataTemplate",
    "ImagePut",
    "ImageSource",
    "ImagesPost",
    "ImagesPostSource",
    "Instance",
    "InstanceBackup",
    "InstanceBackupPost",
    "InstanceBackupsPost",
    "InstanceConsoleControl",
    "InstanceConsolePost",
    "InstanceExecControl",
    "InstanceExecPost",
    "InstanceFull",
    "InstancePost",
    "InstancePostTarget",
    "InstancePut",
    "InstanceRebuildPost",
    "InstanceSnapshot",
    "InstanceSnapshotPost",
    "InstanceSnapshotPut",
    "InstanceSnapshotsPost",
    "InstanceSource",
    "InstanceState",
    "InstanceStateCPU",
    "InstanceStateDisk",
    "InstanceStateMemory",
    "InstanceStateNetwork",
    "InstanceStateNetworkAddress",
    "InstanceStateNetworkCounters",
    "InstanceStatePut",
    "InstanceUEFIVariable",
    "InstanceUEFIVars",
    "InstancesPost",
    "InstancesPut",
    "MetadataConfiguration",
    "MetadataConfigurationConfigKey",
    "MetadataConfigurationConfigKeys",
    "MetadataConfigurationEntity",
    "MetadataConfigurationEntityEntitlement",
    "Network",
    "NetworkACL",
    "NetworkACLPost",
    "NetworkACLPut",
    "NetworkACLRule",
    "NetworkACLsPost",
    "NetworkAllocations",
    "NetworkForward",
    "NetworkForwardPort",
    "NetworkForwardPut",
    "NetworkForwardsPost",
    "NetworkLease",
    "NetworkLoadBalancer",
    "NetworkLoadBalancerBackend",
    "NetworkLoadBalancerPool",
    "NetworkLoadBalancerPoolInstance",
    "NetworkLoadBalancerPoolPut",
    "NetworkLoadBalancerPoolsPost",
    "NetworkLoadBalancerPort",
    "NetworkLoadBalancerPut",
    "NetworkLoadBalancersPost",
    "NetworkPeer",
    "NetworkPeerPut",
    "NetworkPeersPost",
    "NetworkPost",
    "NetworkPut",
    "NetworkState",
    "NetworkStateAddress",
    "NetworkStateBond",
    "NetworkStateBridge",
    "NetworkStateCounters",
    "NetworkStateOVN",
    "NetworkStateVLAN",
    "NetworkZone",
    "NetworkZonePut",
    "NetworkZoneRecord",
    "NetworkZoneRecordEntry",
    "NetworkZoneRecordPut",
    "NetworkZoneRecordsPost",
    "NetworkZonesPost",
    "NetworksPost",
    "OIDCSession",
    "Operation",
    "OperationFull",
    "OperationRequestor",
    "Permission",
    "PermissionInfo",
    "PlacementGroup",
    "PlacementGroupPost",
    "PlacementGroupPut",
    "PlacementGroupsPost",
    "Profile",
    "ProfilePost",
    "ProfilePut",
    "ProfilesPost",
    "Project",
    "ProjectPost",
    "ProjectPut",
    "ProjectState",
    "ProjectStatePut",
    "ProjectStateResource",
    "ProjectsPost",
    "Replicator",
    "ReplicatorPost",
    "ReplicatorPut",
    "ReplicatorState",
    "ReplicatorStatePut",
    "ReplicatorsPost",
    "Resources",
    "ResourcesCPU",
    "ResourcesCPUCache",
    "ResourcesCPUCore",
    "ResourcesCPUSocket",
    "ResourcesCPUThread",
    "ResourcesGPU",
    "ResourcesGPUCard",
    "ResourcesGPUCardDRM",
    "ResourcesGPUCardMdev",
    "ResourcesGPUCardNvidia",
    "ResourcesGPUCardSRIOV",
    "ResourcesMemory",
    "ResourcesMemoryNode",
    "ResourcesNetwork",
    "ResourcesNetworkCard",
    "ResourcesNetworkCardPort",
    "ResourcesNetworkCardPortInfiniband",
    "ResourcesNetworkCardSRIOV",
    "ResourcesNetworkCardVDPA",
    "ResourcesPCI",
    "ResourcesPCIDevice",
    "ResourcesPCIVPD",
    "ResourcesStorage",
    "ResourcesStorageDisk",
    "ResourcesStorageDiskPartition",
    "ResourcesStoragePool",
    "ResourcesStoragePoolInodes",
    "ResourcesStoragePoolSpace",
    "ResourcesSystem",
    "ResourcesSystemChassis",
    "ResourcesSystemFirmware",
    "ResourcesSystemMotherboard",
    "ResourcesUSB",
    "ResourcesUSBDevice",
    "ResourcesUSBDeviceInterface",
    "Server",
    "ServerEnvironment",
    "ServerPut",
    "ServerStorageDriverInfo",
    "StorageBucket",
    "StorageBucketKey",
    "StorageBucketKeyPut",
    "StorageBucketKeysPost",
    "StorageBucketPut",
    "StorageBucketsPost",
    "StoragePool",
    "StoragePoolPut",
    "StoragePoolState",
    "StoragePoolVolumeBackup",
    "StoragePoolVolumeBackupPost",
    "StoragePoolVolumeBackupsPost",
    "StoragePoolsPost",
    "StorageVolume",
    "StorageVolumePost",
    "StorageVolumePostTarget",
    "StorageVolumePut",
    "StorageVolumeSnapshot",
    "StorageVolumeSnapshotPost",
    "StorageVolumeSnapshotPut",
    "StorageVolumeSnapshotsPost",
    "StorageVolumeSource",
    "StorageVolumeState",
    "StorageVolumeStateUsage",
    "StorageVolumesPost",
    "Warning",
    "WarningPut",
]

_MODULES = {
    "AuthGroup": "auth_group",
    "AuthGroupPost": "auth_group_post",
    "AuthGroupPut": "auth_group_put",
    "AuthGroupsPost": "auth_groups_post",
    "Certificate": "certificate",
    "CertificateAddToken": "certificate_add_token",
    "CertificatePut": "certificate_put",
    "CertificatesPost": "certificates_post",
    "Cluster": "cluster",
    "ClusterCertificatePut": "cluster_certificate_put",
    "ClusterGroup": "cluster_group",
    "ClusterGroupPost": "cluster_group_post",
    "ClusterGroupPut": "cluster_group_put",
    "ClusterGroupsPost": "cluster_groups_post",
    "ClusterLink": "cluster_link",
    "ClusterLinkMemberState": "cluster_link_member_state",
    "ClusterLinkPost": "cluster_link_post",
    "ClusterLinkPut": "cluster_link_put",
    "ClusterLinkState": "cluster_link_state",
    "ClusterLinksPost": "cluster_links_post",
    "ClusterMember": "cluster_member",
    "ClusterMemberConfigKey": "cluster_member_config_key",
    "ClusterMemberJoinToken": "cluster_member_join_token",
    "ClusterMemberPost": "cluster_member_post",
    "ClusterMemberPut": "cluster_member_put",
    "ClusterMemberState": "cluster_member_state",
    "ClusterMemberStatePost": "cluster_member_state_post",
    "ClusterMemberSysInfo": "cluster_member_sys_info",
    "ClusterMembersPost": "cluster_members_post",
    "ClusterPut": "cluster_put",
    "Event": "event",
    "EventLifecycle": "event_lifecycle",
    "EventLifecycleRequestor": "event_lifecycle_requestor",
    "EventLogging": "event_logging",
    "EventSecurity": "event_security",
    "EventSecurityRequestor": "event_security_requestor",
    "IdentitiesBearerPost": "identities_bearer_post",
    "IdentitiesTLSPost": "identities_tls_post",
    "Identity": "identity",
    "IdentityBearerToken": "identity_bearer_token",
    "IdentityBearerTokenPost": "identity_bearer_token_post",
    "IdentityInfo": "identity_info",
    "IdentityProviderGroup": "identity_provider_group",
    "IdentityProviderGroupPost": "identity_provider_group_post",
    "IdentityProviderGroupPut": "identity_provider_group_put",
    "IdentityProviderGroupsPost": "identity_provider_groups_post",
    "IdentityPut": "identity_put",
    "Image": "image",
    "ImageAlias": "image_alias",
    "ImageAliasesEntry": "image_aliases_entry",
    "ImageAliasesEntryPost": "image_aliases_entry_post",
    "ImageAliasesEntryPut": "image_aliases_entry_put",
    "ImageAliasesPost": "image_aliases_post",
    "ImageExportPost": "image_export_post",
    "ImageMetadata": "image_metadata",
    "ImageMetadataTemplate": "image_metadata_template",
    "ImagePut": "image_put",
    "ImageSource": "image_source",
    "ImagesPost": "images_post",
    "ImagesPostSource": "images_post_source",
    "Instance": "instance",
    "InstanceBackup": "instance_backup",
    "InstanceBackupPost": "instance_backup_post",
    "InstanceBackupsPost": "instance_backups_post",
    "InstanceConsoleControl": "instance_console_control",
    "InstanceConsolePost": "instance_console_post",
    "InstanceExecControl": "instance_exec_control",
    "InstanceExecPost": "instance_exec_post",
    "InstanceFull": "instance_full",
    "InstancePost": "instance_post",
    "InstancePostTarget": "instance_post_target",
    "InstancePut": "instance_put",
    "InstanceRebuildPost": "instance_rebuild_post",
    "InstanceSnapshot": "instance_snapshot",
    "InstanceSnapshotPost": "instance_snapshot_post",
    "InstanceSnapshotPut": "instance_snapshot_put",
    "InstanceSnapshotsPost": "instance_snapshots_post",
    "InstanceSource": "instance_source",
    "InstanceState": "instance_state",
    "InstanceStateCPU": "instance_state_cpu",
    "InstanceStateDisk": "instance_state_disk",
    "InstanceStateMemory": "instance_state_memory",
    "InstanceStateNetwork": "instance_state_network",
    "InstanceStateNetworkAddress": "instance_state_network_address",
    "InstanceStateNetworkCounters": "instance_state_network_counters",
    "InstanceStatePut": "instance_state_put",
    "InstanceUEFIVariable": "instance_uefi_variable",
    "InstanceUEFIVars": "instance_uefi_vars",
    "InstancesPost": "instances_post",
    "InstancesPut": "instances_put",
    "MetadataConfiguration": "metadata_configuration",
    "MetadataConfigurationConfigKey": "metadata_configuration_config_key",
    "MetadataConfigurationConfigKeys": "metadata_configuration_config_keys",
    "MetadataConfigurationEntity": "metadata_configuration_entity",
    "MetadataConfigurationEntityEntitlement": "metadata_configuration_entity_entitlement",
    "Network": "network",
    "NetworkACL": "network_acl",
    "NetworkACLPost": "network_acl_post",
    "NetworkACLPut": "network_acl_put",
    "NetworkACLRule": "network_acl_rule",
    "NetworkACLsPost": "network_ac_ls_post",
    "NetworkAllocations": "network_allocations",
    "NetworkForward": "network_forward",
    "NetworkForwardPort": "network_forward_port",
    "NetworkForwardPut": "network_forward_put",
    "NetworkForwardsPost": "network_forwards_post",
    "NetworkLease": "network_lease",
    "NetworkLoadBalancer": "network_load_balancer",
    "NetworkLoadBalancerBackend": "network_load_balancer_backend",
    "NetworkLoadBalancerPool": "network_load_balancer_pool",
    "NetworkLoadBalancerPoolInstance": "network_load_balancer_pool_instance",
    "NetworkLoadBalancerPoolPut": "network_load_balancer_pool_put",
    "NetworkLoadBalancerPoolsPost": "network_load_balancer_pools_post",
    "NetworkLoadBalancerPort": "network_load_balancer_port",
    "NetworkLoadBalancerPut": "network_load_balancer_put",
    "NetworkLoadBalancersPost": "network_load_balancers_post",
    "NetworkPeer": "network_peer",
    "NetworkPeerPut": "network_peer_put",
    "NetworkPeersPost": "network_peers_post",
    "NetworkPost": "network_post",
    "NetworkPut": "network_put",
    "NetworkState": "network_state",
    "NetworkStateAddress": "network_state_address",
    "NetworkStateBond": "network_state_bond",
    "NetworkStateBridge": "network_state_bridge",
    "NetworkStateCounters": "network_state_counters",
    "NetworkStateOVN": "network_state_ovn",
    "NetworkStateVLAN": "network_state_vlan",
    "NetworkZone": "network_zone",
    "NetworkZonePut": "network_zone_put",
    "NetworkZoneRecord": "network_zone_record",
    "NetworkZoneRecordEntry": "network_zone_record_entry",
    "NetworkZoneRecordPut": "network_zone_record_put",
    "NetworkZoneRecordsPost": "network_zone_records_post",
    "NetworkZonesPost": "network_zones_post",
    "NetworksPost": "networks_post",
    "OIDCSession": "oidc_session",
    "Operation": "operation",
    "OperationFull": "operation_full",
    "OperationRequestor": "operation_requestor",
    "Permission": "permission",
    "PermissionInfo": "permission_info",
    "PlacementGroup": "placement_group",
    "PlacementGroupPost": "placement_group_post",
    "PlacementGroupPut": "placement_group_put",
    "PlacementGroupsPost": "placement_groups_post",
    "Profile": "profile",
    "ProfilePost": "profile_post",
    "ProfilePut": "profile_put",
    "ProfilesPost": "profiles_post",
    "Project": "project",
    "ProjectPost": "project_post",
    "ProjectPut": "project_put",
    "ProjectState": "project_state",
    "ProjectStatePut": "project_state_put",
    "ProjectStateResource": "project_state_resource",
    "ProjectsPost": "projects_post",
    "Replicator": "replicator",
    "ReplicatorPost": "replicator_post",
    "ReplicatorPut": "replicator_put",
    "ReplicatorState": "replicator_state",
    "ReplicatorStatePut": "replicator_state_put",
    "ReplicatorsPost": "replicators_post",
    "Resources": "resources",
    "ResourcesCPU": "resources_cpu",
    "ResourcesCPUCache": "resources_cpu_cache",
    "ResourcesCPUCore": "resources_cpu_core",
    "ResourcesCPUSocket": "resources_cpu_socket",
    "ResourcesCPUThread": "resources_cpu_thread",
    "ResourcesGPU": "resources_gpu",
    "ResourcesGPUCard": "resources_gpu_card",
    "ResourcesGPUCardDRM": "resources_gpu_card_drm",
    "ResourcesGPUCardMdev": "resources_gpu_card_mdev",
    "ResourcesGPUCardNvidia": "resources_gpu_card_nvidia",
    "ResourcesGPUCardSRIOV": "resources_gpu_card_sriov",
    "ResourcesMemory": "resources_memory",
    "ResourcesMemoryNode": "resources_memory_node",
    "ResourcesNetwork": "resources_network",
    "ResourcesNetworkCard": "resources_network_card",
    "ResourcesNetworkCardPort": "resources_network_card_port",
    "ResourcesNetworkCardPortInfiniband": "resources_network_card_port_infiniband",
    "ResourcesNetworkCardSRIOV": "resources_network_card_sriov",
    "ResourcesNetworkCardVDPA": "resources_network_card_vdpa",
    "ResourcesPCI": "resources_pci",
    "ResourcesPCIDevice": "resources_pci_device",
    "ResourcesPCIVPD": "resources_pcivpd",
    "ResourcesStorage": "resources_storage",
    "ResourcesStorageDisk": "resources_storage_disk",
    "ResourcesStorageDiskPartition": "resources_storage_disk_partition",
    "ResourcesStoragePool": "resources_storage_pool",
    "ResourcesStoragePoolInodes": "resources_storage_pool_inodes",
    "ResourcesStoragePoolSpace": "resources_storage_pool_space",
    "ResourcesSystem": "resources_system",
    "ResourcesSystemChassis": "resources_system_chassis",
    "ResourcesSystemFirmware": "resources_system_firmware",
    "ResourcesSystemMotherboard": "resources_system_motherboard",
    "ResourcesUSB": "resources_usb",
    "ResourcesUSBDevice": "resources_usb_device",
    "ResourcesUSBDeviceInterface": "resources_usb_device_interface",
    "Server": "server",
    "ServerEnvironment": "server_environment",
    "ServerPut": "server_put",
    "ServerStorageDriverInfo": "server_storage_driver_info",
    "StorageBucket": "storage_bucket",
    "StorageBucketKey": "storage_bucket_key",
    "StorageBucketKeyPut": "storage_bucket_key_put",
    "StorageBucketKeysPost": "storage_bucket_keys_post",
    "StorageBucketPut": "storage_bucket_put",
    "StorageBucketsPost": "storage_buckets_post",
    "StoragePool": "storage_pool",
    "StoragePoolPut": "storage_pool_put",
    "StoragePoolState": "storage_pool_state",
    "StoragePoolVolumeBackup": "storage_pool_volume_backup",
    "StoragePoolVolumeBackupPost": "storage_pool_volume_backup_post",
    "StoragePoolVolumeBackupsPost": "storage_pool_volume_backups_post",
    "StoragePoolsPost": "storage_pools_post",
    "StorageVolume": "storage_volume",
    "StorageVolumePost": "storage_volume_post",
    "StorageVolumePostTarget": "storage_volume_post_target",
    "StorageVolumePut": "storage_volume_put",
    "StorageVolumeSnapshot": "storage_volume_snapshot",
    "StorageVolumeSnapshotPost": "storage_volume_snapshot_post",
    "StorageVolumeSnapshotPut": "storage_volume_snapshot_put",
    "StorageVolumeSnapshotsPost": "storage_volume_snapshots_post",
    "StorageVolumeSource": "storage_volume_source",
    "StorageVolumeState": "storage_volume_state",
    "StorageVolumeStateUsage": "storage_volume_state_usage",
    "StorageVolumesPost": "storage_volumes_post",
    "Warning": "warning",
    "WarningPut": "warning_put",
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        model = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        globals()[name] = model  # found without this function from now on
        return model


def __dir__() -> list[str]:
    return __all__
