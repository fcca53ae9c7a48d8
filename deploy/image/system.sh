#!/usr/bin/env bash
# The user that runs everything, the folders of the image, and Python without what only installs, compiles or draws windows.
set -euo pipefail

# By hand: useradd would write down the day.
echo 'etl:x:10001:10001:spotify-etl:/data:/usr/sbin/nologin' >> /etc/passwd
echo 'etl:x:10001:' >> /etc/group
mkdir /data
chown 10001:10001 /data
rmdir /opt

cd /usr/local
rm -rf bin/{pip,idle,2to3,pydoc}* bin/python*-config include lib/pkgconfig lib/*.a
cd lib/python3.*
rm -rf site-packages/* ensurepip idlelib tkinter turtledemo turtle.py lib2to3 test config-3.*
