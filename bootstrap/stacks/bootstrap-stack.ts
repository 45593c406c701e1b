import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { canonicalVersions } from "../../config/aws-provider-versions";
import type { BootstrapSpec } from "../../config/bootstrap-schema";
import { roleArn } from "../../modules/aws/principal";
import { partitionOf } from "../../modules/aws/region";
import { Role } from "../../modules/bootstrap/role";
import { keepState } from "../../stacks/state";
import type { RolePlan } from "../account-roles";

/** What the stacks of a bootstrap are in, where an environment's have its name. No environment can be called so. */
const ENVIRONMENT = ".bootstrap";

/** Longest session of the roles in accounts: a role that another role takes has no longer one. */
export const CHAINED_SECONDS = 3600;

/** Into which account a stack of a bootstrap is deployed. */
interface Place {
  readonly account: string;
  readonly region: string;
  /** Role that Terraform assumes there. @default - none */
  readonly role?: string | undefined;
}

/** What the stacks of a bootstrap have: a state of their own, a provider pinned to one account, tags, and roles. */
export abstract class BootstrapStack extends TerraformStack {
  constructor(
    scope: Construct,
    name: string,
    protected readonly spec: BootstrapSpec,
    private readonly place: Place,
  ) {
    super(scope, name);
    keepState(this, { name: ENVIRONMENT, backend: spec.backend });
    this.addOverride("terraform.required_version", ">= 1.10.0");
    this.provider("aws", place.region);
    const { awsProvider } = spec.terraform;
    this.addOverride("terraform.required_providers.aws.version", canonicalVersions(awsProvider));
  }

  /** A provider of the stack's account. @param alias of one for another region than the stack's. */
  protected provider(id: string, region: string, alias?: string): AwsProvider {
    const { account, role } = this.place;
    return new AwsProvider(this, id, {
      ...(alias === undefined ? {} : { alias }),
      region,
      allowedAccountIds: [account],
      ...(role === undefined
        ? {}
        : { assumeRole: [{ roleArn: roleArn(account, role, region), sessionName: "cdktf-privatelink" }] }),
      defaultTags: [{ tags: { ...this.spec.tags, ManagedBy: "cdktf-privatelink", Stack: this.node.id } }],
    });
  }

  /** Makes roles, and outputs their ARNs by name. */
  protected roles(plans: readonly RolePlan[], sessionSeconds: number): void {
    const { permissionsBoundary } = this.spec;
    const { account, region } = this.place;
    const boundary =
      permissionsBoundary === undefined
        ? undefined
        : `arn:${partitionOf(region)}:iam::${account}:policy/${permissionsBoundary}`;
    const arns = plans.map((plan): [string, string] => {
      const { name, description, trust, statements } = plan;
      const role = new Role(this, `role-${name.replaceAll("/", "_")}`, {
        ...{ name, description, trust, statements, sessionSeconds },
        permissionsBoundary: boundary,
      });
      return [name, role.arn];
    });
    new TerraformOutput(this, "role_arns", {
      value: Object.fromEntries(arns),
      description: "ARNs of the roles by their names",
      staticId: true,
    });
  }
}
