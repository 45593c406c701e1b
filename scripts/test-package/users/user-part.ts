import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { User } from "../../../starter/users";
import { CheckFailed } from "../../test-terraform/report";
import type { Context, Part } from "../context";
import { cdktfCommandLine } from "./cdktf-cli";
import { deployment, type Prepare } from "./deployment";
import { Scratch } from "./scratch";

/** What is tried in the project of a user. */
export interface UserTrial {
  readonly user: User;
  /** Number of the environment's stacks. */
  readonly stacks: number;
  /** A file of the environment, from its folder, whose first account is written without quotes. */
  readonly mistakeIn: string;
  /** What only this user does in the project, before anything is deployed. */
  readonly own: (scratch: Scratch, context: Context) => Promise<void>;
  /** Makes what the environment needs in the simulated cloud. @default - nothing */
  readonly prepare?: Prepare;
}

/** The main job of a user, in a scratch project from the packed file alone: the commands of the README. */
export function userPart(trial: UserTrial): Part {
  return async (context) => {
    const scratch = new Scratch(context, join(context.folder, "project"), context.env);
    mkdirSync(scratch.folder);
    await newProject(scratch, context, trial);
    await context.report.section(() => reports(scratch, context, trial));
    await context.report.section(() => trial.own(scratch, context));
    await context.report.section(() => cdktfCommandLine(scratch, context, trial));
    await context.report.section(() => deployment(scratch, context, trial));
  };
}

async function newProject(scratch: Scratch, { report, tarball }: Context, { user, stacks }: UserTrial): Promise<void> {
  await report.check(`${user}: npm install FILE.tgz && npx privatelink init --${user}`, async () => {
    await scratch.must(`npm install --no-audit --no-fund '${tarball}'`);
    await scratch.must(`npx privatelink init --${user}`, /npm install/);
    const { dependencies } = JSON.parse(scratch.read("package.json"));
    if (!String(dependencies["cdktf-privatelink"]).startsWith("file:"))
      throw new CheckFailed(`package.json does not name the file: ${JSON.stringify(dependencies)}`);
  });
  await report.check(`${user}: npm install, then npm start`, async () => {
    await scratch.must("npm install --no-audit --no-fund");
    await scratch.must("npm start", new RegExp(`${stacks} of ${stacks} stacks judged[\\s\\S]* {2}PROVEN {2}`));
  });
  await report.check(`${user}: the lock file fits package.json, so that CI installs the same`, () =>
    scratch.must("npm ci --dry-run --no-audit --no-fund"),
  );
  await report.check(`${user}: a second init touches nothing, and says what is there`, () =>
    scratch.must(`npx privatelink init --${user}`, /expected an empty folder[\s\S]*README\.md/, 1),
  );
}

/** What is told of the stacks, and of mistakes. */
async function reports(scratch: Scratch, { report }: Context, { user, mistakeIn }: UserTrial): Promise<void> {
  await report.check(`${user}: synth, policy, diagram and certificate`, async () => {
    await scratch.must(`npm run synth -- --env ${user}`, /cdk\.tf\.json/);
    await scratch.must("npm run policy -- cdktf.out", /0 with violations, 0 could not be judged/);
    await scratch.must(`npm run diagram -- --env ${user} --output ${user}.svg`);
    if (!scratch.read(`${user}.svg`).includes("</svg>")) throw new CheckFailed("there is no picture");
    await scratch.must(`npm run certificate -- --env ${user}`, /\d certificates?, 0 reports/);
  });
  await report.check(`${user}: a mistake is told with its file and line, and nothing is written`, async () => {
    const file = `environments/${user}/${mistakeIn}`;
    const before = scratch.read(file);
    scratch.edit(file, (text) => text.replace(/account: "(\d+)"/, "account: $1"));
    const line = before.slice(0, before.search(/account: "/)).split("\n").length;
    await scratch.must("npm start", new RegExp(`nothing was written[\\s\\S]*${file}:${line}:\\d+ .*account`), 1);
    scratch.edit(file, () => before);
    await scratch.must("npm start");
  });
  await report.check(`${user}: the workflows fit, and the roles of CI are built`, async () => {
    await scratch.must("npm run init -- github --check", /all are current/);
    await scratch.must("npm run bootstrap", /bootstrap-states/);
    await scratch.must("npm run init -- gitlab", /\.gitlab\/privatelink\.yml/);
  });
  await report.check(`${user}: each page that the README names is in the package`, () => {
    const pages = [...scratch.read("README.md").matchAll(/node_modules\/cdktf-privatelink\/[\w./-]+/g)];
    const missing = pages.map(([page]) => page).filter((page) => !existsSync(join(scratch.folder, page)));
    if (pages.length === 0 || missing.length > 0) throw new CheckFailed(`missing: ${missing.join(", ")}`);
  });
}
