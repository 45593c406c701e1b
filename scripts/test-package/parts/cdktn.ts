import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { sha256 } from "../../../support/sha256";
import { addressesOf, compareOutputs } from "../../cdktn/differences";
import { packForSuccessor } from "../../cdktn/stage";
import { PACKAGE_NAMES } from "../../cdktn/successor";
import { CheckFailed } from "../../test-terraform/report";
import { CdktnProject } from "../cdktn/project";
import { takeOver } from "../cdktn/takeover";
import type { Context } from "../context";
import { Scratch } from "../users/scratch";

/** The package for cdktn, the successor of cdktf: it is the same code, and writes the same stacks. */
export async function cdktn(context: Context): Promise<void> {
  const { report, folder } = context;
  const tarball = await report.check("the package for cdktn has the same bytes each time", () => packTwice(context));
  const project = new CdktnProject(context, join(folder, "project"));
  await report.check("it installs with cdktn and the bindings, and without cdktf", () => project.install(tarball));
  const written = join(project.folder, "cdktf.out");
  await report.check("privatelink start: the environments pass the policies", () => project.privatelink("start"));
  const today = await report.check("its stacks are those of cdktf, but for the listed differences", async () => {
    const out = await project.synthesizeToday();
    const { others, files } = compareOutputs(out, written);
    if (others.length > 0 || files === 0) throw new CheckFailed([`${files} files`, ...others].join("\n"));
    return out;
  });
  await report.section(async () => {
    await report.check("all resources have the same addresses", () => {
      const [before, after] = [addressesOf(today), addressesOf(written)];
      if (before.length === 0 || before.join() !== after.join())
        throw new CheckFailed(`${before.length} addresses with cdktf, ${after.length} with cdktn`);
    });
  });
  await report.section(async () => {
    await report.check("a strict project compiles against it, and synthesizes a stack of its own", async () => {
      const stack = await project.ownStack();
      if (!stack.includes('"aws_vpc_endpoint"')) throw new CheckFailed(stack);
    });
  });
  await report.section(() => startProject(context, tarball));
  await takeOver(context, today, written);
}

/** The tag of resources has this name in both packages. */
const TAG = /ManagedBy\W+cdktf-privatelink/g;

/** The first day of a vendor with the package for cdktn: the commands of the README, by the packed program itself. */
async function startProject(context: Context, tarball: string): Promise<void> {
  const { report } = context;
  const scratch = new Scratch(context, join(context.folder, "started"), context.env);
  mkdirSync(scratch.folder);
  await report.check("npm install FILE.tgz, init --vendor and npm install", async () => {
    await scratch.must(`npm install --no-audit --no-fund '${tarball}'`);
    await scratch.must("npx privatelink init --vendor --ci none", /npm install/);
    await scratch.must("npm install --no-audit --no-fund");
  });
  await report.check("what init wrote names only the package for cdktn", () => {
    const files = readdirSync(scratch.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(scratch.folder, join(entry.parentPath, entry.name)))
      .filter((file) => !/^(node_modules\/|package-lock\.json$)/.test(file));
    const wrong = files.filter((file) => scratch.read(file).replace(TAG, "").includes(PACKAGE_NAMES.from));
    if (files.length < 5 || wrong.length > 0)
      throw new CheckFailed(`${files.length} files; wrong: ${wrong.join(", ")}`);
  });
  await report.check("npm start judges its stacks", async () => {
    await scratch.must("npm start", / {2}PROVEN {2}/);
  });
}

/** Packs twice. @returns path of the package. */
async function packTwice(context: Context): Promise<string> {
  const tarballs: string[] = [];
  for (const name of ["first", "second"]) {
    const [staging, out] = [join(context.folder, name, "package"), join(context.folder, name, "out")];
    for (const path of [staging, out]) mkdirSync(path, { recursive: true });
    tarballs.push(await packForSuccessor(context, PACKAGE_ROOT, staging, out));
  }
  const [first = "", second = ""] = tarballs;
  if (sha256(readFileSync(first)) !== sha256(readFileSync(second))) throw new CheckFailed(`${first}, ${second}`);
  return first;
}
