# Sourced by bin/release: copies, builds, checks and compares.
#
# Before it: ROOT, folder (where the repository goes). During it: version, modules (the folders of what is published).
# shellcheck shell=bash

work="$(mktemp -d)"
log="$ROOT/target/release.log"
mkdir -p "$ROOT/target"
: >"$log"
trap 'rm -rf "$work"' EXIT

# What git knows or would add, so that nothing that lies about gets in; with another version where one is given.
copy_sources() { # folder, version or nothing
  local files pom
  files="$work/files"
  git -C "$ROOT" ls-files --cached --others --exclude-standard -z >"$files" 2>>"$log" ||
    fail "git does not know $ROOT (expected: a clone of the repository): release from a clone."
  mkdir -p "$1"
  # A file that was deleted and not yet committed is still in git's list.
  (cd "$ROOT" && xargs -0 sh -c 'for file; do [ ! -e "$file" ] || printf "%s\0" "$file"; done' sh <"$files" |
    tar --create --null --files-from=- | tar --extract --directory="$1")
  [[ -n $2 ]] || return 0
  while IFS= read -r -d '' pom; do
    sed -i.before "s|<version>$(version_of "$ROOT")</version>|<version>$2</version>|" "$pom"
    rm "$pom.before"
  done < <(find "$1" -name pom.xml -print0)
}

# The first version in the root POM is its own.
version_of() { # folder
  sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$1/pom.xml"
}

published_modules() { # folder
  local module
  sed -n 's|.*<module>\(.*\)</module>.*|\1|p' "$1/pom.xml" | while read -r module; do
    grep -q '<maven.deploy.skip>true<' "$1/$module/pom.xml" || echo "$module"
  done
}

uncommitted() {
  [[ -z "$(git -C "$ROOT" status --porcelain)" ]] || echo ", of which some are not committed"
}

artifact_of() { # module
  sed -n 's|^  <artifactId>\(.*\)</artifactId>$|\1|p' "$work/one/$1/pom.xml"
}

packaging_of() { # module
  sed -n 's|^  <packaging>\(.*\)</packaging>$|\1|p' "$work/one/$1/pom.xml" | grep . || echo jar
}

build() { # folder, arguments of Maven
  local list
  list="$(IFS=,; echo "${modules[*]}")"
  (cd "$1" && mvn --batch-mode -pl "$list" -am -Dmaven.test.skip -Dfuzz.skip "${@:2}" >>"$log" 2>&1) || stop "the build failed" "$log"
}

stop() { # what failed, its log
  fail "$1:" "$(grep -E '^\[ERROR\] .|^\[WARNING\] .*[Ll]icense|^ -' "$2" | grep -vE 'Help 1|Re-run Maven|To see the full|For more information' | head -n 25)" \
    "All of it is in $2"
}

# Each artifact has all its files, each jar its licence, and each POM what Maven Central asks for.
check_repository() {
  local module artifact place name file missing=()
  for module in "${modules[@]}"; do
    artifact="$(artifact_of "$module")"
    place="$folder/dev/rookery/$artifact/$version"
    name="$(basename "$(ls "$place"/*.pom 2>/dev/null)" .pom)"
    [[ -n $name ]] || {
      missing+=("$artifact: nothing was deployed")
      continue
    }
    for file in $(files_of "$module"); do
      [[ -e $place/$name$file ]] || missing+=("$artifact: no $name$file")
    done
    [[ ! -e $place/$name.jar ]] || jar --list --file "$place/$name.jar" | grep -qx META-INF/LICENSE ||
      missing+=("$artifact: no META-INF/LICENSE in $name.jar")
    check_pom "$artifact" "$place/$name.pom"
  done
  ((${#missing[@]} == 0)) || fail "what would be published is not whole:" "${missing[@]}" "docs/releasing.md says where each of these comes from."
}

files_of() { # module
  case "$(packaging_of "$1")" in
    pom) echo .pom ;;
    jar) echo .pom .jar -sources.jar -javadoc.jar -cyclonedx.json -cyclonedx.xml ;;
    *) echo .pom .jar -sources.jar -javadoc.jar ;;
  esac
}

check_pom() { # artifact, file
  local element
  for element in name description url licenses developers scm; do
    grep -q "^  <$element" "$2" || # at the depth of the project: licences and developers have names too
      missing+=("$1: no <$element> in its POM")
  done
  grep -q '<parent>' "$2" && missing+=("$1: a <parent> in its POM, and the parent is not published")
  # shellcheck disable=SC2016 # these are Maven's
  grep -q '\${' "$2" && missing+=("$1: a property in its POM that nothing sets")
  [[ $version == *-SNAPSHOT ]] || ! grep -q -- '-SNAPSHOT<' "$2" || missing+=("$1: a snapshot in its POM, which a release cannot stand on")
  return 0
}

compare_builds() {
  local module file same=0 differing=()
  for module in "${modules[@]}"; do
    while IFS= read -r file; do
      if cmp -s "$work/one/$module/target/$file" "$work/another/folder/$module/target/$file"; then
        same=$((same + 1))
      else
        differing+=("$module/target/$file")
        keep "$module/target/$file"
      fi
    done < <(cd "$work/one/$module/target" && find . -maxdepth 1 \( -name '*.jar' -o -name bom.json -o -name bom.xml -o -name .flattened-pom.xml \) | sed 's|^\./||')
  done
  ((${#differing[@]} == 0)) || fail "two builds of the same sources differ in:" "${differing[@]}" \
    "Both are in $ROOT/target/release-differs; diffoscope, or unzip -v on both, shows where. A time, a path or the order of a set is the usual reason."
  echo "release: $same files of both builds are the same, byte by byte"
}

keep() { # file
  local build
  for build in one another/folder; do
    mkdir -p "$ROOT/target/release-differs/$build/$(dirname "$1")"
    cp "$work/$build/$1" "$ROOT/target/release-differs/$build/$1" 2>/dev/null || true
  done
}

# Somebody else's project, with a local repository that has never seen Rookery. What else it needs is kept for the next time.
build_outside() {
  local repository="$ROOT/target/release-outside"
  rm -rf "$repository/dev/rookery"
  cp -R "$work/one/testing/outside" "$work/outside"
  (cd "$work/outside" && mvn --batch-mode package "-Dmaven.repo.local=$repository" \
    "-Drookery.version=$version" "-Drookery.repository=file://$folder" >"$log.outside" 2>&1) ||
    stop "testing/outside does not build with what would be published" "$log.outside"
}
