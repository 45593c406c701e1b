import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { PACKAGE_NAMES } from "../../../scripts/cdktn/successor";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { WORKFLOWS } from "../../delivery/github";
import { temporaryFolder } from "../../support/environments";

const STEPS = WORKFLOWS["release.yaml"]?.jobs.publish?.steps ?? [];
const PUBLISH = STEPS.find(({ run }) => run?.includes("npm publish"))?.run ?? "exit 99";
const NAMES = Object.values(PACKAGE_NAMES);

test("each package is attested with its own bill of materials, before anything is published", () => {
  const attested = STEPS.filter((step) => step.with?.["sbom-path"] !== undefined);
  const file = (name: string, end: string) => `release/${name}-\${{ needs.state.outputs.version }}.${end}`;
  expect(attested.map((step) => step.with)).toEqual(
    NAMES.map((name) => ({ "subject-path": file(name, "tgz"), "sbom-path": file(name, "cdx.json") })),
  );
  expect(STEPS.indexOf(attested[1] ?? {})).toBeLessThan(STEPS.findIndex(({ run }) => run === PUBLISH));
});

test("the page on releases says what to set up for both", () => {
  const page = readFileSync(join(PACKAGE_ROOT, "docs/releases.md"), "utf8");
  const section = page.split(/^### Set up once$/m)[1]?.split(/^## /m)[0] ?? "";
  for (const name of NAMES) expect(section).toContain(name);
});

/** Answers for what is published, and publishes what `fails` does not name. */
const NPM = `#!/usr/bin/env bash
if [ "$1" = view ]; then cat "registry/$2" 2>/dev/null; exit; fi
[ "$1" = publish ] && ! grep -q "$2" fails && echo "$2" >>published
`;

interface State {
  /** What npm has of each package: the same bytes, others, or nothing. */
  readonly has?: Readonly<Record<string, "same" | "others">>;
  readonly fails?: string;
  readonly without?: string;
}

/** Runs the step as the runner does. */
function publish({ has = {}, fails = "nothing", without }: State) {
  const folder = temporaryFolder();
  for (const each of ["bin", "registry", "package"]) mkdirSync(join(folder, each));
  writeFileSync(join(folder, "bin/npm"), NPM);
  chmodSync(join(folder, "bin/npm"), 0o755);
  writeFileSync(join(folder, "fails"), fails);
  for (const name of NAMES.filter((each) => each !== without)) {
    writeFileSync(join(folder, "package/package.json"), JSON.stringify({ name, version: "1.0.0" }));
    const file = `${name}-1.0.0.tgz`;
    expect(spawnSync("tar", ["--create", "--gzip", "--file", file, "package"], { cwd: folder }).status).toBe(0);
    const digest = createHash("sha512")
      .update(readFileSync(join(folder, file)))
      .digest("base64");
    const found = { same: `sha512-${digest}`, others: "sha512-AAAA" };
    const state = has[name];
    if (state !== undefined) writeFileSync(join(folder, `registry/${name}@1.0.0`), `${found[state]}\n`);
  }
  const env = { ...process.env, PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH}` };
  const { status, stdout } = spawnSync("bash", ["-euo", "pipefail", "-c", PUBLISH], { cwd: folder, env });
  const list = join(folder, "published");
  const published = existsSync(list) ? readFileSync(list, "utf8").trim().split("\n") : [];
  return { status, said: stdout.toString(), published };
}

const [FIRST, SECOND] = NAMES.map((name) => `./${name}-1.0.0.tgz`) as [string, string];

describe("publishing", () => {
  test("publishes both", () => {
    expect(publish({})).toMatchObject({ status: 0, published: [FIRST, SECOND] });
  });

  test("fails where one fails, and publishes the other all the same", () => {
    const { status, said, published } = publish({ fails: FIRST });
    expect([status, published]).toEqual([1, [SECOND]]);
    expect(said).toContain("::error::cdktf-privatelink@1.0.0 was not published");
    expect(publish({ fails: SECOND })).toMatchObject({ status: 1, published: [FIRST] });
  });

  test("leaves what is published in a second run", () => {
    expect(publish({ has: { [PACKAGE_NAMES.to]: "same" } })).toMatchObject({ status: 0, published: [FIRST] });
    expect(publish({ has: { [PACKAGE_NAMES.from]: "same", [PACKAGE_NAMES.to]: "same" } })).toMatchObject({
      status: 0,
      published: [],
    });
  });

  test("fails where other bytes are published, and publishes the other package", () => {
    const { status, said, published } = publish({ has: { [PACKAGE_NAMES.from]: "others" } });
    expect([status, published]).toEqual([1, [SECOND]]);
    expect(said).toContain("with other bytes");
  });

  test("fails where a package is missing", () => {
    expect(publish({ without: PACKAGE_NAMES.to })).toMatchObject({ status: 1, published: [] });
  });
});
