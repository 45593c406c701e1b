import type { BootstrapSpec } from "../config/bootstrap-schema";
import type { Environment } from "../config/environment";
import { compare } from "../support/compare";
import type { RoleUse, Side } from "./uses";

/** What is not made, and what weakens what is made: a line each. */
export function bootstrapNotes(
  spec: BootstrapSpec,
  environments: readonly Environment[],
  uses: readonly RoleUse[],
): string[] {
  const inS3 = new Set(environments.filter(({ backend }) => backend.type === "s3").map(({ name }) => name));
  const own = uses.filter(({ environment }) => inS3.has(environment));
  return [
    ...environments.flatMap(({ name, backend, delivery }) => {
      if (backend.type === "local")
        return [`environment ${name} keeps its states in files: nothing is made for it. CI needs \`backend: s3\`.`];
      return delivery.planRole === undefined
        ? [
            `environment ${name} has no \`delivery.planRole\`: no role that plans is made, ` +
              `and CI's role that plans may take none. Name one in ${name}/environment.yaml.`,
          ]
        : [];
    }),
    ...withoutIds(spec),
    ...withoutRole(own),
    ...existing(spec, own),
    ...shared(own),
    ...beginAlike(own),
    ...bothSides(own),
    ...beginnings(spec, own),
  ];
}

function withoutIds({ ci: { github } }: BootstrapSpec): string[] {
  if (github === undefined || github.ownerId !== undefined) return [];
  return [
    `${github.repository} is trusted by its name only. If GitHub made or renamed it since 2026-07-15, its tokens ` +
      "have ids, and are refused: add `ownerId` and `repositoryId`.",
  ];
}

function withoutRole(uses: readonly RoleUse[]): string[] {
  const bare = uses.filter(({ role }) => role === undefined);
  return bare.map(
    ({ account, environment }) =>
      `account ${account} in ${environment} has stacks without a \`role\`: none is made for them, and CI cannot ` +
      "deploy them.",
  );
}

function existing({ accounts }: BootstrapSpec, uses: readonly RoleUse[]): string[] {
  const used = [...new Set(uses.map(({ account }) => account))].sort(compare);
  return used
    .filter((account) => accounts[account]?.roles === "existing")
    .map((account) => `account ${account} has its roles already: they must trust CI's roles.`);
}

/** Whoever may deploy one side of the connections may deploy the other there, too. */
function bothSides(uses: readonly RoleUse[]): string[] {
  const byRole = new Map<string, Set<Side>>();
  for (const { account, role, sides } of uses) {
    if (role === undefined) continue;
    const key = `role ${role} of account ${account}`;
    byRole.set(key, new Set([...(byRole.get(key) ?? []), ...sides]));
  }
  return [...byRole]
    .filter(([, sides]) => sides.size > 1)
    .map(
      ([role]) =>
        `${role} deploys services and consumers: it may do what both need. Name one \`role\` for services and ` +
        "another for consumers to keep them apart.",
    );
}

function beginnings({ accounts }: BootstrapSpec, uses: readonly RoleUse[]): string[] {
  const made = [...new Set(uses.filter(({ role }) => role !== undefined).map(({ account }) => account))].sort(compare);
  return made
    .filter((account) => accounts[account]?.names === "beginning" && accounts[account]?.roles !== "existing")
    .map(
      (account) =>
        `account ${account} has \`names: beginning\`: its roles that deploy may change every IAM role and function ` +
        "there whose name begins with the environment's. Keep others' out of the account.",
    );
}

/** Names of `prod-eu` begin as those of `prod` do: what counts by its beginning may be either's. */
function beginAlike(uses: readonly RoleUse[]): string[] {
  const accounts = [...new Set(uses.map(({ account }) => account))].sort(compare);
  return accounts.flatMap((account) => {
    const there = uses.filter((each) => each.account === account && each.role !== undefined);
    const names = [...new Set(there.map(({ environment }) => environment))].sort(compare);
    const pairs = names.flatMap((one) =>
      names.filter((other) => other.startsWith(`${one}-`)).map((other) => [one, other]),
    );
    return pairs.map(
      ([one, other]) =>
        `account ${account} has the environments ${one} and ${other}: names of ${other} begin as those of ${one} do. ` +
        `The role that deploys ${one} may change log groups, alarms, dashboards, Auto Scaling groups and event rules ` +
        `of ${other} there. Rename one of them, or give them accounts of their own.`,
    );
  });
}

/** Whoever may deploy one of the environments may deploy the others there, too. */
function shared(uses: readonly RoleUse[]): string[] {
  const byRole = new Map<string, Set<string>>();
  for (const { account, role, environment } of uses) {
    if (role === undefined) continue;
    const key = `role ${role} of account ${account}`;
    byRole.set(key, (byRole.get(key) ?? new Set()).add(environment));
  }
  return [...byRole]
    .filter(([, names]) => names.size > 1)
    .map(
      ([role, names]) =>
        `${role} deploys ${[...names].sort(compare).join(" and ")}: CI of one can change the other there. ` +
        "Give each environment a role of its own to keep them apart.",
    );
}
