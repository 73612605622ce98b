"""The page as one Bokeh document, and the patches that keep Python and page alike."""

import json
from collections.abc import Callable

from bokeh.core.serialization import Buffer, Serialized, Serializer
from bokeh.document import Document
from bokeh.document.events import DocumentChangedEvent
from bokeh.document.json import PatchJson
from panel.viewable import Viewable

PAGE = "page"  # who made a change: what the page sent is not sent back to it

SendPatch = Callable[[str, dict[str, bytes]], None]


class PageDocument:
    """One Bokeh document whose roots are named after the slots of the page they fill."""

    def __init__(self, slots: dict[str, Viewable]):
        self.document = Document()
        self.roots = {}
        for slot, viewable in slots.items():
            root = viewable.get_root(self.document)
            self.document.add_root(root)
            self.roots[slot] = root

    def text(self) -> str:
        """The whole document as JSON, with the id of the root for each slot."""
        return json.dumps({
            "document": self.document.to_json(deferred=False),
            "roots": {slot: root.id for slot, root in self.roots.items()},
        })

    def connect(self, send: SendPatch) -> None:
        """From now on tells `send` of every change that Python makes, one patch for each."""
        def forward(event: DocumentChangedEvent) -> None:
            if event.setter != PAGE:
                send(*self._encode(event))
        self.document.on_change(forward)

    def receive(self, text: str) -> None:
        """Applies one patch (JSON text) that the page has made."""
        patch = json.loads(text)
        self.document.apply_json_patch(Serialized(content=patch, buffers=[]), setter=PAGE)

    def _encode(self, event: DocumentChangedEvent) -> tuple[str, dict[str, bytes]]:
        models = self.document.models
        serializer = Serializer(references=models.synced_references)
        patch = PatchJson(events=serializer.encode([event]))
        models.flush_synced(lambda model: not serializer.has_ref(model))
        buffers = {buffer.id: buffer.to_bytes() for buffer in serializer.buffers}
        return json.dumps(patch, default=_reference), buffers


def _reference(value: object) -> object:
    """Arrays travel beside the text; the text only names them."""
    if isinstance(value, Buffer):
        return value.ref
    raise TypeError(f"{type(value).__name__} has no JSON form")
