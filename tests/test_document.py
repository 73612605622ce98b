"""The page's document: patches that Python makes, patches that the page makes, and no echo."""

import json

import numpy as np
import panel as pn
import pytest
from bokeh.plotting import figure

from playground.document import PageDocument


@pytest.fixture
def page():
    select = pn.widgets.Select(label="one", options=["a", "b"], value="a")
    fig = figure()
    fig.scatter([1.0, 2.0], [3.0, 4.0])
    return PageDocument({"controls": pn.Column(select), "network": pn.pane.Bokeh(fig)}), select, fig


def sent_by(document):
    patches = []
    document.connect(lambda text, buffers: patches.append((json.loads(text), buffers)))
    return patches


def model_of(document, name):
    return next(model for model in document.document.models if type(model).__name__ == name)


def page_sets(document, model, attribute, value):
    event = {"kind": "ModelChanged", "model": {"id": model.id}, "attr": attribute, "new": value}
    document.receive(json.dumps({"events": [event]}))


def test_the_text_names_the_root_of_every_slot(page):
    document, _, _ = page
    text = json.loads(document.text())
    assert set(text["roots"]) == {"controls", "network"}
    assert set(text["roots"].values()) == {root["id"] for root in text["document"]["roots"]}


def test_a_change_in_python_is_one_patch(page):
    document, select, _ = page
    patches = sent_by(document)
    select.value = "b"
    assert [(event["attr"], event["new"]) for patch, _ in patches for event in patch["events"]] == [("value", "b")]


def test_arrays_travel_beside_the_text(page):
    document, _, fig = page
    patches = sent_by(document)
    fig.renderers[0].data_source.data = {"x": np.arange(3.0), "y": np.arange(3.0)}
    (_, buffers), = patches
    assert sorted(len(data) for data in buffers.values()) == [24, 24]
    assert np.frombuffer(next(iter(buffers.values()))).tolist() == [0, 1, 2]


def test_what_the_page_changes_reaches_python_once_and_is_not_sent_back(page):
    document, select, _ = page
    seen, patches = [], sent_by(document)
    select.param.watch(lambda event: seen.append(event.new), "value")
    page_sets(document, model_of(document, "CustomSelect"), "value", "b")
    assert seen == ["b"] and not patches


def test_two_hundred_changes_of_the_page_arrive_in_order(page):
    document, select, _ = page
    seen = []
    select.param.watch(lambda event: seen.append(event.new), "value")
    wanted = ["b", "a"] * 100
    for value in wanted:
        page_sets(document, model_of(document, "CustomSelect"), "value", value)
    assert seen == wanted
