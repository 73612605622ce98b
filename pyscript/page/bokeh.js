/** What BokehJS does wrongly or in vain, mended in its own classes before the first figure is drawn often. */

/** `views` are those of the page's document. */
export function mend(views) {
  const [figure] = views.query(({ model }) => model.type === "Figure");
  clearToTheEdge(prototypeOf(figure.canvas_view.primary));
  parseOnce(prototypeOf(figure.style));
  styleByModels(prototypeOf(prototypeOf(figure.visuals.outline_line)));
}

/** Layers of a canvas: half a pixel too little is cleared at the left and upper edges, where old texts would stay. */
function clearToTheEdge(layer) {
  const clearAsEver = layer.clear;
  layer.clear = function () {
    if (this.canvas instanceof HTMLCanvasElement) this.ctx.clearRect(-1, -1, this.bbox.width + 2, this.bbox.height + 2);
    else clearAsEver.call(this); // an SVG that is exported
  };
}

/** Style sheets: every painting writes them anew, mostly with the same text, and the browser would style the page again. */
function parseOnce(sheet) {
  const write = sheet._update;
  sheet._update = function (css) {
    if (this.el.textContent !== css) write.call(this, css);
  };
}

/** Lines, fills and texts: every painting looks for CSS variables, of which this page has none, and makes the browser style it for that. */
function styleByModels(properties) {
  properties._get_css_value = () => "";
}

const prototypeOf = Object.getPrototypeOf;
