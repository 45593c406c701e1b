import type { Construct } from "constructs";
import { shortHash } from "../../modules/aws/names";
import { partitionOf } from "../../modules/aws/region";
import { ExistingRole } from "../../modules/bootstrap/existing-role";
import { OidcProvider } from "../../modules/bootstrap/oidc-provider";
import { StateBucket } from "../../modules/bootstrap/state-bucket";
import type { BootstrapPlan } from "../plan-bootstrap";
import { BootstrapStack } from "./bootstrap-stack";

/** Name of the stack in the account of the states. */
export const STATES_STACK = "bootstrap-states";

/** `bootstrap-states`: buckets of the states, OIDC providers and CI's roles, in one account. */
export class StatesStack extends BootstrapStack {
  constructor(scope: Construct, { spec, buckets, issuers, ciRoles, server }: BootstrapPlan) {
    const { account, region, role } = spec;
    super(scope, STATES_STACK, spec, { account, region, role });
    for (const { bucket, region: place, kmsKeyArn } of buckets)
      new StateBucket(this, `states-${shortHash(bucket)}`, {
        ...{ bucket, account, kmsKeyArn },
        partition: partitionOf(place),
        oldVersionsDays: spec.oldVersionsDays,
        provider: this.providerIn(place),
      });
    const made = issuers.filter(({ isMade }) => isMade);
    const providers = made.map(({ system, issuer, audience }) => new OidcProvider(this, system, { issuer, audience }));
    this.roles(ciRoles, spec.ci.sessionSeconds);
    if (server !== undefined) new ExistingRole(this, "server", server);
    for (const child of this.node.children)
      if (child.node.id.startsWith("role-")) child.node.addDependency(...providers);
  }

  private providerIn(region: string) {
    if (region === this.spec.region) return undefined;
    const id = `aws-${region}`;
    const existing = this.node.tryFindChild(id) as ReturnType<StatesStack["provider"]> | undefined;
    return existing ?? this.provider(id, region, region.replaceAll("-", "_"));
  }
}
