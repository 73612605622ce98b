/** What the page complains of, and what it has asked of other origins, as far as a page can see that by itself. */

tests.complaints = [];
for (const kind of ["error", "warn"]) {
  const say = console[kind];
  console[kind] = (...words) => {
    tests.complaints.push(`console ${kind}: ${words.join(" ")}`);
    say.apply(console, words);
  };
}
addEventListener("error", ({ message, target }) => tests.complaints.push(`uncaught: ${message ?? target.outerHTML}`), true);
addEventListener("unhandledrejection", ({ reason }) => tests.complaints.push(`unhandled: ${reason}`));
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => tests.complaints.push(`${violatedDirective}: ${blockedURI}`));

/** Every complaint so far, and the address of everything that was not of this site. */
tests.heard = () => {
  const asked = performance.getEntriesByType("resource").map(({ name }) => name);
  return [...tests.complaints, ...asked.filter((name) => !/^(data|blob):/.test(name) && !name.startsWith(`${new URL(location).origin}/`))];
};
