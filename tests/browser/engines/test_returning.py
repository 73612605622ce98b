"""Who comes again: Python goes on from what the first visit has left; what is broken or of another build is thrown away."""

from tests.browser.engines.engine_page import EnginePage
from tests.browser.test_second_visit import FAULTS, IN_THE_STORE, NOTHING_STORED, parts_asked_for, started


def in_store(page, use):
    """Changes what is kept."""
    page.evaluate(f"{IN_THE_STORE % use}.then(() => null)")


def test_a_second_visit_needs_no_part_and_one_with_a_broken_snapshot_all(engine, strict_site):
    page = EnginePage(engine)
    page.open(f"{strict_site.address}?lang=en")
    if started(page) == "cold":  # no test before has left anything
        page.wait_until_python_is_kept()
        page.open(f"{strict_site.address}?lang=en")
    assert started(page) == "restored" and parts_asked_for(page) == 0
    restored = page.step(20), page.parameters()
    assert page.complaints == []
    in_store(page, FAULTS["of which one bit is wrong"])
    page.open(f"{strict_site.address}?lang=en")
    assert started(page) == "cold" and parts_asked_for(page) > 0
    assert (page.step(20), page.parameters()) == restored
    page.wait_until(NOTHING_STORED)
    in_store(page, "(store) => store.put('another', 'build')")
    engine.go(f"{strict_site.address}?lang=en")
    page.wait_until(NOTHING_STORED)  # long before the start is over
