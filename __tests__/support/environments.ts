import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { EnvironmentError, type Problem } from "../../config/problem";

/** An environment file in which nothing is wrong. */
export const ENVIRONMENT = `backend:
  type: local
region: us-east-1
tags:
  Owner: platform
services:
  orders:
    account: "111111111111"
    role: deploy
    vpc:
      cidr: 10.10.0.0/20
      zones: [use1-az1, use1-az2]
    listeners:
      http:
        port: 80
        targetPort: 8080
        healthCheck:
          protocol: HTTP
          path: /health
    targets:
      type: sample
`;

/** A consumer file in which nothing is wrong. */
export const CONSUMER = `account: "222222222222"
vpc:
  cidr: 10.20.0.0/20
  zones: [use1-az1, use1-az2]
connections:
  orders:
    service: orders
`;

/** The file of an external consumer, in which nothing is wrong. */
export const EXTERNAL = `external: true
account: "888888888888"
connections:
  orders:
    service: orders
    endpointId: vpce-0123456789abcdef0
`;

/** A text with one part replaced, which must be there once. */
export function edit(text: string, part: string, by: string): string {
  if (text.split(part).length !== 2)
    throw new Error(`${JSON.stringify(part)} is there ${text.split(part).length - 1} times`);
  return text.split(part).join(by);
}

/** Keys that a mapping of a schema may have, as reports list them. */
export function keysOf(schema: { readonly shape: object }): string {
  return Object.keys(schema.shape).sort().join(", ");
}

/** A folder of a test's own, taken away with that of the run. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "test-"));
}

/** Writes files, by path, to a new folder. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Everything wrong with environments, whose files are named from their folder. */
export function problemsIn(files: Readonly<Record<string, string>>): readonly Problem[] {
  const folder = folderOf(files);
  const error = loadError(folder);
  if (error === undefined) return [];
  if (!(error instanceof EnvironmentError)) throw error;
  const short = (text: string) => text.replaceAll(`${folder}/`, "");
  return error.problems.map((problem) => ({
    ...problem,
    file: short(problem.file),
    expected: short(problem.expected),
    found: short(problem.found),
    ...(problem.fix === undefined ? {} : { fix: short(problem.fix) }),
  }));
}

function loadError(folder: string): unknown {
  try {
    loadEnvironments(folder);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** What is wrong with the environment file `dev/environment.yaml`. */
export function environmentProblems(text: string): readonly Problem[] {
  return problemsIn({ "dev/environment.yaml": text });
}

/** What is wrong with the consumer file `dev/consumers/web.yaml` beside a sound environment file. */
export function consumerProblems(text: string, environment: string = ENVIRONMENT): readonly Problem[] {
  return problemsIn({ "dev/environment.yaml": environment, "dev/consumers/web.yaml": text });
}

/** A problem as it should be reported. @param place file, line, column and path, as in `dev/a.yaml:1:2 services`. */
export function problem(place: string, expected: string, found: string, fix?: string): Problem {
  const [, file = "", line, column, path = ""] = /^(.+):(\d+):(\d+) ?(.*)$/.exec(place) ?? [];
  return { file, line: Number(line), column: Number(column), path, expected, found, ...(fix ? { fix } : {}) };
}

/** A mistake in a file: its name, the part of the sound file that is replaced, by what, and the one problem that it is. */
export type Mistake = [
  name: string,
  part: string,
  by: string,
  place: string,
  expected: string,
  found: string,
  fix?: string,
];
