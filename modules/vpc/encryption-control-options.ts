// Not from all of cdktf, which takes 0.3 s to load: config loads this file, and builds nothing.

import { isUnencryptedInstanceType } from "../aws/instance-encryption";
import type { VpcRole } from "../aws/marks";
import { known } from "../aws/property-problems";

/** Modes of encryption control. */
export const ENCRYPTION_MODES = ["monitor", "enforce"] as const;

/** `monitor`: AWS shows what is not encrypted. `enforce`: AWS lets nothing else be in the VPC. */
export type EncryptionMode = (typeof ENCRYPTION_MODES)[number];

/** Exclusions that stand for ways out of a VPC: what leaves by them is not encrypted by AWS. */
const WAYS_OUT = [
  "internetGateway",
  "egressOnlyInternetGateway",
  "natGateway",
  "virtualPrivateGateway",
  "vpcPeering",
] as const;

/** What can be in a VPC with enforced encryption although its traffic is not encrypted. */
export const ENCRYPTION_EXCLUSIONS = [...WAYS_OUT, "vpcLattice", "lambda", "elasticFileSystem"] as const;

/** Something whose traffic is not encrypted, and that is in the VPC all the same. */
export type EncryptionExclusion = (typeof ENCRYPTION_EXCLUSIONS)[number];

/** What can be chosen of encryption control. */
export interface EncryptionControlOptions {
  /**
   * `monitor`: AWS lists what does not encrypt its traffic, and moves load balancers to hardware that does. `enforce`:
   * AWS refuses everything else, and drops traffic that is not encrypted. A change is an update in place; AWS refuses
   * `enforce` while something in the VPC does not encrypt.
   */
  readonly mode: EncryptionMode;
  /** What is in the VPC all the same, with `enforce`. Each is a hole in the encryption. @default - nothing */
  readonly exclusions?: readonly EncryptionExclusion[] | undefined;
}

/** What runs in a VPC, as far as it decides whether encryption can be enforced. */
export interface EncryptedWorkload {
  /** Whether Lambda functions run in the VPC. @default false */
  readonly functions?: boolean | undefined;
  /** Types of the EC2 instances in the VPC. @default - none are known */
  readonly instanceTypes?: readonly string[] | undefined;
  /**
   * Whether resource gateways, or endpoints to resources or service networks, are in the VPC: they are of VPC Lattice.
   *
   * @default false
   */
  readonly lattice?: boolean | undefined;
  /** Whether Gateway Load Balancers, or endpoints to such, are in the VPC. @default false */
  readonly gatewayLoadBalancers?: boolean | undefined;
  /** Names of listeners of Network Load Balancers in the VPC that end TLS. @default - none */
  readonly tlsListeners?: readonly string[] | undefined;
}

/** A VPC as far as it decides whether encryption can be enforced. */
export interface EncryptedVpc extends EncryptedWorkload {
  /** Side of the connection that the VPC is on. */
  readonly role: VpcRole;
}

/** Something wrong with encryption control. */
export interface EncryptionProblem {
  /** Where it is, from the options on. */
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly fix: string;
}

/**
 * What AWS refuses of encryption control by itself. Source: API reference of Amazon EC2, `ModifyVpcEncryptionControl`,
 * and the AWS provider's page of `aws_vpc_encryption_control` ("only valid when mode is enforce").
 */
export function encryptionControlProblems({
  mode,
  exclusions = [],
}: Partial<EncryptionControlOptions>): EncryptionProblem[] {
  return mode === "monitor" && exclusions.length > 0
    ? [
        {
          path: ["exclusions"],
          expected: "no exclusions with `mode: monitor`, which refuses nothing",
          fix: "remove them, or set `mode: enforce`",
        },
      ]
    : [];
}

