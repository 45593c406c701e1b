#!/usr/bin/env bash
# The step of action.yml. Inputs come only by variables, and nothing in them is evaluated. Exit codes are those of
# `privatelink policy`: 0 clean, 1 violations, 2 something could not be judged, or this script failed.
set -euo pipefail
shopt -s nullglob globstar

verdict=unjudgeable report='' mark=''

finish() {
  local code=$?
  # Whatever went wrong: without a verdict, nothing was judged.
  [ "$verdict" != unjudgeable ] || code=2
  printf 'verdict=%s\nreport=%s\n' "$verdict" "$report" >>"$GITHUB_OUTPUT"
  exit "$code"
}
trap finish EXIT

# What npm and the program print is text: no line of it is a command to the runner, until `resume`.
pause() {
  mark=$(node -p 'require("node:crypto").randomBytes(16).toString("hex")')
  printf '::stop-commands::%s\n' "$mark"
}

resume() {
  [ -z "$mark" ] || printf '\n::%s::\n' "$mark"
  mark=''
}

# Ends the step with an annotation. In its message, %0A is a line break.
fail() { # <message>
  local text=${1//'%'/%25}
  text=${text//$'\r'/%0D}
  resume
  printf '::error title=nothing was judged::%s\n' "${text//$'\n'/%0A}"
  exit 2
}

# What a program said on standard error, for an annotation: printable, and not more than one takes.
cause() { # <file>
  node -e '
    const { stripVTControlCharacters } = require("node:util");
    const text = stripVTControlCharacters(require("node:fs").readFileSync(process.argv[1], "utf8")).trim();
    const shown = [...text.replace(/[^\P{C}\n]/gu, "?")].slice(0, 2000).join("");
    process.stdout.write(shown || "it gave no reason.");
  ' "$1"
}

# Puts the lines of a text into the array `lines`, without empty ones and without space around them.
read_lines() { # <text>
  local line
  lines=()
  while IFS= read -r line; do
    line=${line#"${line%%[![:space:]]*}"}
    line=${line%"${line##*[![:space:]]}"}
    [ -z "$line" ] || lines+=("$line")
  done <<<"$1"
}

# A path that is neither an option nor `-`, which is standard input.
plain() { # <path>
  case $1 in
  -*) printf './%s' "$1" ;;
  *) printf '%s' "$1" ;;
  esac
}

# A field of the package.json of this action's repository.
field() { # <name>
  node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))[process.argv[2]]' \
    "$GITHUB_ACTION_PATH/../../package.json" "$1"
}

case $INPUT_FAIL_ON in
violations | unjudgeable) ;;
*) fail "fail-on: expected violations or unjudgeable; found: $INPUT_FAIL_ON." ;;
esac
type -P node npm >/dev/null || fail "expected Node and npm on the runner; found none. Use actions/setup-node before."
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a === "20" && b >= 12) ? 0 : 1)' ||
  fail "expected Node 20.12 or newer; found $(node --version). Use actions/setup-node before."

if [ -n "$INPUT_PACKAGE" ]; then
  case $INPUT_PACKAGE in
  /*) spec=$INPUT_PACKAGE ;;
  *) spec=$GITHUB_WORKSPACE/$INPUT_PACKAGE ;;
  esac
  [ -f "$spec" ] || fail "package: expected a file; found none at $INPUT_PACKAGE."
else
  version=${INPUT_VERSION:-$(field version)}
  [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]+)?$ ]] ||
    fail "version: expected a version such as 1.2.3; found: $version."
  spec=$(field name)@$version
fi

cd "$GITHUB_WORKSPACE"
cd -- "$INPUT_FOLDER" 2>/dev/null || fail "working-directory: expected a folder; found none at $INPUT_FOLDER."

read_lines "$INPUT_PATHS"
paths=()
for line in "${lines[@]}"; do
  # A name that is there is no pattern. With an empty IFS, a pattern may have spaces.
  if [ -e "$line" ]; then
    matches=("$line")
  else
    IFS=
    # shellcheck disable=SC2206
    matches=($line)
    unset IFS
  fi
  { [ "${#matches[@]}" -gt 0 ] && [ -e "${matches[0]}" ]; } ||
    fail "paths: expected plans, stacks or folders; found nothing by $line."
  for path in "${matches[@]}"; do paths+=("$(plain "$path")"); done
done
[ "${#paths[@]}" -gt 0 ] || fail "paths: expected plans, stacks or folders; found no line."

work=$(mktemp -d "$RUNNER_TEMP/privatelink-XXXXXX")
args=(--force --format text --format "github=$work/annotations" --format "json=$work/report.json")
args+=(--format "markdown=$work/summary.md")
read_lines "$INPUT_REPORTS"
for line in "${lines[@]}"; do args+=(--format "$line"); done
read_lines "$INPUT_DATA"
for line in "${lines[@]}"; do args+=(--data "$(plain "$line")"); done
read_lines "$INPUT_STATUS"
for line in "${lines[@]}"; do args+=(--status "$(plain "$line")"); done

pause
# In a folder of its own: no .npmrc and no package.json of the workspace counts. The policies need no peer dependency.
(cd "$work" && npm install --prefix "$work" --ignore-scripts --omit=dev --omit=peer --no-audit --no-fund "$spec") ||
  fail "expected that npm installs $spec; found the error above."
code=0
"$work/node_modules/.bin/privatelink" policy "${args[@]}" -- "${paths[@]}" 2>"$work/errors" || code=$?
cat "$work/errors" >&2
resume

[ ! -s "$work/annotations" ] || cat "$work/annotations"
[ ! -s "$work/summary.md" ] || cat "$work/summary.md" >>"$GITHUB_STEP_SUMMARY"
[ -s "$work/report.json" ] || fail "expected a report; found none. The program ended with $code: $(cause "$work/errors")"
report=$work/report.json
said=$(node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")).verdict' "$report")
# Only what agrees with the exit code is a verdict.
case $said-$code in
clean-0 | violations-1) verdict=$said ;;
esac
if [ "$verdict" = violations ] && [ "$INPUT_FAIL_ON" = violations ]; then exit 1; fi
