#!/bin/sh
# Makes the virtual environment and installs everything that the program and its tests need.
# System libraries for Qt are installed where apt and rights allow; where not, one clear sentence says what to ask for.
set -eu
PYTHON="${PYTHON:-python3}"
VENV="${VENV:-.venv}"
# Qt's xcb platform plugin and offscreen rendering load these; Xvfb is for the screenshots.
LIBRARIES="libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \
libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libdbus-1-3 libfontconfig1 libglib2.0-0"
TOOLS="xvfb"
# A free 楷体 for the headings of the second level, where the official one is not installed; a wish, no condition.
KAITI="fonts-arphic-gkai00mp"

say() { echo "$1" >&2; }

if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "需要 Python 3.11 或更新版本，请安装后重试（可用 make PYTHON=路径 指定）。"
    exit 1
fi

can_install() { command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; }

apt_install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

has_package() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q "ok installed"; }

missing_packages() {
    for package in $LIBRARIES $TOOLS; do
        has_package "$package" || printf '%s ' "$package"
    done
}

if command -v dpkg-query >/dev/null 2>&1; then
    wanted="$(missing_packages)"
    if [ -n "$wanted" ]; then
        if can_install; then
            # shellcheck disable=SC2086
            apt_install $wanted
        else
            say "缺少系统组件，窗口可能打不开，请管理员执行：apt-get install $wanted"
        fi
    fi
    if can_install && ! has_package "$KAITI"; then
        apt_install "$KAITI" 2>/dev/null || true
    fi
fi

if [ ! -x "$VENV/bin/python" ] || ! "$VENV/bin/python" -m pip --version >/dev/null 2>&1; then
    # Debian keeps the part of Python that makes virtual environments in a package of its own.
    if ! "$PYTHON" -c 'import ensurepip' 2>/dev/null && can_install; then
        version="$("$PYTHON" -c 'import sys; print(f"{sys.version_info.major}.{sys.version_info.minor}")')"
        apt_install "python$version-venv"
    fi
    rm -rf "$VENV"
    if ! "$PYTHON" -m venv "$VENV"; then
        rm -rf "$VENV"
        say "无法建立 Python 虚拟环境，请管理员执行：apt-get install python3-venv"
        exit 1
    fi
fi
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
