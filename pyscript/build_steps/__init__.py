"""How the Python of `playground/` reaches a page. Each step checks what it made.

    environment   .venv with the pinned tools
    parts         pinned parts, fetched and verified: npm packages, browser packages, NumPy for wasm
    compiled      .py to .pyc by the browser's own CPython, then archives of them
    scripts       our JavaScript and styles, Bokeh's and Panel's
    page          index.html from its template and the manifest of all files
    offline       the service worker that keeps the site on the device, and its names and icons as an app
    single        the edition that is one file
    folder        the site as a zip
    notices       the licences of everything bundled
    site          all of the above into `dist/`, whole or not at all

`commands` is the command line over them, `server` serves the result, `browser` finds one for the tests.
"""
