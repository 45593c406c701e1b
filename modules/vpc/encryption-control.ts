import { VpcEncryptionControl, type VpcEncryptionControlConfig } from "@cdktf/provider-aws/lib/vpc-encryption-control";
import { Construct } from "constructs";
import type { VpcRole } from "../aws/marks";
import { LONGEST_BESIDE_SECURITY_GROUPS } from "../aws/names";
import { known, PropertyProblems } from "../aws/property-problems";
import {
  ENCRYPTION_EXCLUSIONS,
  ENCRYPTION_MODES,
  type EncryptedWorkload,
  type EncryptionControlOptions,
  type EncryptionExclusion,
  encryptedWorkloadProblems,
  encryptionControlProblems,
  latticeProblems,
} from "./encryption-control-options";
import type { IVpc } from "./vpc";

/** Properties of {@link EncryptionControl}. */
export interface EncryptionControlProps extends EncryptionControlOptions, EncryptedWorkload {
  /** Name of the control, for its `Name` tag. */
  readonly name: string;
  /** VPC whose traffic is meant: one that is made here, or an adopted one of the account. A VPC has one control. */
  readonly vpc: IVpc;
  /** Side of the connection that the VPC is on. With `consumer`, exclusions that stand for ways out are refused. */
  readonly role: VpcRole;
}

/**
 * VPC encryption control: AWS shows which traffic in a VPC is not encrypted, or lets only what encrypts be in it. It
 * says nothing about where traffic may go, so it proves no isolation, and an exclusion opens no route.
 *
 * Terraform first makes it in monitor mode, and then enforces: AWS takes an existing VPC in no other way.
 */
export class EncryptionControl extends Construct {
  /** Id of the control. */
  readonly encryptionControlId: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: EncryptionControlProps) {
    super(scope, id);
    validate(this, props);
    const { name, vpc, mode, exclusions = [] } = props;
    const control = new VpcEncryptionControl(this, "encryption-control", {
      vpcId: vpc.vpcId,
      mode,
      ...Object.fromEntries([...exclusions].sort().map((exclusion) => [ARGUMENTS[exclusion], "enable"])),
      tags: { Name: name },
    });
    this.encryptionControlId = control.id;
  }
}

/** Arguments of the resource by exclusion. */
const ARGUMENTS = {
  internetGateway: "internetGatewayExclusion",
  egressOnlyInternetGateway: "egressOnlyInternetGatewayExclusion",
  natGateway: "natGatewayExclusion",
  virtualPrivateGateway: "virtualPrivateGatewayExclusion",
  vpcPeering: "vpcPeeringExclusion",
  vpcLattice: "vpcLatticeExclusion",
  lambda: "lambdaExclusion",
  elasticFileSystem: "elasticFileSystemExclusion",
} as const satisfies Readonly<Record<EncryptionExclusion, keyof VpcEncryptionControlConfig>>;

function validate(control: EncryptionControl, props: EncryptionControlProps): void {
  const problems = new PropertyProblems(control);
  problems.checkName(props.name, LONGEST_BESIDE_SECURITY_GROUPS);
  const { mode, exclusions = [] } = props;
  if (known(mode) && !ENCRYPTION_MODES.includes(mode))
    problems.add("mode", `one of ${ENCRYPTION_MODES.join(", ")}`, mode);
  for (const exclusion of exclusions)
    if (!ENCRYPTION_EXCLUSIONS.includes(exclusion))
      problems.add("exclusions", `some of ${ENCRYPTION_EXCLUSIONS.join(", ")}`, exclusion);
  problems.addWithin([], props, encryptionControlProblems(props));
  problems.addWithin([], props, encryptedWorkloadProblems(props, props));
  problems.addWithin([], props, latticeProblems(props, props));
  problems.throwIfAny();
}
