# Shared by the scripts beside this file; works with the old bash of macOS too. Sourced, never run.
# After sourcing: ROOT is the repository, JDK (after find_jdk) a JDK 25 or newer.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
WANTED=25

# The jars of a program's class path come from these folders, in the order in which they build; the last one gathers them.
MODULES="autograd tensor nn optim datasets linalg formats vision tables train testing samples"
PROGRAMS=samples

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# major DIR: the feature number of the JDK in DIR, from its release file (nothing is started); fails if it is none.
major() {
    [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
    local line
    line=$(grep '^JAVA_VERSION=' "$1/release") || return 1
    line=${line#*\"}
    printf '%s\n' "${line%%[!0-9]*}"
}

# Prints the home of the java that PATH finds, links followed.
path_jdk() {
    local java link
    java=$(command -v java) || return 0
    while [ -L "$java" ]; do
        link=$(readlink "$java")
        case $link in
            /*) java=$link ;;
            *) java=$(dirname "$java")/$link ;;
        esac
    done
    (cd "$(dirname "$java")/.." && pwd -P)
}

# Sets JDK: JAVA_HOME or PATH's java if they are new enough, otherwise the usual folders, the oldest that will do first.
find_jdk() {
    local dir version best=
    for dir in "${JAVA_HOME:-}" "$(path_jdk)"; do
        version=$(major "$dir") && [ "$version" -ge $WANTED ] && { JDK=$dir; return; }
    done
    for dir in /usr/lib/jvm/* /usr/java/* /opt/* /opt/*/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        version=$(major "$dir") && [ "$version" -ge $WANTED ] || continue
        if [ -z "$best" ] || [ "$version" -lt "$best" ]; then
            best=$version
            JDK=$dir
        fi
    done
    [ -n "$best" ] && return
    say "lanewise needs a JDK $WANTED or newer, and none was found (looked at JAVA_HOME, PATH and the usual folders)."
    say "Eclipse Temurin is one; to get it:"
    say "  any Unix with SDKMAN   sdk install java 25-tem"
    say "  macOS with Homebrew    brew install --cask temurin@25"
    say "  Debian, Ubuntu         apt install temurin-25-jdk      (from Adoptium's apt repository; or its own openjdk-25-jdk)"
    say "  Windows                winget install EclipseAdoptium.Temurin.25.JDK"
    die "If you have one elsewhere: JAVA_HOME=/its/folder before the command."
}

# maven ARG...: Maven on whatever Java it likes; it is told where the JDK of find_jdk is, in case it cannot find that itself.
maven() {
    command -v mvn >/dev/null || die "Maven (mvn) is missing: apt install maven, brew install maven or sdk install maven."
    (cd "$ROOT" && env "JAVA$(major "$JDK")_HOME=$JDK" mvn -B "$@")
}

# stale MODULE: true when its jar is missing or older than anything it is made of (a deletion touches the folder).
stale() {
    local jar="$ROOT/$PROGRAMS/target/modules/lanewise-$1.jar"
    [ -f "$jar" ] || return 0
    [ -n "$(find "$ROOT/pom.xml" "$ROOT/$1/pom.xml" "$ROOT/$1/src/main" -newer "$jar" 2>/dev/null | head -n 1)" ]
}

# Builds what is stale, without running tests.
build() {
    local module
    for module in $MODULES; do
        if stale "$module"; then
            if [ -d "$ROOT/$PROGRAMS/target/modules" ]; then say "building lanewise, for $module has changed ..."
            else say "building lanewise, the first time ..."; fi
            maven -q -Dmaven.test.skip=true -DkernelWidths.skip=true -pl "$PROGRAMS" -am package || die "The build failed; see above."
            return
        fi
    done
}

# here PATH: how to write a path of the repository in a command: relative in the repository's root, otherwise absolute.
here() {
    if [ "$(pwd -P)" = "$(cd "$ROOT" && pwd -P)" ]; then printf '%s\n' "$1"; else printf '%s\n' "$ROOT/$1"; fi
}

# launch ARG...: prints the java command with these arguments so that it can be pasted, then becomes it.
launch() {
    local java="$JDK/bin/java" word line=
    [ "$(path_jdk)" = "$(cd "$JDK" && pwd -P)" ] && java=java
    for word in "$java" "$@"; do
        case $word in
            *[!A-Za-z0-9_./:=,+@%-]* | '') word="'$(printf '%s' "$word" | sed "s/'/'\\\\''/g")'" ;;
        esac
        line="$line${line:+ }$word"
    done
    say "$line"
    exec "$java" "$@"
}
