import type { BootstrapSpec } from "../config/bootstrap-schema";
import { roleArn } from "../modules/aws/principal";
import type { Statement } from "../modules/bootstrap/statement";
import { compare } from "../support/compare";
import { statementsOf } from "./statements";
import { accountTrust } from "./trust";
import type { RoleUse, Side } from "./uses";

/** A role, as a stack makes it. */
export interface RolePlan {
  /** Name, with its path. */
  readonly name: string;
  readonly purpose: "plan" | "deploy";
  readonly description: string;
  /** Trust policy, as JSON. */
  readonly trust: string;
  readonly statements: readonly Statement[];
  readonly environments: readonly string[];
  readonly sides: readonly Side[];
}

/** Roles of an account that the environments deploy into. */
export interface AccountRoles {
  readonly account: string;
  /** Region of its first stack, for its partition. */
  readonly region: string;
  readonly roles: readonly RolePlan[];
}

/** Whom the roles of an account trust, by environment. */
export interface CiArns {
  readonly plan: readonly string[];
  readonly deploy: readonly string[];
}

/** What {@link accountRoles} is made from. */
export interface AccountRolesInput {
  readonly spec: BootstrapSpec;
  readonly uses: readonly RoleUse[];
  /** `delivery.planRole` by environment; environments without one are not in it. */
  readonly planRoles: ReadonlyMap<string, string>;
  /** CI's roles by environment. */
  readonly ci: ReadonlyMap<string, CiArns>;
}

/** The roles of each account: one that deploys, by its name in the environments, and one that plans. */
export function accountRoles(input: AccountRolesInput): AccountRoles[] {
  const accounts = [...new Set(input.uses.map(({ account }) => account))].sort(compare);
  return accounts.map((account) => {
    const uses = input.uses.filter((use) => use.account === account);
    const deploy = grouped(uses, ({ role }) => role);
    const plan = grouped(uses, ({ environment, role }) => {
      const name = input.planRoles.get(environment);
      return name === role ? undefined : name;
    });
    const region = uses[0]?.regions[0] ?? input.spec.region;
    const own = [...deploy.keys(), ...plan.keys()].map((name) => roleArn(account, name, region));
    const ciOwn =
      account === input.spec.account ? [...input.ci.values()].flatMap(({ plan, deploy }) => [...plan, ...deploy]) : [];
    const guard = denyOn([...own, ...ciOwn]);
    return {
      account,
      region,
      roles: [
        ...[...plan].map(([name, of]) => rolePlan(name, "plan", of, input, [])),
        ...[...deploy].map(([name, of]) => rolePlan(name, "deploy", of, input, [guard])),
      ],
    };
  });
}

function grouped(uses: readonly RoleUse[], nameOf: (use: RoleUse) => string | undefined): Map<string, RoleUse[]> {
  const groups = new Map<string, RoleUse[]>();
  for (const use of uses) {
    const name = nameOf(use);
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), use]);
  }
  return groups;
}

/** Apply plans again what waited for another stack, so that CI's role that deploys may take the one that plans, too. */
function rolePlan(
  name: string,
  purpose: RolePlan["purpose"],
  uses: readonly RoleUse[],
  { ci, spec }: AccountRolesInput,
  guards: readonly Statement[],
): RolePlan {
  const environments = [...new Set(uses.map(({ environment }) => environment))].sort(compare);
  const account = uses[0]?.account ?? "";
  const sides = [...new Set(uses.flatMap((use) => use.sides))].sort();
  const trusted = environments.flatMap((environment) => {
    const arns = ci.get(environment);
    if (arns === undefined) return [];
    return purpose === "plan" ? [...arns.deploy, ...arns.plan] : arns.deploy;
  });
  const does = purpose === "plan" ? "Reads what Terraform plans" : "Deploys";
  return {
    ...{ name, purpose, environments, sides },
    description: `${does} for PrivateLink (${sides.join(" and ")}), as CI`,
    trust: accountTrust([...new Set(trusted)].sort(compare)),
    statements: [
      ...statementsOf(uses, purpose === "plan" ? ["read"] : ["read", "write"], spec.accounts[account]?.names),
      ...guards,
    ],
  };
}

/** Keeps a role from changing itself and its like, whatever they are called: names may begin with the environment's. */
function denyOn(arns: readonly string[]): Statement {
  return { Effect: "Deny", Action: ["iam:*"], Resource: [...new Set(arns)].sort(compare) };
}
