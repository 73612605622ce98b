/** Every message between page and worker, in one place. Anything that is not listed here is not sent. */

export const toWorker = Object.freeze({
  boot: "boot", //               {indexAddress, environment: JSON, build, snapshot}   start: from the snapshot of the build that is
                //               "kept", else as soon as the parts arrive; where there is "none" yet, keep one
  part: "part", //               {name, bytes: ArrayBuffer}          one downloaded part, inflated
  patch: "patch", //             {text: JSON}                        one change of the document made in the page
  call: "call", //               {id, name, text: JSON}              a call of window.playground and its arguments
  act: "act", //                 {name, panel, text: JSON}           what an element of a panel does; answered by `acted`
  drawn: "drawn", //             {}                                  the last frame is about to be painted: the next may come
  painted: "painted", //         {}                                  it is on the screen
  environment: "environment", // {text: JSON}                        what changed of address, dark, lang, visible …
});

/** They come in arrays: whatever Python has said at one go. */
export const toPage = Object.freeze({
  stage: "stage", //       {name, state: "started" | "done", milliseconds}
  unrestored: "unrestored", // {detail}                    the snapshot is no use: nothing follows but from another worker
  kept: "kept", //         {}                              a snapshot has been kept for the next visit
  failed: "failed", //     {stage, cause, detail}          final: nothing follows
  document: "document", // {text: JSON}                    the Bokeh document and the root of each slot
  patch: "patch", //       {text: JSON, buffers: Map}      one change of the document made in Python
  layout: "layout", //     {text: JSON}                    where the arrays of the next frames belong
  frame: "frame", //       {buffer: ArrayBuffer, further}  the arrays of one frame, one after another; `further`: only steps of training
  reply: "reply", //       {id, text: JSON | refusal: JSON}
  event: "event", //       {name, text: JSON}              status, phase, film, task, goal, error, remark, ready
  panels: "panels", //     {text: JSON}                    the HTML of the panels that have changed, by name
  names: "names", //       {text: JSON}                    what is said of figures to those who hear the page, by slot
  acted: "acted", //       {}                              one `act` is done
  file: "file", //         {name, kind, text}              something for the learner to save
  keep: "keep", //         {name, text}                    something to find again on the next visit; "" forgets it
  page: "page", //         {text: JSON}                    address, language, theme, hidden parts, timeline …
});
