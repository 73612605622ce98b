/** Runs in the stock page, before all else of it: notes the two moments for which our own page has marks of its own. */

/** Its picture is drawn first from what Panel has rendered beforehand. */
requestAnimationFrame(function look() {
  if (self.Bokeh?.documents[0]?.is_idle) requestAnimationFrame(() => performance.mark("picture"));
  else requestAnimationFrame(look);
});

/** It can be used once it no longer says that it is loading. */
addEventListener("DOMContentLoaded", () => {
  const watch = new MutationObserver(() => {
    if (document.body.classList.contains("pn-loading")) return;
    watch.disconnect();
    performance.mark("interactive");
  });
  watch.observe(document.body, { attributeFilter: ["class"] });
});
