import type { Construct } from "constructs";
import type { DomainInput, HostedZoneInput } from "../config/estate/domain-input";
import { type HostedZone, type PrivateDnsRecord, PrivateDnsVerification } from "../modules/provider";
import { PrivateLinkStack } from "./privatelink-stack";
import type { PrivateDnsOutputs, ServiceOutputs } from "./service-outputs";
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

  constructor(scope: Construct, input: DomainInput) {
    super(scope, input);
    const { serviceStack, privateDnsName, hostedZone } = input;
    const { service } = NOT_DEPLOYED;
    const serviceId = readOutput<ServiceOutputs>(this, this.environment, serviceStack, "service_id", service);
    // Where the service is not deployed with a name yet there is none: the verification says so.
    const part = (attribute: keyof PrivateDnsRecord) =>
      entryIfThere<PrivateDnsOutputs>(this, this.environment, serviceStack, ["private_dns_verification", attribute]);
    new PrivateDnsVerification(this, "verification", {
      serviceId,
      privateDnsName,
      record: { name: part("name"), type: part("type"), value: part("value") },
      ...(hostedZone ? { hostedZone: this.zone(hostedZone) } : {}),
    });
    this.outputs = this.publish<DomainOutputs>(
      { verified_dns_name: privateDnsName },
      { verified_dns_name: "DNS name of the service that consumers may use" },
    );
  }

  /** The zone, with a provider of its own where it is deployed into as somebody else. */
  private zone({ id, deployer }: HostedZoneInput): HostedZone {
    const { account, assumedRole } = this.deployer;
    if (deployer.account === account && deployer.assumedRole === assumedRole) return { id };
    return { id, provider: this.provider("aws-hosted-zone", deployer, "hosted_zone") };
  }
}
