"""Running pip and npm: their progress as short lines with sizes, their failures as one line."""
import os
import re
import shutil
import subprocess

from .places import cache
from .report import Problem, full_disk, say

WRONG_HASH = re.compile(r"DO NOT MATCH THE HASHES|EINTEGRITY")
# The versions are pinned, so a registry that offers none of them was not reached.
NO_NETWORK = re.compile(r"from versions: none|Max retries|NewConnectionError|ReadTimeout|"
                        r"ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|ERR_SOCKET")
NEARLY_FULL = 50_000_000  # bytes; npm does not always say why it failed to write


def pip(python, *arguments, purpose):
    """Run `pip ARGUMENTS` of the given Python; downloads go through the cache."""
    command = [str(python), "-m", "pip", "--cache-dir", str(cache() / "pip"), "--disable-pip-version-check",
               "--no-input", "--timeout", "15", *arguments, "--progress-bar", "off", "--only-binary", ":all:"]
    _run(command, purpose, "pip")


def npm(node_and_npm, *arguments, folder, purpose):
    """Run `npm ARGUMENTS` in `folder`; downloads go through the cache."""
    patience = ["--fetch-timeout", "60000", "--fetch-retries", "3",
                "--fetch-retry-mintimeout", "500", "--fetch-retry-maxtimeout", "2000"]
    command = [*map(str, node_and_npm), *arguments, "--cache", str(cache() / "npm"), "--no-audit", "--no-fund",
               "--loglevel", "error", "--prefer-offline", *patience]
    _run(command, purpose, "npm", cwd=folder)


def _run(command, purpose, client, cwd=None):
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(command, cwd=cwd, env=environment, text=True, errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        lines = [_show(line) for line in process.stdout]
    if process.returncode:
        raise _problem("\n".join(lines), purpose, client)


def _show(line):
    download = re.search(r"(?:Downloading|Resuming download) (\S+ \([^)]+\))", line)
    if download:
        say(f"  {download.group(1)}")
    return line.rstrip()


def _problem(text, purpose, client):
    """What a client's output means, as one line with what to do."""
    if "No space left" in text or "ENOSPC" in text or shutil.disk_usage(cache()).free < NEARLY_FULL:
        return full_disk()
    if WRONG_HASH.search(text):
        return Problem(f"{purpose}: a downloaded file has the wrong hash and was not used; empty the cache {cache()} "
                       "and try again, and if it happens again do not trust this network")
    if NO_NETWORK.search(text):
        return Problem(f"{purpose}: no network, or the package registry does not answer; connect and start again")
    return Problem(f"{purpose}: {client} failed: {_cause(text.splitlines())}")


def _cause(lines):
    errors = [line for line in lines if re.match(r"\s*(ERROR|npm error)", line)]
    return (errors or lines[-1:] or ["it said nothing"])[0].strip()
