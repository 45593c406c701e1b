import type { BootstrapSpec } from "../config/bootstrap-schema";
import type { Environment } from "../config/environment";
import { roleArn } from "../modules/aws/principal";
import type { Statement } from "../modules/bootstrap/statement";
import { compare } from "../support/compare";
import { type AccountRoles, accountRoles, type CiArns, type RolePlan } from "./account-roles";
import { checkStates } from "./check-states";
import { mergeStatements } from "./merge-statements";
import { type EnvironmentStates, stateAccess } from "./state-access";
import { type BucketPlan, bucketsOf } from "./state-buckets";
import { ciTrust, type Issuer, issuersOf } from "./trust";
import type { RoleUse } from "./uses";

/** All that a bootstrap makes, as data. */
export interface BootstrapPlan {
  readonly spec: BootstrapSpec;
  readonly buckets: readonly BucketPlan[];
  readonly issuers: readonly Issuer[];
  /** CI's roles, in the account of the states. */
  readonly ciRoles: readonly RolePlan[];
  /** The role of Atlantis' server, which exists, and what it may do. @default - there is none */
  readonly server?: RolePlan | undefined;
  /** Roles of the accounts that the environments deploy into, but for those that exist. */
  readonly accounts: readonly AccountRoles[];
}

/**
 * Plans a bootstrap of environments whose states are in S3.
 *
 * @throws UserError where states of one environment are in the folder of another.
 */
export function planBootstrap(
  spec: BootstrapSpec,
  environments: readonly Environment[],
  uses: readonly RoleUse[],
): BootstrapPlan {
  const states = environments.flatMap(({ name, backend }): EnvironmentStates[] =>
    backend.type === "s3" ? [{ environment: name, backend }] : [],
  );
  checkStates(spec, states);
  const names = new Set(states.map(({ environment }) => environment));
  const own = uses.filter(({ environment, role }) => role !== undefined && names.has(environment));
  const planRoles = new Map(
    environments.flatMap(({ name, delivery }): [string, string][] =>
      delivery.planRole === undefined ? [] : [[name, delivery.planRole]],
    ),
  );
  const ci = new Map(states.map(({ environment }) => [environment, ciArnsOf(spec, environment)]));
  const accounts = accountRoles({ spec, uses: own, planRoles, ci });
  return {
    spec,
    buckets: spec.buckets === "existing" ? [] : bucketsOf(states.map(({ backend }) => backend)),
    issuers: issuersOf(spec),
    ciRoles: issuersOf(spec).length === 0 ? [] : states.flatMap((each) => ciRoles(spec, each, accounts)),
    server: serverRole(spec, states, accounts),
    accounts: accounts.filter(({ account }) => spec.accounts[account]?.roles !== "existing"),
  };
}

/** Names of CI's roles of an environment. */
export function ciRoleName({ ci }: BootstrapSpec, environment: string, purpose: "plan" | "deploy"): string {
  return `${ci.rolePrefix}${environment}-${purpose}`;
}

function ciArnsOf(spec: BootstrapSpec, environment: string): CiArns {
  const { atlantis } = spec.ci;
  const arn = (purpose: "plan" | "deploy") => [
    ...(issuersOf(spec).length === 0
      ? []
      : [roleArn(spec.account, ciRoleName(spec, environment, purpose), spec.region)]),
    ...(atlantis === undefined ? [] : [roleArn(spec.account, atlantis.role, spec.region)]),
  ];
  return { plan: arn("plan"), deploy: arn("deploy") };
}

function ciRoles(spec: BootstrapSpec, states: EnvironmentStates, accounts: readonly AccountRoles[]): RolePlan[] {
  const { environment } = states;
  return (["plan", "deploy"] as const).map((purpose) => {
    const isTaken = (role: RolePlan) =>
      role.environments.includes(environment) && (purpose === "deploy" || role.purpose === "plan");
    return {
      ...{ purpose, environments: [environment], sides: [] },
      name: ciRoleName(spec, environment, purpose),
      description: `CI ${purpose === "plan" ? "plans" : "deploys"} the environment ${environment}`,
      trust: ciTrust(spec, environment, purpose),
      statements: mergeStatements([
        ...stateAccess(states, purpose === "plan" ? "read" : "write"),
        ...assume(accounts, isTaken),
      ]),
    };
  });
}

/** The role of Atlantis' server: it plans and deploys every environment. Who may take it is not changed. */
function serverRole(
  { ci: { atlantis } }: BootstrapSpec,
  states: readonly EnvironmentStates[],
  accounts: readonly AccountRoles[],
): RolePlan | undefined {
  if (atlantis === undefined) return undefined;
  return {
    ...{ name: atlantis.role, purpose: "deploy", sides: [], trust: "" },
    environments: states.map(({ environment }) => environment),
    description: "Atlantis plans and deploys",
    statements: mergeStatements([
      ...states.flatMap((each) => stateAccess(each, "write")),
      ...assume(accounts, () => true),
    ]),
  };
}

/** Lets somebody take roles of the accounts. */
function assume(accounts: readonly AccountRoles[], isTaken: (role: RolePlan) => boolean): Statement[] {
  const arns = accounts.flatMap(({ account, region, roles }) =>
    roles.filter(isTaken).map(({ name }) => roleArn(account, name, region)),
  );
  return arns.length === 0 ? [] : [{ Effect: "Allow", Action: ["sts:AssumeRole"], Resource: arns.sort(compare) }];
}
