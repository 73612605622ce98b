@echo off
rem The whole page in one file: it needs neither Python nor a server. ASCII up to the message, which cmd reads as UTF-8.
if not exist "%~dp0playground.html" goto alone
start "" "%~dp0playground.html"
exit /b

:alone
rem Opened inside the zip, Windows has unpacked this file only.
chcp 65001 >nul
echo 请先把压缩包里的全部文件解压出来，再双击解压后文件夹里的 start.cmd。
echo Unpack all files of the zip first, then double-click start.cmd in the folder that you get.
pause
exit /b 1
