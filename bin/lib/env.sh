# Sourced by the scripts in bin/: finds the tools that the build needs and says clearly what is missing.
#
# After it: ROOT is the repository's folder, JAVA_HOME is a JDK of JAVA_REQUIRED or newer, and maven runs Maven on it.
# shellcheck shell=bash

JAVA_REQUIRED=25
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  shift
  (($# == 0)) || printf '  %s\n' "$@" >&2
  exit 1
}

# The feature release of the JDK in a folder; nothing when there is none, or when it is a JRE without a compiler.
jdk_release() {
  local home=$1
  [[ -x $home/bin/javac && -r $home/release ]] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release"
}

# The folders that may hold a JDK, the most particular first.
jdk_candidates() {
  local found
  [[ -n ${JAVA_HOME:-} ]] && echo "$JAVA_HOME"
  if found="$(command -v javac)"; then
    found="$(readlink -f "$found" 2>/dev/null || echo "$found")"
    dirname "$(dirname "$found")"
  fi
  if [[ -x /usr/libexec/java_home ]]; then # macOS
    /usr/libexec/java_home -v "$JAVA_REQUIRED+" 2>/dev/null || true
  fi
  local folder home=~
  for folder in \
    /usr/lib/jvm/* \
    "${SDKMAN_DIR:-$home/.sdkman}"/candidates/java/* \
    "$home"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ -d $folder ]] && echo "$folder"
  done
  return 0
}

find_jdk() {
  local home release seen=()
  while IFS= read -r home; do
    release="$(jdk_release "$home")"
    if [[ -n $release ]] && ((release >= JAVA_REQUIRED)); then
      JAVA_HOME=$home
      export JAVA_HOME
      export PATH="$JAVA_HOME/bin:$PATH"
      return
    fi
    seen+=("  $home: ${release:+JDK }${release:-no JDK}")
  done < <(jdk_candidates)
  fail "no JDK $JAVA_REQUIRED or newer was found." \
    "Looked at JAVA_HOME, the javac on the PATH, /usr/lib/jvm/*, SDKMAN's candidates, ~/.jdks/* and macOS's java_home:" \
    "${seen[@]:-  nothing there}" \
    "Install one (a package such as temurin-25-jdk or openjdk-25-jdk, or: sdk install java 25-tem)," \
    "or set JAVA_HOME to one that stands elsewhere."
}

find_maven() {
  command -v mvn >/dev/null || fail "no mvn was found on the PATH." \
    "Install Maven 3.8.7 or newer (a package such as maven, or: sdk install maven)."
}

# Maven 3.8 on a JDK 25 would print warnings about its own use of Unsafe and of native code.
MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
export MAVEN_OPTS

maven() {
  (cd "$ROOT" && exec mvn --batch-mode "$@")
}

find_jdk
find_maven
