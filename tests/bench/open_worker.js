/** Runs before the page's own script: its worker becomes one that also takes Python text from the benchmark. */

{
  const Plain = self.Worker;
  let worker;

  self.Worker = function (address) {
    const site = JSON.stringify(new URL(address, document.baseURI).href);
    const text = `(${openPython})(${site});`;
    worker = new Plain(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
    return worker;
  };

  /** Resolves with the JSON text that Python's `measure()` gave; `files` are put beside it first. */
  self.bench.python = ({ files, source }) =>
    new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => ("error" in data ? reject(new Error(data.error)) : resolve(data.text));
      worker.postMessage({ type: "python", files, source, port: port2 }, [port2]);
    });

  /** The text of this function is the worker's program: the site's own, with an ear for Python. */
  function openPython(site) {
    let python;
    importScripts(site);
    const load = self.loadPyodide;
    self.loadPyodide = async (options) => (python = await load(options));
    const hear = self.onmessage;
    self.onmessage = (event) => (event.data.type === "python" ? answer(event.data) : hear(event));

    function answer({ files, source, port }) {
      try {
        for (const [path, text] of Object.entries(files)) write(`/bench/${path}`, text);
        python.runPython("import sys\nif '/bench' not in sys.path: sys.path.append('/bench')");
        python.runPython(source);
        port.postMessage({ text: python.runPython("import json; json.dumps(measure())") });
      } catch (error) {
        port.postMessage({ error: String(error) });
      }
    }

    function write(path, text) {
      python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
      python.FS.writeFile(path, text);
    }
  }
}
