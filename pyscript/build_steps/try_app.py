"""Runs inside Pyodide: builds the app from the archives made for the page, as the worker will.

Proves, before anything is published, that nothing was trimmed that the app needs.
"""
import importlib
import json

importlib.import_module("playground.packages")
app = importlib.import_module("playground.apps.playground").build()
json.loads(app.document.text())
importlib.import_module("playground.browser")
