"""The playground's app: a session, its view and the document they live in."""

from playground.config import Config
from playground.document import PageDocument
from playground.session import Session, Surroundings
from playground.settings import SettingError
from playground.views.playground import PlaygroundView


class App:
    """Everything of one page, built without knowing the browser it will open in."""

    def __init__(self):
        self.session = Session()
        self.view = PlaygroundView(self.session)
        self.document = PageDocument(self.view.slots())

    def open(self, surroundings: Surroundings) -> list[SettingError]:
        """Takes in the browser's language, theme and address; returns what of the address was ignored."""
        self.session.surround(**vars(surroundings))
        return self.go_to(surroundings.address)

    def go_to(self, address: str) -> list[SettingError]:
        """Takes over the settings of an address query; returns what was ignored."""
        config, ignored = Config.from_address(address)
        self.session.adopt(config)
        return ignored

    def page(self) -> dict:
        """What the page around the figures shows: address, language, theme, hidden parts."""
        session = self.session
        address = session.config.to_address()
        return {
            "search": f"?{address}" if address else "",
            "lang": session.language,
            "theme": "dark" if session.dark else "light",
            "hide": list(session.config.hide),
        }


def build() -> App:
    return App()
