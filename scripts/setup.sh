#!/bin/sh
# Makes the virtual environment and installs everything that the program and its tests need.
# System libraries for Qt are installed where apt and rights allow; where not, one clear sentence says what to ask for.
set -eu
PYTHON="${PYTHON:-python3}"
VENV="${VENV:-.venv}"
# Qt's xcb platform plugin and offscreen rendering load these; pdftoppm and Xvfb are for the tests and the screenshots.
LIBRARIES="libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \
libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libdbus-1-3 libfontconfig1 libglib2.0-0"
TOOLS="xvfb poppler-utils"

if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "需要 Python 3.11 或更新版本，请安装后重试（可用 make PYTHON=路径 指定）。" >&2
    exit 1
fi

missing() {
    for package in $LIBRARIES $TOOLS; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || printf '%s ' "$package"
    done
}

if command -v dpkg-query >/dev/null 2>&1; then
    wanted="$(missing)"
    if [ -n "$wanted" ]; then
        if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
            export DEBIAN_FRONTEND=noninteractive
            apt-get update -qq
            # shellcheck disable=SC2086
            apt-get install -y -qq --no-install-recommends $wanted >/dev/null
        else
            echo "缺少系统组件，请管理员执行：apt-get install $wanted" >&2
        fi
    fi
fi

if [ ! -x "$VENV/bin/python" ]; then
    if ! "$PYTHON" -m venv "$VENV" 2>/dev/null; then
        rm -rf "$VENV"
        echo "无法建立 Python 虚拟环境，请管理员执行：apt-get install python3-venv" >&2
        exit 1
    fi
fi
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
