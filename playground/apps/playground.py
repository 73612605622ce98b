"""The playground's app: a session, its view and the document they live in."""

from functools import cached_property

from playground.config import Config
from playground.document import PageDocument
from playground.session import Session, Surroundings
from playground.settings import SettingError, to_text
from playground.tutor import start_of
from playground.views.board import Board
from playground.views.playground import PlaygroundView


class App:
    """Everything of one page, built without knowing the browser it will open in."""

    def __init__(self):
        self.session = Session()
        self.view = PlaygroundView(self.session)
        self.board = Board(self.session, self.view.say)

    @cached_property
    def document(self) -> PageDocument:
        """The page's document; under `panel serve` the server makes its own."""
        return PageDocument(self.view.slots())

    def open(self, surroundings: Surroundings) -> list[SettingError]:
        """Takes in the browser's language, theme and address; returns what of the address was ignored."""
        self.session.surround(**vars(surroundings))
        ignored = self.go_to(surroundings.address)
        self.session.tutor.start()
        return ignored

    def go_to(self, address: str) -> list[SettingError]:
        """Takes over the settings of an address query; returns what was ignored.

        What it leaves out is as the scene begins: an address in a lesson need not repeat the step's settings.
        """
        named, _ = Config.from_address(address)
        config, ignored = Config.from_address(address, start_of(named.scene, named.at))
        self.session.adopt(config)
        return ignored

    def page(self) -> dict:
        """What the page around the figures shows: address, language, theme, hidden parts."""
        session = self.session
        return {
            "search": address_of(session.config),
            "lang": session.language,
            "theme": "dark" if session.dark else "light",
            "hide": list(session.config.hide),
            "timeline": self.view.timeline(),
            "slider": f"{self.view.say('control.lr')} {to_text(session.config.lr)}",
        }


def address_of(config: Config) -> str:
    """The query of the page's address, with its «?», or "" where nothing differs from the playground's start."""
    where = Config(scene=config.scene, at=config.at)
    query = "&".join(filter(None, (where.to_address(), config.to_address(start_of(config.scene, config.at).replace(at=config.at)))))
    return f"?{query}" if query else ""


def build() -> App:
    """The app with its document, ready to be shown in a browser or kept as a snapshot."""
    app = App()
    app.document  # noqa: B018: building it is the costly part of the start
    return app
