import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CheckFailed } from "../test-terraform/report";
import type { Scripts } from "./behaviour";
import type { ScriptStep } from "./github-scripts";

/** Stands in for the AWS CLI: one object, whose ETag is its checksum, and the conditions of `put-object`. */
const AWS = `#!/usr/bin/env bash
set -euo pipefail
etag() { printf '"%s"' "$(cksum <"$OBJECT" | tr -d ' ')"; }
what=$2
declare -A given=()
last=
for word in "$@"; do
  case $last in --*) given[$last]=$word ;; esac
  last=$word
done
[ "\${given[--bucket]}" = states ]
case $what in
  list-objects-v2) if [ -e "$OBJECT" ]; then echo "\${given[--prefix]}"; else echo None; fi ;;
  get-object) cp "$OBJECT" "$last"; etag ;;
  put-object)
    if [ "\${given[--if-none-match]:-}" = "*" ]; then [ ! -e "$OBJECT" ] || exit 254
    elif [ "\${given[--if-match]}" != "$(etag)" ]; then exit 254; fi
    cp "\${given[--body]}" "$OBJECT" ;;
  *) exit 99 ;;
esac
`;

/** What was deployed last is only replaced by what follows from it, also where a job runs a second time. */
export async function deployed(scripts: Scripts): Promise<void> {
  const { steps, gitlab } = scripts;
  const github = {
    fetching: steps.ofAction("deployed", "Fetch what was deployed last"),
    keeping: steps.ofApply("Keep what is deployed"),
  };
  await deployedBy("GitHub", github, scripts);
  const functions = {
    fetching: gitlab.withFunctions("fetch_deployed"),
    keeping: gitlab.withFunctions("keep_deployed"),
  };
  await deployedBy("GitLab", functions, scripts);
}

/** The scripts of a system that read and write what was deployed last. */
interface Manifest {
  readonly fetching: ScriptStep;
  readonly keeping: ScriptStep;
}

async function deployedBy(
  system: string,
  { fetching, keeping }: Manifest,
  { report, folder, bash }: Scripts,
): Promise<void> {
  const bin = join(folder, "bin-deployed");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "aws"), AWS);
  chmodSync(join(bin, "aws"), 0o755);
  const object = join(folder, "object.json");
  const local = join(folder, "ci.out/deployed.json");
  const DEPLOYED = "s3://states/privatelink/prod/deployed.json";
  const env = { PATH: `${bin}${delimiter}${process.env.PATH}`, DEPLOYED, OBJECT: object, ENVIRONMENT: "prod" };
  const fetch = () => {
    const { code, output } = bash(fetching, env);
    if (code !== 0) throw new CheckFailed(output);
  };
  const keep = () => bash(keeping, env).code;
  const mustBe = (text: string) => {
    const found = existsSync(object) ? readFileSync(object, "utf8") : "nothing";
    if (found !== text) throw new CheckFailed(`expected ${text}; found ${found}`);
  };
  await report.section(async () => {
    await report.check(`${system}: the first deployment is recorded, and a second first one is refused`, () => {
      rmSync(object, { force: true });
      fetch();
      if (existsSync(local)) throw new CheckFailed("there is a manifest of nothing");
      writeFileSync(local, "1");
      if (keep() !== 0) throw new CheckFailed("it is not recorded");
      mustBe("1");
      writeFileSync(local, "another first");
      if (keep() === 0) throw new CheckFailed("it is written over");
      mustBe("1");
    });
    await report.check(`${system}: a job that runs a second time begins with what is deployed now`, () => {
      fetch();
      writeFileSync(local, "2");
      if (keep() !== 0) throw new CheckFailed("it is not recorded");
      writeFileSync(object, "3, by a later run");
      fetch();
      if (readFileSync(local, "utf8") !== "3, by a later run") throw new CheckFailed("an older one is used");
      // Nothing is applied: the plans are stale.
      if (keep() !== 0) throw new CheckFailed("it fails where nothing was applied");
      mustBe("3, by a later run");
    });
    await report.check(`${system}: what something else changed during the apply is not written over`, () => {
      fetch();
      writeFileSync(local, "4");
      writeFileSync(object, "5, at the same time");
      if (keep() === 0) throw new CheckFailed("it is written over");
      mustBe("5, at the same time");
    });
    await report.check(`${system}: an apply that changes nothing writes nothing`, () => {
      fetch();
      writeFileSync(object, "6, at the same time");
      if (keep() !== 0) throw new CheckFailed("it wrote");
      mustBe("6, at the same time");
    });
  });
}
