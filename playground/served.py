"""The same app on a server, for development: `python -m panel serve playground/served.py` from the project's root."""

import asyncio

import panel as pn

from playground.apps.playground import App

FRAME = 1 / 30  # seconds: a server sends whole columns, not bytes of fixed layout, so it draws less often


class ServedScreen:
    """Draws the app's frames by way of the server's document, whose lock a background task does not hold."""

    def __init__(self, app: App):
        self._app, self._document = app, pn.state.curdoc
        self._pending = False

    def idle(self) -> bool:
        return not self._pending

    async def drawn_enough(self) -> None:
        await asyncio.sleep(FRAME)

    def show(self) -> None:
        if not self._pending:
            self._pending = True
            self._document.add_next_tick_callback(self._draw)

    def _draw(self) -> None:
        self._pending = False
        self._app.view.picture.show(self._app.view.frame())


def serve(app: App) -> None:
    """Makes the app the content of the page that Panel serves."""
    document = pn.state.curdoc
    app.view.schedule = document.add_next_tick_callback
    app.view.complain = lambda sentence, error=None: print(sentence)
    app.session.screen = ServedScreen(app)
    slots = app.view.slots()
    picture = pn.Column(pn.Column(slots["network"], width=760, height=456), slots["transport"], slots["sentence"])
    charts = pn.Column(slots["chart"], slots["norms"], width=300, height=420)
    pn.Row(pn.Column(slots["controls"], width=240), picture, charts).servable(title=app.view.say("page.title"))


if pn.state.served:
    serve(App())
