@echo off
rem The whole page in one file: it needs neither Python nor a server.
start "" "%~dp0playground.html"
