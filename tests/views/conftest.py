"""An app that tests of the views share: to build its figures takes longer than most of them."""

import pytest

from playground.apps.playground import App
from playground.session import Surroundings


@pytest.fixture(scope="session")
def built():
    return App()


@pytest.fixture
def app(built):
    """The app as a learner finds it who has just come, in English; `complaints`: what its view complains of."""
    session, built.complaints = built.session, []
    built.view.complain = lambda sentence, error=None: built.complaints.append(sentence)
    session.pause()
    session.sketch(None)
    session.point(None)
    built.open(Surroundings(lang="en"))
    session.reset()
    session.leave_pass()
    built.board.changed()
    return built
