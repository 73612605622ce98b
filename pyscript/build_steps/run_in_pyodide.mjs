// Runs one Python file in the pinned Pyodide under Node, with host folders mounted.
// Called as: node run_in_pyodide.mjs JOB.json, where JOB.json holds
// {pyodide: folder, stdlib: zip, script: file, mounts: {"/inside": "host folder"}, job: anything for the script}
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { loadPyodide } = await import(pathToFileURL(join(job.pyodide, "pyodide.mjs")).href);
const pyodide = await loadPyodide({
  indexURL: job.pyodide,
  stdLibURL: job.stdlib,
  env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" },
});
for (const [inside, outside] of Object.entries(job.mounts)) {
  mkdirSync(outside, { recursive: true });
  pyodide.mountNodeFS(inside, outside);
}
pyodide.globals.set("job", pyodide.toPy(job.job));
try {
  await pyodide.runPythonAsync(readFileSync(job.script, "utf8"));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
