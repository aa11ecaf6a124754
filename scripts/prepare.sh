# Sourced by ./stria and ./test: finds the .NET SDK, brings native libraries that are missing, builds when sources changed.
# Needs $root, the repository's folder.
export PATH="$PATH:/usr/sbin:/sbin:$HOME/.dotnet"
export OPENBLAS_NUM_THREADS=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en

say() { printf 'stria: %s\n' "$*" >&2; }

require_dotnet() {
    command -v dotnet >/dev/null 2>&1 && return
    say "the .NET 10 SDK is not on this machine (command 'dotnet'). See https://dot.net/download, or on Debian: apt-get install dotnet-sdk-10.0"
    exit 1
}

has_library() { { ldconfig -p 2>/dev/null; ls /usr/local/lib /opt/homebrew/lib 2>/dev/null; } | grep -Eq "$1"; }
has_font() { ls /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf >/dev/null 2>&1 || fc-list 2>/dev/null | grep -q DejaVuSans; }

# want PACKAGE 'what for': one package more to install. Where releases differ in its name, the names are joined by '|'.
want() { packages="$packages $1"; say "${1%%|*} is missing; it is used to $2"; }

# The wanted packages under the names that this machine's lists know.
resolve_names() {
    resolved=
    for alternatives in $packages; do
        chosen=${alternatives%%|*}
        for name in $(echo "$alternatives" | tr '|' ' '); do
            if apt-cache show "$name" >/dev/null 2>&1; then chosen=$name; break; fi
        done
        resolved="$resolved $chosen"
    done
}

find_missing_libraries() {
    packages=
    has_library 'libhdf5(_serial)?\.(so|[0-9]+\.dylib|dylib)' || want 'libhdf5-103-1|libhdf5-103-1t64|libhdf5-310' 'read and write HDF5 (NeXus, maps.h5)'
    has_library 'libopenblas\.' || want libopenblas0-pthread 'find principal components and solve fits (BLAS and LAPACK)'
    has_library 'libcairo\.' || want libcairo2 'draw figures'
    has_font || want fonts-dejavu-core 'write the text in figures'
}

find_missing_judges() {
    has_library 'libdmumps_seq' || want 'libmumps-seq-5.5|libmumps-seq-5.6|libmumps-seq-5.4|libmumps-seq-5.7' 'judge, in tests, the built-in sparse solver'
    command -v h5dump >/dev/null 2>&1 || want hdf5-tools 'judge, in tests, the HDF5 files that Stria writes'
    /usr/bin/python3 -c 'import meshio' >/dev/null 2>&1 || want python3-meshio 'judge, in tests, the meshes that Stria writes'
    /usr/bin/python3 -c 'import h5py, numpy' >/dev/null 2>&1 || want 'python3-h5py python3-numpy' 'judge, in tests, the HDF5 files that Stria writes'
}

install_missing() {
    [ -n "$packages" ] || return 0
    resolve_names
    if ! command -v apt-get >/dev/null 2>&1; then
        say "this machine has no apt-get; please install with its own package manager what Debian calls:$resolved"
    elif [ "$(id -u)" = 0 ]; then
        run_install ''
    elif sudo -n true 2>/dev/null; then
        run_install 'sudo -n'
    else
        say "you may not install packages here; please run, or ask your administrator for:  sudo apt-get install --no-install-recommends$resolved"
    fi
}

run_install() {
    log=$(mktemp)
    say "installing from the distribution's packages:$resolved"
    # A fresh machine knows no package names before the update.
    if ! { $1 apt-get update && resolve_names && $1 env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $resolved; } >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        say "that failed; please run yourself:  apt-get update && apt-get install$resolved"
    fi
    rm -f "$log"
}

# The commit belongs to the version that a run records, so a new commit is a reason to build as well.
commit() { git -C "$root" rev-parse HEAD 2>/dev/null || echo none; }

is_built() {
    [ -f "$root/artifacts/bin/Stria.Cli/release/stria.dll" ] && [ -f "$root/artifacts/built" ] && [ "$(cat "$root/artifacts/built")" = "$(commit)" ] || return 1
    changed=$(cd "$root" && find src materials Directory.Build.props Directory.Packages.props global.json \
        ! -name packages.lock.json -newer artifacts/built -print 2>/dev/null | head -n 1)
    [ -z "$changed" ]
}

build() {
    is_built && return
    mkdir -p "$root/artifacts"
    (
        # Several runs may start at once (a job array): one builds, the others wait for it.
        if command -v flock >/dev/null 2>&1; then flock 9; fi
        is_built && exit 0
        say 'building (on first use and when sources changed; a minute or so) ...'
        commit >"$root/artifacts/built.new"
        # The analyzers judge the code, for whom changes it: ./test runs them.
        if ! dotnet build "$root/src/Stria.Cli" -c Release -v quiet --nologo -p:RunAnalyzers=false >"$root/artifacts/build.log" 2>&1; then
            cat "$root/artifacts/build.log" >&2
            say 'the build failed; the messages are above and in artifacts/build.log'
            exit 1
        fi
        # The stamp carries the time before the build: what changes meanwhile is built next time.
        mv "$root/artifacts/built.new" "$root/artifacts/built"
    ) 9>"$root/artifacts/build.lock" || exit 1
}
