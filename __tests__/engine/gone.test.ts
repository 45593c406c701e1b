import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deployedBy } from "../../engine/deployed";
import { bringBack, putGoneAside } from "../../engine/removed";
import { folderOf, temporaryFolder } from "../support/environments";

const S3 = JSON.stringify({ terraform: { backend: { s3: { bucket: "b", key: "a.tfstate" } } } });
const LOCAL = JSON.stringify({ terraform: { backend: { local: { path: "../../../terraform-state/a.tfstate" } } } });

/** A stack as it was built at an earlier commit. */
const built = (text = S3) => folderOf({ "cdk.tf.json": text, "origins.json": "{}", "assets/x/probe.zip": "new" });

test("puts a stack aside, with its assets, as one that may be deployed", () => {
  const outdir = temporaryFolder();
  putGoneAside(outdir, new Map([["a", built()]]));
  const folder = join(outdir, "removed/a");
  expect(readdirSync(folder).sort()).toEqual([".gone", "assets", "cdk.tf.json", "origins.json"]);
  expect(deployedBy(folder)).toBe("unknown");
});

test("of a stack whose state is on this machine, the state tells", () => {
  const outdir = join(temporaryFolder(), "out");
  putGoneAside(outdir, new Map([["a", built(LOCAL)]]));
  expect(deployedBy(join(outdir, "removed/a"))).toBe("no");
  mkdirSync(join(outdir, "../terraform-state"));
  writeFileSync(join(outdir, "../terraform-state/a.tfstate"), JSON.stringify({ resources: [{ mode: "managed" }] }));
  expect(deployedBy(join(outdir, "removed/a"))).toBe("yes");
});

test("replaces what was set aside before, and keeps what Terraform left there", () => {
  const outdir = folderOf({
    "removed/a/cdk.tf.json": "old",
    "removed/a/assets/y/old.zip": "old",
    "removed/a/.terraform/terraform.tfstate": "kept",
  });
  putGoneAside(outdir, new Map([["a", built()]]));
  expect(readFileSync(join(outdir, "removed/a/cdk.tf.json"), "utf8")).toBe(S3);
  expect(readdirSync(join(outdir, "removed/a/assets"))).toEqual(["x"]);
  expect(existsSync(join(outdir, "removed/a/.terraform/terraform.tfstate"))).toBe(true);
});

test("takes back only what an earlier comparison put there and nobody used", () => {
  const outdir = folderOf({
    "removed/set-aside/cdk.tf.json": S3,
    "removed/used/.terraform/x": "",
  });
  putGoneAside(outdir, new Map(["stale", "used"].map((name) => [name, built()])));
  putGoneAside(outdir, new Map([["a", built()]]));
  expect(readdirSync(join(outdir, "removed")).sort()).toEqual(["a", "set-aside", "used"]);
  putGoneAside(outdir, new Map());
  expect(readdirSync(join(outdir, "removed")).sort()).toEqual(["set-aside", "used"]);
});

test("a stack that is declared again comes back without the mark", () => {
  const outdir = temporaryFolder();
  putGoneAside(outdir, new Map([["a", built()]]));
  bringBack(outdir, ["a"]);
  expect(readdirSync(join(outdir, "stacks/a")).sort()).toEqual(["assets", "cdk.tf.json", "origins.json"]);
  expect(existsSync(join(outdir, "removed"))).toBe(false);
});
