"""Running pip and npm: their progress as short lines with sizes, their failures as one line."""
import os
import re
import subprocess

from .places import cache
from .report import Problem, say

NO_NETWORK = re.compile(r"resolve|network|timed? ?out|connection|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|unreachable", re.I)


def pip(python, *arguments, purpose):
    """Run `pip ARGUMENTS` of the given Python; downloads go through the cache."""
    command = [str(python), "-m", "pip", "--cache-dir", str(cache() / "pip"), "--disable-pip-version-check",
               "--no-input", "--timeout", "15", *arguments, "--progress-bar", "off", "--only-binary", ":all:"]
    _run(command, purpose, "pip")


def npm(node_and_npm, *arguments, folder, purpose):
    command = [*map(str, node_and_npm), *arguments, "--cache", str(cache() / "npm"), "--no-audit", "--no-fund",
               "--loglevel", "error", "--prefer-offline", "--fetch-timeout", "60000", "--fetch-retries", "2"]
    _run(command, purpose, "npm", cwd=folder)


def _run(command, purpose, client, cwd=None):
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(command, cwd=cwd, env=environment, text=True, errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        lines = [_show(line) for line in process.stdout]
    if process.returncode:
        raise Problem(_one_line(lines, purpose, client))


def _show(line):
    download = re.search(r"(?:Downloading|Resuming download) (\S+ \([^)]+\))", line)
    if download:
        say(f"  {download.group(1)}")
    return line.rstrip()


def _one_line(lines, purpose, client):
    text = "\n".join(lines)
    if "No space left" in text or "ENOSPC" in text:
        return (f"{purpose}: the disk is full; free about 1 GB, or move the cache with "
                "PLAYGROUND_CACHE=/another/disk, and start again")
    if "DO NOT MATCH THE HASHES" in text or "EINTEGRITY" in text:
        return (f"{purpose}: a downloaded file has the wrong hash and was not used; empty the cache {cache()} "
                "and try again, and if it happens again do not trust this network")
    if NO_NETWORK.search(text) and ("No matching" in text or "npm error" in text or "HTTP" in text):
        return f"{purpose}: no network, or the package registry does not answer; connect and start again ({_cause(lines)})"
    return f"{purpose}: {client} failed: {_cause(lines)}"


def _cause(lines):
    errors = [line for line in lines if re.match(r"\s*(ERROR|npm error)", line)]
    return (errors or lines or ["it said nothing"])[-1 if not errors else 0].strip()
