import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { intersection, isEmpty, parseConstraint } from "../../../config/version-constraint";
import { Initializer, LOCK_FILE } from "../../../pipeline/terraform/initializer";
import { Terraform as PipelineTerraform } from "../../../pipeline/terraform/terraform";
import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { mustBeClean } from "../judgement";
import { ONE_SERVICE } from "../one-service";
import { CheckFailed } from "../report";
import { cleanEnvironment } from "../simulated-cloud";
import { trial } from "../trial";

const FILE = "demo/environment.yaml";

/** A constraint of each kind, for a provider of which there is only 6.25.0. */
const CONSTRAINTS = [
  ...["6.25.0", "= 6.25", ">=6.25,<7", "< 7, >= 6.25", "~> 6.25", "~> 6.25.0", "!= 6.25.1, >= 6.25", "> 6.24.9"],
  ...["> 6.25", "~> 6.24.0", ">= 7, < 6", ">= 6.26, < 7", "=> 6.25", "v6.25.0", ">= 6.25,", "6.x", ">= 6.25 < 7"],
];

/**
 * A service that is deployed with the one version of the provider that is tested, and planned again with a range. The lock
 * file says which version is taken, and one that does not fit is refused by name.
 */
export async function providerRange(context: Context): Promise<void> {
  await constraintsAreReadAsTerraformReadsThem(context);
  await trial(
    context,
    "provider range",
    { [FILE]: ONE_SERVICE },
    async ({ report, project, stacks, folder, policy }) => {
      const stack = stackNamed({ stacks }, "demo-service-orders");
      const path = join(project.out, "stacks", stack.name);
      const lock = join(path, LOCK_FILE);
      const allow = async (versions: string) => {
        project.edit(FILE, (document) => document.setIn(["terraform", "awsProvider"], versions));
        await project.synthesize();
      };
      const initialize = (lockFile?: string) => {
        const terraform = new PipelineTerraform({
          env: cleanEnvironment(folder),
          signal: new AbortController().signal,
        });
        return new Initializer(terraform, () => lockFile).initStackOf("demo", path);
      };
      const kept = join(folder, "kept.lock.hcl");

      await report.check("provider range: with a range, the deployed stack has nothing to change", async () => {
        await allow(">= 6.25, < 7");
        const { isDone, log } = await initialize();
        if (!isDone) throw new CheckFailed(log);
        await mustBeClean(policy, stack.document);
        await mustBeClean(policy, await mustChangeNothing(stack));
        const text = readFileSync(lock, "utf8");
        if (!/version +=\s"6\.25\.0"/.test(text)) throw new CheckFailed(text);
        writeFileSync(kept, text);
      });
      await report.check("provider range: a lock file that fits decides", async () => {
        const { isDone, log } = await initialize(kept);
        if (!isDone) throw new CheckFailed(log);
        await mustChangeNothing(stack);
      });
      await report.check("provider range: a lock file of another version is refused by its name", async () => {
        await allow("~> 6.66");
        const { isDone, diagnostics } = await initialize(kept);
        const [first] = diagnostics;
        const said = `${first?.summary} ${first?.detail}`;
        if (isDone || !/kept\.lock\.hcl decides/.test(said) || !/docs\/delivery\/plans\.md/.test(said))
          throw new CheckFailed(said);
      });
      await report.check(
        "provider range: the lock file of an earlier run is forgotten where it does not fit",
        async () => {
          writeFileSync(lock, readFileSync(kept));
          const { isDone, log } = await initialize();
          // There is no such version here. It is asked for, and the old one is not taken.
          if (isDone || !/~> 6\.66/.test(log)) throw new CheckFailed(log);
          await allow("6.25.0");
          const back = await initialize();
          if (!back.isDone) throw new CheckFailed(back.log);
          await mustChangeNothing(stack);
        },
      );
    },
  );
}

/** What Terraform takes, and what it writes to a lock file, is what the schema of environments takes and writes. */
async function constraintsAreReadAsTerraformReadsThem({ report, folder, terraform }: Context): Promise<void> {
  await report.section(async () => {
    await report.check(
      `provider range: Terraform reads ${CONSTRAINTS.length} constraints in the same way`,
      async () => {
        for (const [index, version] of CONSTRAINTS.entries()) {
          const own = join(folder, `constraint-${index}`);
          mkdirSync(own);
          const configuration = { terraform: { required_providers: { aws: { source: "hashicorp/aws", version } } } };
          writeFileSync(join(own, "main.tf.json"), JSON.stringify(configuration));
          const { code, output } = await terraform.run(own, "init", "-input=false", "-no-color");
          const [, found = ""] =
            code === 0 ? (/constraints = "(.*)"/.exec(readFileSync(join(own, LOCK_FILE), "utf8")) ?? []) : [];
          const said = code === 0 ? found : /Invalid version constraint/.test(output) ? "invalid" : "no such version";
          const expected = answerTo(version);
          if (said !== expected)
            throw new CheckFailed(`${version}: expected ${expected}; Terraform says ${said}\n${output}`);
        }
      },
    );
  });
}

function answerTo(version: string): string {
  const constraint = parseConstraint(version);
  if ("wrong" in constraint) return "invalid";
  const only = { from: [6, 25, 0], before: [6, 25, 1], without: [] } as const;
  return isEmpty(intersection(constraint.range, only)) ? "no such version" : constraint.text;
}
