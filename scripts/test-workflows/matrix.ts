import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { CheckFailed } from "../test-terraform/report";
import type { Scripts } from "./behaviour";

/** A job of a matrix, as `changed --format matrix` writes it. */
const entry = (shard: number, environment?: string) => ({
  shard,
  of: 8,
  name: `${shard} of 3`,
  environment,
  stacks: "a b",
});

/** A job of the matrix that GitHub gets. */
const job = (shard: number, environment: string, region: string, first: boolean) => ({
  ...{ first, shard, of: 8, name: `${shard} of 3`, environment, region },
  role: `role of ${environment}`,
});

/** The jobs of a pull request are those of the shards, each with the role of its environment. */
export async function matrix({ report, steps, folder, bash }: Scripts): Promise<void> {
  const step = steps.ofPullRequest("changed", "Find the stacks that change");
  // GitHub puts the values of variables into the text.
  const roles = step.env?.ROLES?.replace(/\$\{\{ vars\.PRIVATELINK_PLAN_ROLE_(\w+) \}\}/g, (_, name: string) => {
    return `role of ${name.toLowerCase()}`;
  });
  mkdirSync(join(folder, "bin"));
  // It stands in for `npx privatelink changed`.
  writeFileSync(join(folder, "bin/npx"), '#!/usr/bin/env bash\necho "$MATRIX" >ci.out/matrix.json\n');
  chmodSync(join(folder, "bin/npx"), 0o755);
  const outputsOf = (include: readonly object[]) => {
    writeFileSync(join(folder, "output"), "");
    const path = `${join(folder, "bin")}${delimiter}${process.env.PATH}`;
    const { code, output } = bash(step, { PATH: path, ROLES: roles, MATRIX: JSON.stringify({ include }) });
    const lines = readFileSync(join(folder, "output"), "utf8").trim().split("\n");
    return { code, output, outputs: Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2))) };
  };
  await report.section(async () => {
    await report.check("each shard gets the role of its environment, and the first one asks who is connected", () => {
      const { output, outputs } = outputsOf([entry(1, "prod"), entry(2, "prod"), entry(3, "staging")]);
      const expected = [
        job(1, "prod", "us-east-1", true),
        job(2, "prod", "us-east-1", false),
        job(3, "staging", "eu-central-1", true),
      ];
      if (outputs.any !== "true" || !isDeepStrictEqual(JSON.parse(outputs.matrix ?? "null"), { include: expected }))
        throw new CheckFailed(`${output}${outputs.matrix}`);
    });
    await report.check("no job starts where nothing changes", () => {
      if (outputsOf([]).outputs.any !== "false") throw new CheckFailed("a job would start");
    });
    await report.check("a shard of no known environment fails", () => {
      for (const environment of ["other", undefined])
        if (outputsOf([entry(1, environment)]).code === 0) throw new CheckFailed(`${environment} has a role`);
    });
  });
}
