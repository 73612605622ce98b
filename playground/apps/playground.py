"""The playground's app: a session, its view and the document they live in."""

from dataclasses import replace
from functools import cached_property

from playground.document import PageDocument
from playground.lessons import addresses, links
from playground.session import Session, Surroundings
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

    def open(self, surroundings: Surroundings) -> links.Link:
        """Takes in the browser's language, theme and address; returns what that has opened."""
        self.session.surround(**vars(surroundings))
        self.session.tutor.start()
        return self.go_to(surroundings.address)

    def go_to(self, address: str) -> links.Link:
        """Takes over the settings of this page's address, from its «?» on; returns what that has opened."""
        link = links.opened(address)
        config, refused = self.session.config.keeping_locked(link.config)
        self.session.tutor.go_to(config)
        return replace(link, config=config, ignored=(*link.ignored, *refused))

    def page(self) -> dict:
        """What the page around the figures shows: address, language, theme, hidden parts."""
        session = self.session
        return {
            "search": addresses.write(session.config),
            "lang": session.language,
            "theme": "dark" if session.dark else "light",
            "scene": session.config.scene,
            "lock": session.config.locked,
            "hide": [*session.config.hide, *self.session.tutor.out_of_sight],
            "timeline": self.view.timeline(),
        }


def build() -> App:
    """The app with its document, ready to be shown in a browser or kept as a snapshot."""
    app = App()
    app.document  # noqa: B018: building it is the costly part of the start
    return app
