"""Warm kernels: real ipykernels, forked from one process that has imported everything.

`WarmProvisioner` is what the kernelspec `dateline` names, so that papermill, nbclient, nbconvert and JupyterLab get
such kernels without knowing. `PromptKernelManager` takes away the fixed waits on the client's side, for those who can
choose their manager (nbclient's `kernel_manager_class`).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pathlib
import subprocess
import time
import uuid
from queue import Empty
from typing import Any

import zmq
from jupyter_client import AsyncKernelManager
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.provisioning import LocalProvisioner
from traitlets import DottedObjectName, List, Type, Unicode

from dateline.running.fork_server import Request
from dateline.running.forks import LIBRARIES, SHARED, ForkedProcess, NoFork, fork, hides_preloaded, server_address
from dateline.running.surroundings import LONGEST_NAME, folder

NAME = "dateline"  # of the kernelspec

_SPEC = str(pathlib.Path(__file__).parent / "kernelspec")
_LOOPBACK = ("", "localhost", "127.0.0.1", "::1")
_START = 120  # seconds for the imports of the fork server


class WarmProvisioner(LocalProvisioner):
    """Forks a kernel from the fork server; starts it the stock way where that cannot give the same kernel."""

    preload = List(Unicode(), help="What the fork server imports, and calls, besides what most notebooks import.")

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        keep_private(self.parent)
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        try:
            process = await self._fork(cmd, **kwargs)
        except NoFork as reason:
            self.log.info("Cold kernel: %s", reason)
            return await super().launch_kernel(cmd, **kwargs)
        self.process = process  # type: ignore[assignment]  # it has of Popen what the base class asks for
        self.pid = self.pgid = process.pid
        self.cwd = kwargs.get("cwd") or pathlib.Path.cwd()
        return self.connection_info

    async def _fork(self, cmd: list[str], **kwargs: Any) -> ForkedProcess:
        python, arguments = cmd[0], cmd[3:]  # of python -m ipykernel_launcher
        cwd = str(kwargs.get("cwd") or pathlib.Path.cwd())
        if hides_preloaded(cwd):
            raise NoFork(f"{cwd} has modules or settings of its own by the names of loaded ones")
        env = {name: value for name, value in kwargs["env"].items() if name != SHARED}
        address = server_address(python, env, (*LIBRARIES, *self.preload))
        request = Request("dateline.running.fork_server:ipython_kernel", (arguments,), env, cwd)
        streams = [kwargs.get(name) or number for name, number in (("stdout", 1), ("stderr", 2))]
        process = fork(address, request, *(s if isinstance(s, int) else s.fileno() for s in streams))
        await asyncio.to_thread(process.begin, _START)
        return process

    async def kill(self, restart: bool = False) -> None:
        await super().kill(restart)
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(self.process.wait, 0.1)  # the manager looks at once, and then every .1 s


def keep_private(manager: Any) -> None:
    """Let a manager speak with its kernel over Unix sockets where there are such: no other user can listen, and no port
    is lost to another process between its choice and its use. Over ports what is said is encrypted. Whoever has chosen
    another address than this machine's own keeps it."""
    if manager is None or manager.transport != "tcp" or manager.ip not in _LOOPBACK:
        return
    if not manager.connection_file:
        manager.connection_file = os.path.join(folder(), f"{uuid.uuid4().hex[:8]}.json")
    sockets = os.path.splitext(os.path.abspath(manager.connection_file))[0] + "-ipc"
    if os.name == "posix" and len(os.fsencode(sockets)) + len("-5") <= LONGEST_NAME:
        manager.transport, manager.ip = "ipc", sockets
    elif manager.has_trait("transport_encryption") and zmq.has("curve"):
        manager.transport_encryption = "auto"


class PromptKernelClient(AsyncKernelClient):
    """A client that is ready when its kernel is. The stock client waits for .2 s of silence, so that nothing of the
    start is taken for output; who reads only messages that answer its own, as nbclient does, needs no such wait."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        deadline = time.monotonic() + (float("inf") if timeout is None else timeout)
        while True:
            asked = self.kernel_info()
            try:
                reply = await self.get_shell_msg(timeout=1)
                while reply["parent_header"].get("msg_id") != asked:
                    reply = await self.get_shell_msg(timeout=1)
                await self.get_iopub_msg(timeout=0.2)  # anything: it shows that the subscription stands
            except Empty:
                pass
            else:
                self._handle_kernel_info_reply(reply)
                return
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")


class PromptKernelManager(AsyncKernelManager):
    """A manager whose clients are prompt, and that looks more often whether a kernel has gone. It knows our kernelspec
    also where none is installed, as below `pip install --target`."""

    client_class = DottedObjectName("dateline.running.kernels.PromptKernelClient")
    client_factory = Type(PromptKernelClient, klass=AsyncKernelClient)

    @property
    def kernel_spec(self) -> KernelSpec | None:
        return KernelSpec.from_resource_dir(_SPEC) if self.kernel_name == NAME else super().kernel_spec

    async def _async_pre_start_kernel(self, **kwargs: Any) -> tuple[list[str], dict[str, Any]]:
        keep_private(self)
        if self.kernel_name == NAME and self.provisioner is None:
            self.kernel_id = self.kernel_id or str(uuid.uuid4())
            self.provisioner = WarmProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**kwargs)

    async def _async_wait(self, pollinterval: float = 0.01) -> None:
        await super()._async_wait(min(pollinterval, 0.01))
