"""The commands of build.py."""
import argparse
import subprocess
from pathlib import Path

from . import environment
from .places import DIST, ROOT
from .report import Problem, complain, from_os_error


def main(arguments):
    """Run one command line; gives the exit code. A failure is one line on standard error."""
    try:
        options = _parse(arguments)
        environment.ready(options.needs)
        if not environment.inside():
            environment.enter(arguments)
        return options.run(options) or 0
    except Problem as problem:
        complain(f"build.py: {problem}")
    except OSError as error:
        complain(f"build.py: {from_os_error(error)}")
    except KeyboardInterrupt:
        complain("build.py: stopped")
    return 1


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="build.py", description="Seeing Gradients: build, serve and test.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add(commands, "serve", serve, "build the site and serve it on this machine", _serve_options)
    _add(commands, "test", test, "run every test but the long ones; further arguments go to pytest", _test_options, needs="tests")
    _add(commands, "site", site, "build the static site", _site_options)
    _add(commands, "single", single, "build the one-file edition", _single_options)
    _add(commands, "folder", folder, "build the static site as a zip", _folder_options)
    _add(commands, "bench", bench, "measure speed in the browser; further arguments go to tests/bench/run.py", needs="tests")
    options, rest = parser.parse_known_args(arguments)
    if rest and options.run not in (test, bench):
        parser.error(f"unknown argument {rest[0]}")
    options.rest = rest
    return options


def _add(commands, name, run, help_text, more=lambda parser: None, needs="tools"):
    parser = commands.add_parser(name, help=help_text, description=help_text, add_help=needs == "tools")
    parser.set_defaults(run=run, needs=needs)
    more(parser)


def _serve_options(parser):
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--no-open", action="store_true", help="do not open a browser")


def _site_options(parser):
    parser.add_argument("--out", type=Path, default=DIST, metavar="DIR")
    parser.add_argument("--address", metavar="URL", help="where the site will stand, for those who show its picture")


def _single_options(parser):
    parser.add_argument("--out", type=Path, metavar="FILE", help="instead of dist/playground.html")
    parser.add_argument("--scene", help="the scene that it opens with")
    parser.add_argument("--lang", help="the language that it opens in")
    parser.add_argument("--settings", default="", metavar="QUERY", help='others, as an address holds them: "lr=0.3&hidden=8,8"')


def _folder_options(parser):
    parser.add_argument("--out", type=Path, metavar="FILE", help="instead of seeing-gradients.zip")


def _test_options(parser):
    parser.add_argument("--long", action="store_true", help="run the long tests instead")


def serve(options):
    from . import server, site
    listening = server.listen(options.host, options.port, DIST)  # a busy port is told before the build
    site.build()
    server.run(listening, open_browser=not options.no_open)


def site(options):
    from . import share, site
    site.build(options.out.absolute(), share.whole(options.address) if options.address else "")


def single(options):
    from . import single
    shortcuts = [f"{key}={value}" for key in ("scene", "lang") if (value := getattr(options, key))]
    query = "&".join(filter(None, [*shortcuts, options.settings]))
    single.build(query, options.out.absolute() if options.out else DIST / single.NAME)


def folder(options):
    from . import folder
    folder.build(options.out.absolute() if options.out else folder.TARGET)


def test(options):
    from . import browser, site
    found = browser.find_or_install()
    browser.install_others()
    site.build()
    side_by_side = ["--numprocesses=2", "--dist=loadscope", "--no-loadscope-reorder"]  # who runs what: tests/conftest.py
    which = ["--long"] if options.long else []
    return _run_python(["-m", "pytest", *which, *(options.rest or side_by_side)], browser.environment(found))


def bench(options):
    from . import browser, site
    found = browser.find_or_install()
    site.build()
    return _run_python(["tests/bench/run.py", *options.rest], browser.environment(found))


def _run_python(arguments, variables):
    return subprocess.call([str(environment.python()), *arguments], cwd=ROOT, env=variables)
