import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import type { Finished, Processes } from "../test-terraform/processes";
import { CheckFailed, type Report } from "../test-terraform/report";
import { cleanEnvironment } from "../test-terraform/simulated-cloud";
import { PROVIDER } from "./customers";
import type { Simulator } from "./simulator";

/** What a trial is run with. Each has a simulator of its own. */
export interface Trial {
  readonly report: Report;
  readonly processes: Processes;
  readonly simulator: Simulator;
  /** Folder of the trial. */
  readonly folder: string;
}

/** A trial by its name. */
export type Run = (trial: Trial) => Promise<void>;

const ENVIRONMENT = `backend: {type: local}
region: us-east-1
tags: {Owner: platform}
services:
`;

/** Where the service of the ledger is, and who asks there. */
export interface Place {
  readonly account: string;
  /** @default - none: whoever asks has credentials of the account */
  readonly role?: string;
  /** Whether an acceptor decides about its connections, and not an acceptance stack. @default false */
  readonly hasAcceptor?: boolean;
}

/** The service of the ledger: `orders`, where nothing else is said. */
const ORDERS: Readonly<Record<string, Place>> = { orders: { account: PROVIDER } };

function serviceText(name: string, { account, role, hasAcceptor = false }: Place, index: number): string {
  return `  ${name}:
    account: "${account}"${role === undefined ? "" : `\n    role: ${role}`}${hasAcceptor ? "\n    acceptor: {}" : ""}
    vpc: {cidr: 10.${10 + index}.0.0/20, zones: [use1-az1, use1-az2]}
    listeners: {tcp: {port: 443, protocol: TCP}}
    targets: {type: ip, addresses: [10.${10 + index}.0.10]}
`;
}

/** A customer who runs their own side. */
export interface Customer {
  readonly account: string;
  /** @default - any endpoint of the account is theirs */
  readonly endpointId?: string | undefined;
  /** Lines of the record besides. */
  readonly more?: string | undefined;
}

/** Writes the environment `prod` with services and external customers of `orders`. @returns the folder. */
export function writeLedger(
  { folder }: Trial,
  customers: Readonly<Record<string, Customer>>,
  services: Readonly<Record<string, Place>> = ORDERS,
): string {
  const environments = join(folder, "environments");
  const texts = Object.entries(services).map(([name, place], index) => serviceText(name, place, index));
  write(join(environments, "prod", "environment.yaml"), ENVIRONMENT + texts.join(""));
  for (const [name, { account, endpointId, more = "" }] of Object.entries(customers))
    write(
      join(environments, "prod", "consumers", `${name}.yaml`),
      `external: true\naccount: "${account}"\n${more}connections:\n  orders:\n    service: orders\n` +
        (endpointId === undefined ? "" : `    endpointId: ${endpointId}\n`),
    );
  return environments;
}

/** Runs the program with credentials of an account. */
export async function run(
  { processes, simulator, folder }: Trial,
  args: readonly string[],
  account: string = PROVIDER,
): Promise<Finished> {
  const env = { ...cleanEnvironment(folder), ...simulator.variables(account) };
  return await processes.run("node", [join(PACKAGE_ROOT, "dist", "cli", "main.js"), ...args], folder, env);
}

/** Runs a program whose exit code is known. */
export async function expectCode(code: number, finished: Promise<Finished>): Promise<Finished> {
  const result = await finished;
  if (result.code !== code) throw new CheckFailed(`expected exit code ${code}; found ${result.code}\n${result.output}`);
  return result;
}

/** Fails where a text lacks a part. */
export function expectIn(text: string, part: string): void {
  if (!text.includes(part)) throw new CheckFailed(`expected ${JSON.stringify(part)} in:\n${text}`);
}

/** Fails where two values are not the same. */
export function expectSame(found: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new CheckFailed(`expected ${b}\nfound    ${a}`);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
