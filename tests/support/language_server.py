"""A language server asked as an editor asks it: JSON-RPC over standard input and output."""

import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

_PATIENCE = 60  # seconds; machines that run tests are busy
_SETTINGS = {
    "yaml": {
        "schemaStore": {"enable": False},  # which would ask the network
        "kubernetesCRDStore": {"enable": False},
        "validate": True,
        "hover": True,
        "completion": True,
    }
}

Message = dict[str, Any]


class LanguageServer:
    """A running server, and what it has published of each file."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._asked = 0
        self._versions: dict[Path, int] = {}
        self._received: Queue[Message | None] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def begin(self, folder: Path) -> None:
        """Introduce an editor that knows snippets and speaks Chinese."""
        item = {"snippetSupport": True, "documentationFormat": ["plaintext"]}
        text_document = {
            "completion": {"completionItem": item},
            "hover": {"contentFormat": ["plaintext"]},
            "publishDiagnostics": {},
        }
        self.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=folder.as_uri(),
            locale="zh-cn",
            capabilities={"textDocument": text_document, "workspace": {"configuration": True}},
        )
        self._tell("initialized")

    def diagnostics(self, file: Path, text: str) -> list[str]:
        """What is wrong with a text that somebody has in an editor: each line and message."""
        version = self._versions[file] = self._versions.get(file, 0) + 1
        uri = file.as_uri()
        if version == 1:
            document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
            self._tell("textDocument/didOpen", textDocument=document)
        else:
            document = {"uri": uri, "version": version}
            self._tell(
                "textDocument/didChange", textDocument=document, contentChanges=[{"text": text}]
            )
        published = self._wait(
            lambda m: (
                m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri
            )
        )
        return [
            f"{each['range']['start']['line'] + 1}: {each['message']}"
            for each in published["params"]["diagnostics"]
        ]

    def completions(self, file: Path, line: int, column: int) -> list[Message]:
        """What is offered at a place, lines and columns from zero."""
        found = self.ask("textDocument/completion", **_place(file, line, column))
        items: list[Message] = found["items"]
        return items

    def hover(self, file: Path, line: int, column: int) -> str:
        """What is said of what stands at a place."""
        found = self.ask("textDocument/hover", **_place(file, line, column))
        return str(found["contents"]["value"]) if found else ""

    def ask(self, method: str, **params: Any) -> Any:  # noqa: ANN401 - any JSON
        """The result of a request."""
        self._asked += 1
        asked = self._asked
        self._send({"id": asked, "method": method, "params": params})
        answer = self._wait(lambda message: message.get("id") == asked and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def _tell(self, method: str, **params: Any) -> None:  # noqa: ANN401
        self._send({"method": method, "params": params})

    def _wait(self, is_wanted: Callable[[Message], bool]) -> Message:
        """The next message wanted; requests of the server are answered meanwhile."""
        while (message := self._received.get(timeout=_PATIENCE)) is not None:
            if is_wanted(message):
                return message
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": _answer(message)})
        raise EOFError(self._process.poll())

    def _send(self, message: Mapping[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        pipe = self._process.stdin
        assert pipe
        pipe.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        pipe.flush()

    def _listen(self) -> None:
        pipe = self._process.stdout
        assert pipe
        while head := pipe.readline():
            if head.lower().startswith(b"content-length:"):
                length = int(head.partition(b":")[2])
                while pipe.readline().strip():
                    pass
                self._received.put(json.loads(pipe.read(length)))
        self._received.put(None)


def _place(file: Path, line: int, column: int) -> Message:
    position = {"line": line, "character": column}
    return {"textDocument": {"uri": file.as_uri()}, "position": position}


def _answer(message: Message) -> Any:  # noqa: ANN401 - any JSON
    """What an editor answers: its settings where it is asked for them."""
    if message["method"] != "workspace/configuration":
        return None
    return [_SETTINGS.get(item.get("section")) for item in message["params"]["items"]]


@contextmanager
def start_server(package: Path, folder: Path) -> Iterator[LanguageServer]:
    """A yaml-language-server, as it is installed, at work in a folder."""
    program = package / "bin" / "yaml-language-server"
    with subprocess.Popen(
        ["node", program, "--stdio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    ) as process:
        try:
            server = LanguageServer(process)
            server.begin(folder)
            yield server
        finally:
            process.kill()
