"""The stock way asks nothing of any other origin, and its packages are whole but for what its own server leaves out, too."""

import pytest

from build_steps.report import Problem
from tests.bench.stock.site import in_lock, pack, served_from_here, travels


def test_its_pages_name_no_other_origin():
    page = served_from_here('<head><script src="https://cdn.bokeh.org/bokeh/release/bokeh-3.9.2.min.js"></script>')
    assert 'src="bokeh/bokeh-3.9.2.min.js"' in page and "performance.mark" in page
    with pytest.raises(Problem, match="https://example.org/a.js"):
        served_from_here('<script src="https://example.org/a.js">')


def test_its_worker_takes_wheels_by_whole_addresses():
    worker = served_from_here("micropip.install(['https://cdn.holoviz.org/panel/wheels/bokeh.whl', 'https://cdn.holoviz.org/panel/1.9.4/dist/wheels/panel.whl', 'numpy'])")
    assert worker == "micropip.install(['${new URL('pyodide/', self.location)}bokeh.whl', '${new URL('pyodide/', self.location)}panel.whl', 'numpy'])"


def test_a_wheel_leaves_out_what_the_page_loads_and_what_is_for_another_machine():
    here = [
        "panel/io/model.py", "bokeh/core/_templates/file.html", "pyviz_comms/comm.js", "panel/dist/css/button.css", "panel/package.json",
    ]  # fmt: skip
    assert all(map(travels, here))
    assert not any(map(travels, ["panel/dist/panel.min.js", "bokeh/server/static/js/bokeh.js", "yaml/_yaml.cpython-313-x86_64-linux-gnu.so", "../../bin/panel"]))


def test_a_package_is_in_the_lock_with_what_it_needs_in_a_browser(tmp_path):
    info = tmp_path / "Some_thing-1.0.dist-info"
    info.mkdir()
    (tmp_path / "some.py").write_text("")
    needs = ["MarkupSafe>=2", "pandas>=1.2", "colorama; platform_system == 'Windows'", "pytest; extra == 'tests'"]
    (info / "METADATA").write_text("Name: some-thing\n" + "".join(f"Requires-Dist: {need}\n" for need in needs))
    (info / "RECORD").write_text(f"some.py,,\n{info.name}/METADATA,,\n{info.name}/RECORD,,\n../../bin/some,,\n")
    pack(info, tmp_path)
    [wheel] = tmp_path.glob("*.whl")
    entry = in_lock(wheel)
    assert (entry["name"], entry["version"], entry["depends"]) == ("some-thing", "1.0", ["markupsafe"])
