# shellcheck shell=bash
# Shared by serve, dev and test: looks what is there and installs only what is missing.
# Sourced from the project's root. Bash 3.2, since that is what macOS has.

readonly TRUNK=0.21.14

# Built tools stand outside the checkout, a folder per version: every clone finds them again,
# and nobody's own trunk or wasm-bindgen is replaced.
readonly TOOLS="${XDG_CACHE_HOME:-$HOME/.cache}/sitrep"

say() { printf '▸ %s\n' "$*"; }
fail() { printf '✗ %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
missing() { fail "$1 is missing: $2, then run scripts/$(basename "$0") again."; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
may_apt() { has apt-get && as_root true 2>/dev/null; }
apt() { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }

need_node() {
  node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || a == 20 && b >= 11 ? 0 : 1)' 2>/dev/null ||
    missing "Node" "install Node 20.11 or later"
  has npm || missing "npm" "install it (it comes with Node)"
}

need_rust() {
  has cargo || missing "Rust" "install it from https://rustup.rs"
  if ! has cc; then
    may_apt || missing "A C compiler" "install one (Debian, Ubuntu: sudo apt-get install build-essential; macOS: xcode-select --install)"
    say "Installing a C compiler"
    apt build-essential || fail "The C compiler could not be installed, see above."
  fi
}

need_wasm_target() {
  [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] && return
  has rustup || missing "Rust's wasm32-unknown-unknown target" "install it (with rustup: rustup target add wasm32-unknown-unknown)"
  say "Installing Rust's wasm32-unknown-unknown target"
  rustup --quiet target add wasm32-unknown-unknown || fail "The target could not be installed, see above."
}

need_rust_component() { # COMPONENT COMMAND
  "$2" --version >/dev/null 2>&1 && return
  has rustup || missing "$1" "install it"
  say "Installing $1"
  rustup --quiet component add "$1" || fail "$1 could not be installed, see above."
}

need_tool() { # CRATE COMMAND VERSION [ARGUMENTS OF CARGO INSTALL]
  local crate=$1 command=$2 version=$3 home="$TOOLS/$1-$3"
  shift 3
  has "$command" && [ "$("$command" --version | awk '{ print $2 }')" = "$version" ] && return
  if [ ! -x "$home/bin/$command" ]; then
    say "Installing $crate $version (some minutes, once)"
    # Unoptimised: that is compiled in a quarter of the time and fast enough.
    CARGO_PROFILE_DEV_DEBUG=0 cargo install "$crate" --version "$version" --debug --quiet --root "$home" "$@" ||
      fail "$crate $version could not be installed, see above."
  fi
  PATH="$home/bin:$PATH"
}

need_npm() { # FOLDER WHAT
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
  say "Installing $2 from npm into $1/node_modules"
  (cd "$1" && npm ci --no-audit --no-fund --loglevel=error >/dev/null) || fail "npm could not install $2, see above."
  touch "$1/node_modules/.package-lock.json"
}

# All that building the page needs.
need_builder() {
  need_node
  need_rust
  need_wasm_target
  need_tool trunk trunk "$TRUNK" --locked
  # The command must be of the very version that the page is compiled with.
  need_tool wasm-bindgen-cli wasm-bindgen "$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p;}' Cargo.lock)"
  need_npm scripts "wasm-opt and esbuild"
  PATH="$PWD/scripts/node_modules/.bin:$PATH"
  export PATH TRUNK_SKIP_VERSION_CHECK=true
  [ -z "${NO_COLOR-}" ] || export NO_COLOR=true # Trunk refuses any other value
}

need_chromium() {
  need_npm tests/browser "Playwright and axe"
  local playwright=tests/browser/node_modules/playwright-core/cli.js
  CHROMIUM=$(node tests/browser/chromium.mjs) || {
    say "Installing Chromium"
    if may_apt && grep -qx 'ID=debian' /etc/os-release; then apt chromium
    elif may_apt; then node "$playwright" install --with-deps chromium # Ubuntu's package is a snap
    else node "$playwright" install chromium
    fi
    CHROMIUM=$(node tests/browser/chromium.mjs)
  } || missing "Chromium" "install Chromium or Chrome, or name one in CHROMIUM"
  export CHROMIUM
}

build_page() {
  if [ -f dist/sw.js ] && [ -f target/built ] && [ -z "$(find \
    src style index.html Trunk.toml Cargo.toml Cargo.lock scripts/seal.mjs scripts/csp.txt scripts/package-lock.json \
    -newer target/built)" ]; then
    say "The release in dist/ is up to date"
    return
  fi
  say "Building the release into dist/ (some minutes the first time)"
  mkdir -p target
  touch target/building # edits during the build are newer than this
  trunk build --release || fail "The page could not be built, see above."
  mv target/building target/built
}
