"""Small pictures to choose by have the page's colours: blue is positive, orange negative."""

from playground.frames.thumbnails import dots
from playground.views.thumbnails import scatter


def test_points_are_coloured_by_their_sign():
    points = ((5.0, 5.0, 1), (-5.0, -5.0, -1))
    html = str(scatter("custom", points))
    for group in dots("custom", points):
        path = next(tag for tag in html.split("<path") if group.path in tag)
        assert ('class="positive"' in path) == group.positive and ('class="negative"' in path) == (not group.positive)
