import type { Construct } from "constructs";
import type { Environment } from "../config/environment";
import type { PrivateDnsSpec } from "../config/service/private-dns-schema";
import type { ServiceSpec } from "../config/service/service-schema";
import { type HostedZone, type PrivateDnsRecord, PrivateDnsVerification } from "../modules/provider";
import { PrivateLinkStack } from "./privatelink-stack";
import type { PrivateDnsOutputs, ServiceOutputs } from "./service-outputs";
import { domainStackName, serviceStackName } from "./stack-names";
import { entryIfThere, NOT_DEPLOYED, readOutput } from "./state";

/** Outputs of a domain stack. */
export interface DomainOutputs {
  /** DNS name of the service, verified: consumers may use it. */
  readonly verified_dns_name: string;
}

/**
 * `<environment>-domain-<service>`: proof of the domain of a service's private DNS name, between the service, which asks
 * for it, and the consumers, who can use the name only then. In the provider's account; the record is in that of the
 * hosted zone.
 */
export class DomainStack extends PrivateLinkStack {
  readonly outputs: DomainOutputs;

  constructor(
    scope: Construct,
    environment: Environment,
    key: string,
    private readonly spec: ServiceSpec,
    { name, hostedZone }: PrivateDnsSpec,
  ) {
    super(scope, domainStackName(environment.name, key), {
      environment,
      role: "domain",
      account: spec.account,
      assumedRole: spec.role,
      tags: { ...spec.tags, Service: key },
    });
    const stackName = serviceStackName(environment.name, key);
    const serviceId = readOutput<ServiceOutputs>(this, environment, stackName, "service_id", NOT_DEPLOYED.service);
    // Where the service is not deployed with a name yet there is none: the verification says so.
    const part = (attribute: keyof PrivateDnsRecord) =>
      entryIfThere<PrivateDnsOutputs>(this, environment, stackName, ["private_dns_verification", attribute]);
    new PrivateDnsVerification(this, "verification", {
      serviceId,
      privateDnsName: name,
      record: { name: part("name"), type: part("type"), value: part("value") },
      ...(hostedZone ? { hostedZone: this.zone(hostedZone) } : {}),
    });
    this.outputs = this.publish<DomainOutputs>(
      { verified_dns_name: name },
      { verified_dns_name: "DNS name of the service that consumers may use" },
    );
  }

  /** The zone, with a provider of its own where it is deployed into as somebody else. */
  private zone({ id, account = this.spec.account, role }: NonNullable<PrivateDnsSpec["hostedZone"]>): HostedZone {
    const assumedRole = role ?? (account === this.spec.account ? this.spec.role : undefined);
    if (account === this.spec.account && assumedRole === this.spec.role) return { id };
    return { id, provider: this.provider("aws-hosted-zone", { account, assumedRole }, "hosted_zone") };
  }
}
