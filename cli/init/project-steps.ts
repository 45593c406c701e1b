import { resolve } from "node:path";
import { SYSTEMS } from "../../delivery/systems";
import type { JsonObject } from "../../support/json-object";
import { shellWord } from "../../support/shell";
import type { Called } from "../start/options";
import type { ProjectRequest } from "./project-request";

/**
 * What to do in a new project, as commands.
 *
 * @param scripts of its package.json: one that calls something else is not named.
 */
export function firstSteps(
  { system }: ProjectRequest,
  dir: string,
  { invocation }: Called,
  scripts: JsonObject,
): string {
  const isOwn = (name: string) => scripts[name] === `privatelink ${name}`;
  const start = isOwn("start") ? "npm start" : "npx privatelink start";
  const init = isOwn("init") ? "npm run init --" : "npx privatelink init";
  const isHere = resolve(dir) === resolve(invocation.folder);
  const steps: [string, string][] = [
    ["npm install", "writes package-lock.json: commit it, CI needs it"],
    [start, "checks the environments, builds their stacks, and judges them"],
    ...(system === undefined
      ? []
      : [[`${init} ${system} --check`, "whether the workflows fit the environments"] as [string, string]]),
  ];
  const lines = [
    ...(isHere ? [] : [`cd ${shellWord(resolve(dir))}`]),
    ...steps.map(([command, does]) => `${command.padEnd(35)} # ${does}`),
  ];
  const last =
    system === undefined
      ? `README.md says what to change, and how to deploy. For workflows, \`${init} <${SYSTEMS.join("|")}>\`.`
      : "README.md says what to change, what CI needs, and how to deploy.";
  return ["", "Next", ...lines.map((line) => `  ${line}`), last, ""].join("\n");
}
