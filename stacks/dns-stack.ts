import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import type { ConnectionSpec } from "../config/connection/connection-schema";
import { accepterOf, hasLaterNames, privateDnsOf } from "../config/connection/names";
import type { ManagedConsumerSpec } from "../config/consumer-schema";
import type { Environment } from "../config/environment";
import { EndpointNames, EndpointPrivateDns, VpcDnsCheck } from "../modules/consumer";
import type { ConsumerOutputs } from "./consumer-stack";
import { endpointHostedZone } from "./hosted-zone";
import { PrivateLinkStack } from "./privatelink-stack";
import { acceptanceStackName, consumerStackName, dnsStackName, serviceStackName } from "./stack-names";
import { readOutput } from "./state";

/** Outputs of a DNS stack that switches private DNS on. */
export interface SwitchedOutputs {
  /** Connections whose endpoint is not accepted yet: its private DNS waits for that, and for this stack to be applied again. */
  readonly waiting_for_acceptance: readonly string[];
}

/** Outputs of a DNS stack with private hosted zones. */
export interface HostedZoneOutputs {
  /** Ids of the zones, by connection. */
  readonly hosted_zone_ids: Readonly<Record<string, string>>;
}

/** Outputs of a DNS stack that tells zonal names. */
export interface ZonalOutputs {
  /** The endpoint's DNS name in each zone, by connection and zone id. */
  readonly zonal_dns_names: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Whether a consumer has a DNS stack: where its endpoints have names that come later. */
export function hasDnsStack(environment: Environment, { connections }: ManagedConsumerSpec): boolean {
  return Object.values(connections).some((connection) => hasLaterNames(environment, connection));
}

/**
 * `<environment>-dns-<consumer>`: the names of a consumer's endpoints, in the consumer's account, behind the acceptance of
 * its connections: AWS lets an endpoint have private DNS only then.
 */
export class DnsStack extends PrivateLinkStack {
  private readonly switchedOn: Record<string, string> = {};
  private readonly hostedZoneIds: Record<string, string> = {};
  private readonly zonalDnsNames: Record<string, Readonly<Record<string, string>>> = {};

  constructor(
    scope: Construct,
    environment: Environment,
    private readonly consumer: string,
    private readonly spec: ManagedConsumerSpec,
  ) {
    super(scope, dnsStackName(environment.name, consumer), {
      environment,
      role: "dns",
      account: spec.account,
      assumedRole: spec.role,
      region: spec.region,
      tags: { ...spec.tags, Consumer: consumer },
    });
    if (spec.vpc.id !== undefined) new VpcDnsCheck(this, "vpc-dns", { vpcId: spec.vpc.id });
    for (const key of Object.keys(spec.connections).sort()) this.name(key, spec.connections[key] as ConnectionSpec);
    this.publishAll();
  }

  private name(key: string, connection: ConnectionSpec): void {
    if (!hasLaterNames(this.environment, connection)) return;
    const stackName = consumerStackName(this.environment.name, this.consumer);
    const output = (name: keyof ConsumerOutputs) =>
      readOutput<ConsumerOutputs>(this, this.environment, stackName, name);
    const endpointId = Token.asString(Fn.lookup(output("endpoint_ids"), key));
    const endpoint = new EndpointNames(this, `endpoint-${key}`, { endpointId });
    if (privateDnsOf(this.environment, connection) === "later") this.switchOn(key, connection, endpoint);
    if (connection.hostedZone) {
      const vpcId = Token.asString(output("vpc_id"));
      const zone = endpointHostedZone(this, `hosted-zone-${key}`, connection.hostedZone, {
        endpoint,
        vpcId,
        owner: { account: this.spec.account, assumedRole: this.spec.role },
      });
      this.hostedZoneIds[key] = zone.zoneId;
    }
    if (connection.zonalNames) this.zonalDnsNames[key] = endpoint.zonalDnsNames;
  }

  private switchOn(key: string, connection: ConnectionSpec, endpoint: EndpointNames): void {
    const privateDns = new EndpointPrivateDns(this, `private-dns-${key}`, {
      endpoint,
      name: `connection ${key}`,
      notAccepted: accepterOf(this.environment, connection) === "here" ? "refused" : "awaited",
      remedy: this.remedy(connection),
    });
    this.switchedOn[key] = privateDns.switchedOn;
  }

  /** Who must do what for a connection to be accepted. */
  private remedy({ service, card }: ConnectionSpec): string {
    const { name, services, cards } = this.environment;
    if (service === undefined) {
      const whom = cards[card ?? ""]?.contact ?? "the service's provider";
      return `Ask ${whom} to accept it, then apply this stack again.`;
    }
    const { account, acceptance } = services[service] ?? {};
    return acceptance === "registered"
      ? `Deploy ${acceptanceStackName(name, service)} first.`
      : `As account ${account}, accept it (aws ec2 accept-vpc-endpoint-connections, with the output service_id of ${serviceStackName(name, service)}), then apply this stack again.`;
  }

  private publishAll(): void {
    const switched = Object.entries(this.switchedOn);
    if (switched.length > 0)
      this.publish<SwitchedOutputs>(
        {
          waiting_for_acceptance: Token.asList(
            `\${compact([${switched.map(([key, on]) => `${on} ? "" : "${key}"`).join(", ")}])}`,
          ),
        },
        { waiting_for_acceptance: "Connections whose private DNS waits until they are accepted" },
      );
    if (Object.keys(this.hostedZoneIds).length > 0)
      this.publish<HostedZoneOutputs>(
        { hosted_zone_ids: this.hostedZoneIds },
        { hosted_zone_ids: "Private hosted zones, by connection" },
      );
    if (Object.keys(this.zonalDnsNames).length > 0)
      this.publish<ZonalOutputs>(
        { zonal_dns_names: this.zonalDnsNames },
        { zonal_dns_names: "DNS names of the endpoints in each zone, by connection and zone id" },
      );
  }
}
