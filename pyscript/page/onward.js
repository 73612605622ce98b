/** A lesson's own page leads on to its scene, with all that its own address says after the ? and the #. */

const { search, hash } = location;
location.replace(document.currentScript.dataset.to + search.replace("?", "&") + hash);
