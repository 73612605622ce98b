/** How Python is started from its parts, in the worker and, for the snapshot of the one file, in the build. */

import { filesOf } from "./archive.js";

export const SITE_PACKAGES = "/lib/python3.13/site-packages";

// Pyodide insists on a lock file; every package arrives in our own archive, so this one names none.
const LOCK = {
  info: { abi_version: "2025_0", arch: "wasm32", platform: "emscripten_4_0_9", python: "3.13.2", version: "0.29.5" },
  packages: {},
};

/** What loadPyodide is told; `own`: options that differ from these, `env` among them. */
export function options(indexAddress, { env, ...own } = {}) {
  return {
    indexURL: indexAddress,
    stdLibURL: `${indexAddress}stdlib.zip`,
    lockFileContents: JSON.stringify(LOCK),
    env: { HOME: "/home/pyodide", PANEL_CDN_ROOT: "panel/", ...env },
    ...own,
  };
}

/** Imports the packages, from their archives (ArrayBuffers of tars). */
export function install(pyodide, archives) {
  for (const archive of archives) unpack(pyodide, archive);
  pyodide.pyimport("playground.packages");
}

/** The app, which knows no browser yet. */
export function build(pyodide) {
  return pyodide.pyimport("playground.apps.playground").build();
}

/** Its bridge, which has told a recorder what every page in this environment (JSON) hears first. */
export function prepare(pyodide, app, environment) {
  return pyodide.pyimport("playground.browser").prepare(app, environment);
}

function unpack(pyodide, archive) {
  for (const { path, bytes } of filesOf(archive)) {
    const target = `${SITE_PACKAGES}/${path}`;
    pyodide.FS.mkdirTree(target.slice(0, target.lastIndexOf("/")));
    pyodide.FS.writeFile(target, bytes, { canOwn: true });
  }
}
