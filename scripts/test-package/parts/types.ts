import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CheckFailed } from "../../test-terraform/report";
import type { Context } from "../context";
import { peers, testedVersion } from "../peers";
import { APP, readmeApp, SIGNAL } from "../types/app";
import { COMPILATIONS, type Compilation, compilerOptions, nameOf, TYPESCRIPT } from "../types/compilers";
import { compilerErrors } from "../types/errors";

/**
 * A project of a user's own compiles with the declarations of the package, with each version of TypeScript and in each
 * kind of modules, and what is compiled gives the same bytes. Errors in the declarations of cdktf, constructs and the
 * bindings are only counted.
 */
export async function types(context: Context): Promise<void> {
  const { report, processes, folder, tarball, env } = context;
  const run = async (command: string, args: readonly string[], cwd: string) => {
    const { code, stdout, output } = await processes.run(command, args, cwd, env);
    if (code !== 0) throw new CheckFailed(output);
    return stdout;
  };
  const install = async (into: string, packages: readonly string[], options: readonly string[]) => {
    mkdirSync(into, { recursive: true });
    writeFileSync(join(into, "package.json"), "{}");
    return run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...options, ...packages], into);
  };
  // npm puts a link of every package of a project beside its store with `linked`, as pnpm does.
  for (const strategy of ["hoisted", "linked"]) {
    const project = join(folder, `a ${strategy} project`);
    await report.section(async () => {
      await report.check(`the package and its peers are installed by npm, ${strategy}, without scripts`, () =>
        install(project, [tarball, ...peers()], [`--install-strategy=${strategy}`, "--omit=dev"]),
      );
      await report.check(`npm finds one version of each package that both use, ${strategy}`, async () => {
        const tree = await run("npm", ["ls", "--all", "--parseable", "cdktf", "constructs"], project);
        const listed = tree.split("\n").filter((path) => /node_modules\/(cdktf|constructs)$/.test(path));
        // With links, npm lists each link: what counts is where it leads.
        const found = new Set(listed.map((path) => realpathSync(path)));
        if (found.size !== 2) throw new CheckFailed(`expected one cdktf and one constructs; found:\n${tree}`);
      });
    });
  }
  const compilers = join(folder, "compilers");
  await report.check(`TypeScript ${Object.keys(TYPESCRIPT).join(", ")} are installed`, () => {
    const aliases = Object.entries(TYPESCRIPT).map(([name, version]) => `typescript-${name}@npm:typescript@${version}`);
    return install(compilers, [...aliases, `@types/node@${testedVersion("@types/node")}`], []);
  });
  const stacks = new Set<string>();
  const examples = new Set<string>();
  for (const [index, compilation] of COMPILATIONS.entries())
    await report.section(async () => {
      const name = nameOf(compilation);
      const project = join(folder, `a ${index % 2 === 0 ? "hoisted" : "linked"} project`, `compiled ${index}`);
      await report.check(`a project compiles with ${name}`, async () => {
        prepare(project, compilation, compilers);
        const compiler = join(compilers, `node_modules/typescript-${compilation.typescript}/bin/tsc`);
        const { code, output } = await processes.run(process.execPath, [compiler, "--pretty", "false"], project, env);
        const { ours, excused } = compilerErrors(output);
        if (ours.length > 0) throw new CheckFailed(ours.join("\n"));
        if (code !== 0 && excused === 0) throw new CheckFailed(output);
        if (excused > 0)
          process.stdout.write(`         | ${excused} errors in declarations of cdktf and its packages\n`);
      });
      await report.check(`what is compiled with ${name} runs`, async () => {
        await run(process.execPath, ["built/some folder/app.js"], project);
        stacks.add(stackOf(project, "both"));
      });
      await report.check(`the example of README.md synthesizes its stack with ${name}`, async () => {
        await run(process.execPath, ["built/some folder/readme.js"], project);
        examples.add(stackOf(project, "web"));
      });
    });
  await report.section(async () => {
    await report.check("CommonJS and ES modules of every version give the same bytes", () => {
      if (stacks.size !== 1) throw new CheckFailed(`expected one text of the stack; found ${stacks.size}`);
      if (examples.size !== 1) throw new CheckFailed(`expected one text of README.md's stack; found ${examples.size}`);
    });
  });
}

/** Text of a stack, without the folder of the project: a local state has its path in it. */
function stackOf(project: string, name: string): string {
  const text = readFileSync(join(project, "cdktf.out/stacks", name, "cdk.tf.json"), "utf8");
  return text.replaceAll(JSON.stringify(project).slice(1, -1), ".");
}

function prepare(project: string, compilation: Compilation, compilers: string): void {
  mkdirSync(join(project, "source"), { recursive: true });
  writeFileSync(join(project, "source/app.ts"), APP);
  if (compilation.hasNodeTypes) writeFileSync(join(project, "source/signal.ts"), SIGNAL);
  writeFileSync(join(project, "source/readme.ts"), readmeApp());
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: compilation.isModule ? "module" : "commonjs" }));
  const typeRoots = [join(compilers, "node_modules/@types")];
  const options = { ...compilerOptions(compilation), typeRoots };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["source"] }));
}
