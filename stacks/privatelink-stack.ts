import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { CommonInput, Deployer, StateEnvironment } from "../config/estate/common-input";
import { shortHash } from "../modules/aws/names";
import { declareStackRole } from "../modules/vpc/stack-role";
import { assumedRoleArn } from "./assumed-role";
import { keepState } from "./state";

/** Oldest Terraform that locks a state in S3 with a lock file. */
const TERRAFORM_VERSION = ">= 1.10.0";

/**
 * What every stack has: a state of its own, a provider pinned to one region, account and role, default tags, and an
 * output that tells the policies what the stack is for.
 */
export abstract class PrivateLinkStack extends TerraformStack {
  /** Tags of everything in the stack, by way of the provider. */
  protected readonly defaultTags: Readonly<Record<string, string>>;
  /** Where its state is, and those that it reads. */
  readonly environment: StateEnvironment;
  /** Provider of the stack's own account. */
  readonly ownProvider: AwsProvider;
  /** Who deploys it. */
  readonly deployer: Deployer;
  /** Region that it is deployed into. */
  readonly region: string;
  private readonly planRole: string | undefined;

  constructor(scope: Construct, input: CommonInput) {
    const { name, role, environment, region, deployer, planRole, tags, awsProvider } = input;
    super(scope, name);
    this.environment = environment;
    this.region = region;
    this.planRole = planRole;
    this.defaultTags = tags;
    this.deployer = deployer;
    keepState(this, environment);
    this.addOverride("terraform.required_version", TERRAFORM_VERSION);
    this.ownProvider = this.provider("aws", deployer);
    // In place of the one version that the bindings are of.
    this.addOverride("terraform.required_providers.aws.version", awsProvider);
    declareStackRole(this, role);
  }

  /**
   * A provider for an account, pinned to it.
   *
   * @param alias name of one besides the stack's own, to give to what is made with it.
   */
  protected provider(id: string, { account, assumedRole }: Deployer, alias?: string): AwsProvider {
    const { region, planRole } = this;
    return new AwsProvider(this, id, {
      ...(alias === undefined ? {} : { alias }),
      region,
      allowedAccountIds: [account],
      ...(assumedRole === undefined
        ? {}
        : {
            assumeRole: [
              {
                roleArn: assumedRoleArn(this, { account, region, role: assumedRole, planRole }),
                sessionName: "cdktf-privatelink",
              },
            ],
          }),
      defaultTags: [{ tags: this.defaultTags }],
    });
  }

  /**
   * A provider for what is made in an account as somebody: one, however often it is asked for. Undefined for those whom the
   * stack itself is deployed by.
   */
  providerFor(deployer: Deployer): AwsProvider | undefined {
    const { account, assumedRole } = deployer;
    if (account === this.deployer.account && assumedRole === this.deployer.assumedRole) return undefined;
    const key = assumedRole === undefined ? account : `${account}-${shortHash(assumedRole)}`;
    const existing = this.node.tryFindChild(`aws-${key}`);
    return existing instanceof AwsProvider
      ? existing
      : this.provider(`aws-${key}`, deployer, `account_${key.replace("-", "_")}`);
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
