#!/usr/bin/env bash
# A stand-in for python:<version>-slim-bookworm, of Debian's packages and a CPython of this machine.
# stand_in.sh DOCKER PREFIX TAG: the client, the folder that holds bin/python3.x, what to call the image.
set -euo pipefail
docker=$1 prefix=$2 tag=$3
python=$(basename "$(ls -d "$prefix"/lib/python3.* | tail -1)")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root

# What the official image adds to debian:bookworm-slim, and what CPython's own modules are linked with.
mmdebstrap --quiet --variant=minbase --mode=root --format=directory \
    --include=ca-certificates,netbase,tzdata,libssl3,libffi8,libsqlite3-0,libbz2-1.0,liblzma5,libreadline8 \
    --include=libncursesw6,libuuid1,libexpat1,zlib1g,libtirpc3,libnsl2,libgdbm6,libdb5.3 \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' bookworm "$root" >&2
rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/*.bin

# Without tests, as the official image has it.
tar --directory "$prefix" --create --exclude=__pycache__ --exclude="lib/$python/test" \
    --exclude="lib/$python/config-*" --exclude="lib/$python/site-packages/*" \
    "bin/$python" "lib/$python" "include/$python" $(cd "$prefix" && ls lib/libpython3*.so* 2>/dev/null || true) \
    | tar --directory "$root/usr/local" --extract
for name in python3 python; do ln -s "$python" "$root/usr/local/bin/$name"; done
chroot "$root" ldconfig
chroot "$root" /usr/local/bin/python3 -m ensurepip --default-pip >/dev/null 2>&1

version=$(chroot "$root" /usr/local/bin/python3 -c 'import platform; print(platform.python_version())')
tar --directory "$root" --exclude='./dev/*' --create . | "$docker" import \
    --change 'ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8' \
    --change "ENV PYTHON_VERSION=$version" --change 'CMD ["python3"]' - "$tag"
