import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../config/environment";
import { STACK_ROLE_OUTPUT, type StackRole } from "../modules/aws/marks";
import { roleArn } from "../modules/aws/principal";
import { keepState } from "./state";

/** Oldest Terraform that locks a state in S3 with a lock file. */
const TERRAFORM_VERSION = ">= 1.10.0";

export interface PrivateLinkStackProps {
  /** Environment that the stack is of. */
  readonly environment: Environment;
  /** What the stack is for. */
  readonly role: StackRole;
  /** Account that the stack deploys into, and no other: the provider refuses credentials of another account. */
  readonly account: string;
  /** Role in that account to assume, by name. @default - none: the credentials that Terraform runs with */
  readonly assumedRole?: string | undefined;
  /** Tags besides the environment's. @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * What every stack has: a state of its own, a provider pinned to one region, account and role, default tags, and an
 * output that tells the policies what the stack is for.
 */
export abstract class PrivateLinkStack extends TerraformStack {
  /** Tags of everything in the stack, by way of the provider. */
  protected readonly defaultTags: Readonly<Record<string, string>>;

  constructor(scope: Construct, name: string, props: PrivateLinkStackProps) {
    super(scope, name);
    const { environment, account, assumedRole } = props;
    this.defaultTags = {
      ...environment.tags,
      ...props.tags,
      Environment: environment.name,
      ManagedBy: "cdktf-privatelink",
      Stack: name,
    };
    keepState(this, environment);
    this.addOverride("terraform.required_version", TERRAFORM_VERSION);
    new AwsProvider(this, "aws", {
      region: environment.region,
      allowedAccountIds: [account],
      ...(assumedRole === undefined
        ? {}
        : {
            assumeRole: [
              { roleArn: roleArn(account, assumedRole, environment.region), sessionName: "cdktf-privatelink" },
            ],
          }),
      defaultTags: [{ tags: this.defaultTags }],
    });
    this.publish({ [STACK_ROLE_OUTPUT]: props.role }, { [STACK_ROLE_OUTPUT]: "What the stack is for" });
  }

  /** Makes outputs under exactly these names, which other stacks and people read. @returns the outputs, typed. */
  protected publish<Outputs extends object>(
    outputs: Outputs,
    descriptions: Readonly<Record<keyof Outputs, string>>,
  ): Outputs {
    for (const [name, value] of Object.entries(outputs))
      new TerraformOutput(this, name, { value, description: descriptions[name as keyof Outputs], staticId: true });
    return outputs;
  }
}
