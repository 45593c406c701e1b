import type { StackRole } from "../../modules/aws/marks";
import { canonicalVersions } from "../aws-provider-versions";
import type { BackendSpec } from "../backend-schema";
import type { Environment } from "../environment";
import type { VpcSpec } from "../vpc-schema";

/** Into which account something is deployed, and as whom. */
export interface Deployer {
  /** Account to deploy into, and no other: the provider refuses credentials of another account. */
  readonly account: string;
  /** Role in that account to assume, by name. @default - none: the credentials that Terraform runs with */
  readonly assumedRole?: string | undefined;
}

/** Where the states of an environment's stacks are kept: what a backend and a remote state say alike. */
export interface StateEnvironment {
  /** Name of the environment. */
  readonly name: string;
  readonly backend: BackendSpec;
}

/** What the input of every stack says, whatever its kind. All of it is plain data. */
export interface CommonInput {
  /** Name of the stack, which is the name of its state as well. */
  readonly name: string;
  /** What the stack is for. */
  readonly role: StackRole;
  /** What the stack reads states of, and keeps its own with. */
  readonly environment: StateEnvironment;
  /** Region that it is deployed into. */
  readonly region: string;
  readonly deployer: Deployer;
  /**
   * Role of each account that plans can be made with, by name.
   *
   * @default - none: plans are made with the role that deploys
   */
  readonly planRole?: string | undefined;
  /** Versions of the provider hashicorp/aws that are allowed, as a version constraint. */
  readonly awsProvider: string;
  /** All default tags of the stack: those of the environment, its own, and those that every stack has. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A VPC as the stacks take it. Who owns a VPC that exists concerns only the checks of the files. */
export type VpcInput = Omit<VpcSpec, "ownerAccount">;

/** What {@link commonInput} is made from, besides the environment. */
interface Particulars {
  readonly name: string;
  readonly role: StackRole;
  /** What the stack is of: its account, the role there, its region (the environment's, unless it says another). */
  readonly of: { readonly account: string; readonly role?: string | undefined; readonly region?: string | undefined };
  /** Tags besides the environment's and those that every stack has. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What a stack of any kind is made of. */
export function commonInput(
  { name: environment, backend, region, tags: everywhere, delivery, terraform }: Environment,
  { name, role, of, tags }: Particulars,
): CommonInput {
  return {
    name,
    role,
    environment: { name: environment, backend },
    region: of.region ?? region,
    deployer: deployerOf(of),
    planRole: delivery.planRole,
    awsProvider: canonicalVersions(terraform.awsProvider),
    tags: { ...everywhere, ...tags, Environment: environment, ManagedBy: "cdktf-privatelink", Stack: name },
  };
}

/** Who deploys what belongs to an account, as the files say it. */
export function deployerOf({ account, role }: Particulars["of"]): Deployer {
  return { account, assumedRole: role };
}

/** A VPC of the files as the stacks take it. */
export function vpcInput(spec: VpcSpec): VpcInput {
  if (spec.ownerAccount === undefined) return spec;
  const { ownerAccount: _, ...vpc } = spec;
  return vpc;
}

/** Some keys of a part of the files, as they are there. What the part does not say is left out. */
export function picked<Part extends object, Key extends keyof Part>(part: Part, keys: readonly Key[]): Pick<Part, Key> {
  const given: Partial<Part> = {};
  for (const key of keys) if (part[key] !== undefined) given[key] = part[key];
  return given as Pick<Part, Key>;
}