/**
 * What does not go with the VPC and with what runs in it, but for VPC Lattice: see {@link latticeProblems}.
 *
 * Sources: Amazon VPC User Guide, "Enforce VPC encryption in transit" (exclusions, and limitations of services: no
 * Gateway Load Balancer, and no TLS listener of a Network Load Balancer); AWS News Blog, "Introducing VPC encryption
 * controls" (2025-11-21): instances must be of types that encrypt. Lambda gives functions the state reason
 * `DisallowedByVpcEncryptionControl` where the VPC does not exclude them (API reference of AWS Lambda). Whether AWS
 * counts an endpoint to a Gateway Load Balancer as one is not said: it is refused.
 *
 * @param role side of the connection that the VPC is on. A consumer's has no way out, so it needs no exclusion for one.
 */
export function encryptedWorkloadProblems(
  { mode, exclusions = [] }: Partial<EncryptionControlOptions>,
  { role, functions = false, instanceTypes = [], gatewayLoadBalancers, tlsListeners = [] }: EncryptedVpc,
): EncryptionProblem[] {
  if (mode !== "enforce") return [];
  const problems: EncryptionProblem[] = [];
  if (role === "consumer")
    exclusions.forEach((exclusion, index) => {
      if ((WAYS_OUT as readonly string[]).includes(exclusion))
        problems.push({
          path: ["exclusions", index],
          expected:
            "lambda, elasticFileSystem or vpcLattice: the VPC of a consumer has no way out that could be excluded",
          fix: "remove it",
        });
    });
  if (functions && !exclusions.includes("lambda"))
    problems.push({
      path: ["mode"],
      expected: "`monitor`, or `lambda` under `exclusions`: AWS refuses functions in a VPC with enforced encryption",
      fix: "add `lambda` to `exclusions`, or run no client application in the VPC",
    });
  const unencrypted = [...new Set(instanceTypes.filter((type) => known(type) && isUnencryptedInstanceType(type)))];
  if (unencrypted.length > 0)
    problems.push({
      path: ["mode"],
      expected: `\`monitor\`, or instances of types that encrypt their traffic: ${unencrypted.sort().join(", ")} does not`,
      fix: "choose a newer type, such as m7g.medium",
    });
  if (gatewayLoadBalancers)
    problems.push({
      path: ["mode"],
      expected:
        "`monitor`: AWS supports no Gateway Load Balancer in a VPC with enforced encryption, and has no exclusion for one",
      fix: "set `mode: monitor`",
    });
  if (tlsListeners.length > 0)
    problems.push({
      path: ["mode"],
      expected: `\`monitor\`, or no listeners of TLS: AWS lets no load balancer end TLS in a VPC with enforced encryption, as this does: ${[...tlsListeners].sort().join(", ")}`,
      fix: "set `protocol: TCP` for the listeners, and let the targets end TLS",
    });
  return problems;
}

/**
 * Whether VPC Lattice is excluded where it is in the VPC, and not where it would say nothing. AWS's list of exclusions
 * has VPC Lattice, and does not say what of it needs the exclusion: each part does here.
 *
 * Source: Amazon VPC User Guide, "Enforce VPC encryption in transit" ("you must add these exclusions").
 */
export function latticeProblems(
  { mode, exclusions = [] }: Partial<EncryptionControlOptions>,
  { role, lattice = false }: EncryptedVpc,
): EncryptionProblem[] {
  if (mode !== "enforce") return [];
  const index = exclusions.indexOf("vpcLattice");
  if (lattice && index < 0)
    return [
      {
        path: ["mode"],
        expected:
          "`monitor`, or `vpcLattice` under `exclusions`: resource gateways, and endpoints to resources and service networks, are of VPC Lattice",
        fix: "add `vpcLattice` to `exclusions`",
      },
    ];
  return !lattice && role === "consumer" && index >= 0
    ? [
        {
          path: ["exclusions", index],
          expected: "no `vpcLattice`: nothing in the VPC is of VPC Lattice, such as an endpoint to a resource",
          fix: "remove it",
        },
      ]
    : [];
}
