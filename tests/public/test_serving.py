from __future__ import annotations

import asyncio
import socket

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from storsthlm_cli.public import serving


async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


async def said_to(listener: socket.socket, begun: bytes) -> bytes:
    """Return all that is answered to the beginning of a request, of which no more comes."""
    reader, writer = await asyncio.open_connection(*listener.getsockname()[:2])
    try:
        for byte in begun:  # drop by drop
            writer.write(bytes((byte,)))
            await writer.drain()
            await asyncio.sleep(0)
        return await asyncio.wait_for(reader.read(), 30)
    finally:
        writer.close()


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nX: ", b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET"])
def test_a_connection_is_closed_on_which_no_request_comes(begun: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PATIENCE", 0.3)

    async def story() -> bytes:
        with serving.listen("127.0.0.1", 0, behind_proxy=False) as listener:
            config = uvicorn.Config(app, http=serving.Line, log_config=None, lifespan="off", ws="none")
            server = uvicorn.Server(config)
            running = asyncio.create_task(server.serve(sockets=[listener]))
            said = await said_to(listener, begun)
            server.should_exit = True
            await running
            return said

    said = asyncio.run(story())
    assert said.startswith(b"HTTP/1.1 200 ") if begun.endswith(b"GET") else said == b""
