"""What is said to a SOCKS 5 proxy; imported by the first who uses one, for its package is an extra."""

from __future__ import annotations

from socksio import ProtocolError, socks5

from lxd._core.proxies import Dialogue, Proxy, ProxyRefused, authority

__all__ = ["Socks5"]


class Socks5(Dialogue):
    """SOCKS 5 (RFC 1928), with a password (RFC 1929) where there is one."""

    def __init__(self, proxy: Proxy, host: str, port: int) -> None:
        self.is_done = False
        self._proxy = proxy
        self._target = (host, port)
        self._connection = socks5.SOCKS5Connection()
        self._unread = bytearray()

    def begin(self) -> bytes:
        methods = [socks5.SOCKS5AuthMethod.NO_AUTH_REQUIRED]
        if self._proxy.username is not None:
            methods.append(socks5.SOCKS5AuthMethod.USERNAME_PASSWORD)
        self._connection.send(socks5.SOCKS5AuthMethodsRequest(methods))
        return bytes(self._connection.data_to_send())

    def receive(self, data: bytes) -> bytes:
        if not data:
            raise ProxyRefused("hung up without an answer")
        self._unread += data
        answer = b""
        while not self.is_done and (length := self._frame_length()) is not None:
            frame, self._unread = bytes(self._unread[:length]), self._unread[length:]
            answer += self._take(frame)
        if self.is_done and self._unread:
            raise ProxyRefused("speaks before the server does")  # nobody may put words into LXD's mouth
        return answer

    def _frame_length(self) -> int | None:
        """Returns how long the next message is; None if that cannot be told yet, or not all of it has come.

        socksio wants whole messages, and TCP knows none.
        """
        length = 2
        if self._connection.state is socks5.SOCKS5State.CLIENT_AUTHENTICATED:
            if len(self._unread) < 5:
                return None
            name_length = 1 + self._unread[4]
            length = 4 + {1: 4, 4: 16}.get(self._unread[3], name_length) + 2
        return length if len(self._unread) >= length else None

    def _take(self, frame: bytes) -> bytes:
        try:
            event = self._connection.receive_data(frame)
        except (ProtocolError, ValueError):
            raise ProxyRefused("does not answer as a SOCKS 5 proxy does") from None
        if isinstance(event, socks5.SOCKS5AuthReply):
            return self._prove(event)
        if isinstance(event, socks5.SOCKS5UsernamePasswordReply):
            if not event.success:
                raise ProxyRefused("refuses this user and password")
            return self._ask()
        if event.reply_code is not socks5.SOCKS5ReplyCode.SUCCEEDED:
            words = event.reply_code.name.lower().replace("_", " ")
            raise ProxyRefused(f"does not go on to {authority(*self._target)}: it answers {words}")
        self.is_done = True
        return b""

    def _prove(self, reply: socks5.SOCKS5AuthReply) -> bytes:
        """Says who we are, if the proxy wants to know."""
        methods = socks5.SOCKS5AuthMethod
        if reply.method is methods.NO_AUTH_REQUIRED:
            return self._ask()
        if reply.method is not methods.USERNAME_PASSWORD or self._proxy.username is None:
            raise ProxyRefused(
                "wants to know who you are", "give its URL with user:password@; it can take nothing else"
            )
        pair = self._proxy.username.encode(), self._proxy.password.encode()
        if any(len(part) > 255 for part in pair):
            raise ProxyRefused("cannot be told a user or password of more than 255 bytes")
        self._connection.send(socks5.SOCKS5UsernamePasswordRequest(*pair))
        return bytes(self._connection.data_to_send())

    def _ask(self) -> bytes:
        command = socks5.SOCKS5Command.CONNECT
        self._connection.send(socks5.SOCKS5CommandRequest.from_address(command, self._target))
        return bytes(self._connection.data_to_send())
