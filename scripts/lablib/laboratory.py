"""`Lab`: a throw-away LXD, from nothing to an initialised server, and back."""

import os
import secrets
import signal
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from . import api, ovn, setup
from .certificates import make_certificate
from .daemon import Daemon
from .errors import LabError
from .image import build_image
from .install import ensure_ready
from .machines import write_programs
from .namespaces import Namespaces
from .releases import fetch_lxd


class Lab:
    """A throw-away real LXD: initialised, with a small image, over its socket and over HTTPS.

    It is a context manager. Whatever happens inside, and even if the process is killed, the daemon, its containers and
    all their traces are removed: at once, or (after the death of everything involved) when the next lab starts.
    Any number of labs run side by side. The LXD of the machine, if there is one, is left alone. The numbers of
    processes that LXD tells are those inside the lab's PID namespace.

        with Lab() as lab:
            lab.request("POST", "/1.0/instances", {"name": "c1", "source": {"type": "image", "alias": lab.image}})

    Args:
        name: a name for messages.
        pool: the kind of the storage pool "default": "dir", or "btrfs", which has quotas.
        network: whether containers get a network card on a bridge of the lab's own, with addresses by DHCP. They
            reach the machine and each other there, nothing else. It makes the start half a second slower.
        virtual_machines: whether there can be virtual machines (see `machines`); installs QEMU where it is missing.
        ovn: whether there can be OVN networks, on the uplink `uplink`; installs OVN where it is missing. One lab of
            the machine can have it at a time.
        bare: whether the server only listens, and has no storage pool, image or trusted client: to join a cluster.
        release: the release of Debian whose LXD it is, such as "trixie", fetched where it is missing; default: what
            the environment variable `LXD_LAB_RELEASE` says, else the machine's own.
        environment: more environment variables for the daemon.

    Attributes:
        directory: LXD's directory, as in `LXD_DIR`.
        socket: LXD's unix socket.
        url: LXD's address for HTTPS.
        version: LXD's version.
        server_cert: the certificate of the server, a PEM file.
        client_cert: a client's certificate that the server trusts, a PEM file.
        client_key: the key of that certificate, a PEM file.
        trust_password: the server trusts whoever knows it.
        image: the alias of the image that containers are made of.
        fingerprint: the fingerprint of that image.
        bridge: the name of the network, or None.
        uplink: the name of the network that OVN networks are on, or None.
    """

    directory: Path
    socket: Path
    url: str
    version: str
    server_cert: Path
    client_cert: Path
    client_key: Path
    fingerprint: str

    def __init__(
        self,
        name: str = "lab",
        *,
        pool: str = "dir",
        network: bool = False,
        virtual_machines: bool = False,
        ovn: bool = False,
        bare: bool = False,
        release: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self.pool = pool
        self.image = "busybox"
        self.trust_password = secrets.token_urlsafe(12)
        self.bridge: str | None = None
        self._with_network = network
        self._with_machines = virtual_machines
        self._is_bare = bare
        self._with_ovn = ovn
        self._release = release or os.environ.get("LXD_LAB_RELEASE") or None
        self.uplink: str | None = None
        self._environment = dict(environment or {})
        self._namespaces: Namespaces | None = None
        self._daemon: Daemon | None = None

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        where = self._namespaces.directory if self._namespaces else "closed"
        return f"<Lab {self.name!r}: {where}>"

    # From nothing to a server, and back

    def open(self) -> None:
        """Installs what is missing, starts the server and initialises it; half a second when all is there.

        Raises:
            LabUnavailable: no lab can be had on this machine.
        """
        if self._namespaces is not None:
            raise LabError(f"{self!r} is open already")
        ensure_ready(
            self.pool,
            virtual_machines=self._with_machines,
            with_ovn=self._with_ovn,
            of_another_release=self._release is not None,
        )
        self._namespaces = Namespaces()
        try:
            self._set_up(self._namespaces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Ends the server with all its containers, and removes every trace of them."""
        namespaces, self._namespaces = self._namespaces, None
        if self._daemon is not None:
            self._daemon.release()
            self._daemon = None
        if namespaces is not None:
            namespaces.close()

    def _set_up(self, namespaces: Namespaces) -> None:
        programs = write_programs(namespaces.directory / "bin") if self._with_machines else {}
        if self._with_ovn:
            programs |= ovn.variables(namespaces.directory)
        program = None if self._release is None else fetch_lxd(self._release)
        self._daemon = Daemon(namespaces, {**programs, **self._environment}, program)
        self._daemon.spawn()
        self.directory, self.socket = self._daemon.directory, self._daemon.socket
        self.server_cert = self.directory / "server.crt"
        self.client_cert = namespaces.directory / "client.crt"
        self.client_key = namespaces.directory / "client.key"
        make_certificate(self.client_cert, self.client_key)
        image = build_image()  # while the daemon comes up
        self._daemon.wait_ready()

        self.url = setup.listen(self.request, self.trust_password)
        self.version = self.request("GET", "/1.0")["environment"]["server_version"]
        if self._is_bare:
            return
        setup.add_pool(self.request, self.pool)
        if self._with_network:
            self.bridge = (
                "lab" + namespaces.directory.suffix[1:]
            )  # no other lab has it, and it is short enough
            setup.add_network(self.request, self.bridge)
        if self._with_ovn:
            database = ovn.start(namespaces)
            self.uplink = "upl" + namespaces.directory.suffix[1:]
            setup.add_uplink(self.request, self.uplink, database, ovn.bridge_of(namespaces.directory))
        setup.set_profile(self.request, self.bridge)
        setup.trust(self.request, self.client_cert)
        self.fingerprint = setup.add_image(self.request, image, self.image)

    # The daemon

    @property
    def daemon(self) -> Daemon:
        """The server's process."""
        if self._daemon is None:
            raise LabError(f"{self!r} is not open")
        return self._daemon

    def start(self) -> None:
        """Starts the server again after `stop` or `kill`, and waits until it serves."""
        self.daemon.spawn()
        self.daemon.wait_ready()

    def stop(self) -> None:
        """Ends the server; its containers go on."""
        self.daemon.stop()

    def kill(self) -> None:
        """Ends the server by SIGKILL; its containers go on."""
        self.daemon.kill()

    def restart(self) -> None:
        """Ends the server and starts it again; its containers go on."""
        self.stop()
        self.start()

    def pause(self) -> None:
        """Makes the server hang (SIGSTOP) until `resume`."""
        self.daemon.pause()

    def resume(self) -> None:
        """Lets a paused server go on."""
        self.daemon.send_signal(signal.SIGCONT)

    def log_tail(self, lines: int = 20) -> str:
        """The last lines of the server's log."""
        return self.daemon.log_tail(lines)

    def variables(self) -> dict[str, str]:
        """Environment variables for programs that use the lab: those that `lxc` and this client read, and more."""
        return {
            "LXD_DIR": str(self.directory),
            "LXD_SOCKET": str(self.socket),
            "LXD_CONF": str(self.directory.parent / "lxc"),  # where `lxc` keeps what it knows
            "LXD_URL": self.url,
            "LXD_SERVER_CERT": str(self.server_cert),
            "LXD_CLIENT_CERT": str(self.client_cert),
            "LXD_CLIENT_KEY": str(self.client_key),
            "LXD_TRUST_PASSWORD": self.trust_password,
            "LXD_IMAGE": self.image,
        }

    # Requests, for fixtures and clean-up

    def request(self, method: str, path: str, body: Any = None, **options: Any) -> Any:
        """Performs a request over the socket and waits for the operation it may start.

        Args:
            method: "GET", "POST" and so on.
            path: path and query, as in "/1.0/instances?recursion=1".
            body: bytes are sent as they are, anything else as JSON.
            **options: `headers`, `wait` and `timeout`, see `api.request`.

        Returns:
            The answer's metadata, or that of the finished operation.

        Raises:
            LabError: LXD refused the request, or the operation failed.
        """
        return api.request(self.daemon.socket, method, path, body, **options)

    def launch(self, name: str, **settings: Any) -> str:
        """Makes a container and starts it; returns its name.

        Args:
            name: the name of the container.
            **settings: more of what LXD takes, as in `config={"limits.memory": "64MiB"}`.
        """
        source = {"type": "image", "alias": self.image}
        self.request("POST", "/1.0/instances", {"name": name, "source": source, **settings})
        self.request("PUT", f"/1.0/instances/{name}/state", {"action": "start"})
        return name

    def launch_machine(self, name: str, **settings: Any) -> str:
        """Makes a virtual machine with an empty disk and starts it; returns its name.

        Its firmware takes some seconds to come up with a shell of its own on the console. There is no agent.

        Args:
            name: the name of the machine.
            **settings: more of what LXD takes, as in `project`.
        """
        disk = {"type": "disk", "path": "/", "pool": "default", "size": "16MiB"}
        machine = {
            "name": name,
            "type": "virtual-machine",
            "source": {"type": "none"},
            "config": {"limits.memory": "128MiB", "security.secureboot": "false"},
            "devices": {"root": disk},
        }
        self.request("POST", "/1.0/instances", {**machine, **settings})
        self.request("PUT", f"/1.0/instances/{name}/state", {"action": "start"})
        return name

    def execute(self, name: str, *command: str) -> str:
        """Runs a command in a container and returns what it wrote to its standard output.

        Raises:
            LabError: the command ended with another status than 0.
        """
        body = {"command": command, "record-output": True, "environment": {"PATH": "/bin:/sbin"}}
        result = self.request("POST", f"/1.0/instances/{name}/exec", body)["metadata"]
        output, errors = (self.request("GET", result["output"][stream]).decode() for stream in ("1", "2"))
        if result["return"] != 0:
            raise LabError(f"{' '.join(command)} in {name}: status {result['return']}: {errors.strip()}")
        return str(output)

    def instances(self) -> list[str]:
        """The names of all instances in all projects."""
        return [instance["name"] for instance in self._all_instances()]

    def remove(self, name: str, project: str = "default") -> None:
        """Stops an instance, if it runs, and deletes it; none of that name is fine too."""
        for instance in self._all_instances():
            if (instance["name"], instance["project"]) != (name, project):
                continue
            path = f"/1.0/instances/{name}"
            if instance["status"] != "Stopped":
                state = {"action": "stop", "force": True, "timeout": 30}
                self.request("PUT", f"{path}/state?project={project}", state)
            if not instance["ephemeral"] or instance["status"] == "Stopped":
                self.request("DELETE", f"{path}?project={project}")

    def _all_instances(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = self.request("GET", "/1.0/instances?recursion=1&all-projects=true")
        return listed
