"""The same app on a server, for development: `python -m panel serve playground/served.py` from the project's root."""

import asyncio
import inspect
from pathlib import Path

import panel as pn
import param

from playground.apps.playground import App

FRAME = 1 / 30  # seconds: a server sends whole columns, not bytes of fixed layout, so it draws less often
ROOT = Path(__file__).resolve().parents[1]
STYLES = "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "assets/styles").glob("*.css")))
LEFT, BELOW, RIGHT = ("lesson", "controls"), ("sample", "transport", "inspector", "compare"), ("charts", "flow", "time", "deeper")


class ServedPanel(pn.custom.JSComponent):
    """A panel whose HTML Panel carries to the page, and what its elements do back."""

    html = param.String()
    _esm = ROOT / "pyscript/page/served.js"
    _stylesheets = [STYLES.replace(":root", ":host")]

    def __init__(self, act, **params):
        self._act = act
        super().__init__(**params)

    def _handle_msg(self, message: dict) -> None:
        self._act(message["name"], message["value"])


class ServedScreen:
    """Draws the app's frames by way of the server's document, whose lock a background task does not hold."""

    def __init__(self, app: App):
        self._app, self._document = app, pn.state.curdoc
        self._pending = False

    def idle(self) -> bool:
        return not self._pending

    async def drawn_enough(self) -> None:
        await asyncio.sleep(FRAME)

    async def at_rest(self) -> None:
        await asyncio.sleep(FRAME)

    def show(self, further: bool = False) -> None:
        if not self._pending:
            self._pending = True
            self._document.add_next_tick_callback(self._draw)

    def _draw(self) -> None:
        self._pending = False
        self._app.view.picture.show(self._app.view.frame())


class ServedBoard:
    """Every panel of the app's board as a component of the page that Panel serves."""

    def __init__(self, app: App):
        self._app, self._document = app, pn.state.curdoc
        self.panels = {name: ServedPanel(self._act, html=html, sizing_mode="stretch_width") for name, html in app.board.changed().items()}
        app.board.renew = lambda: self._document.add_next_tick_callback(self._renew)

    def _renew(self) -> None:
        for name, html in self._app.board.changed().items():
            self.panels[name].html = html

    def _act(self, name: str, value) -> None:
        try:
            done = self._app.board.act(name, value)
        except Exception as error:  # whoever develops reads it in the terminal
            self._app.view.complain(self._app.view.sentence_for(error), error)
        else:
            if inspect.isawaitable(done):
                self._app.session.start(done)


def serve(app: App) -> None:
    """Makes the app the content of the page that Panel serves."""
    app.view.schedule = pn.state.curdoc.add_next_tick_callback
    app.view.complain = lambda sentence, error=None: print(sentence)
    app.session.screen = ServedScreen(app)
    slots, panels = app.view.slots(), ServedBoard(app).panels
    shown = [[panels[name] for name in names if name in panels] for names in (LEFT, BELOW, RIGHT)]
    picture = pn.Column(pn.Column(slots.pop("network"), width=760, height=456), slots.pop("sentence"), *shown[1], width=760)
    charts = pn.Column(*[pn.Column(figure, width=300, height=170) for figure in slots.values()], *shown[2], width=300)
    pn.Row(pn.Column(*shown[0], width=260), picture, charts).servable(title=app.view.say("page.title"))


if pn.state.served:
    serve(App())
