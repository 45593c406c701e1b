import { Token } from "cdktf";
import type { ConnectionSpec } from "../config/connection/connection-schema";
import { accepterOf, hasLaterNames, privateDnsOf } from "../config/connection/names";
import { type HostedZonePath, type HostedZoneSpec, hostedZonesOf } from "../config/connection/names-schema";
import { type EndpointHostedZone, EndpointNames, EndpointPrivateDns } from "../modules/consumer";
import type { ConsumerOutputs } from "./consumer-stack";
import { endpointHostedZone } from "./hosted-zone";
import { type Deployer, PrivateLinkStack } from "./privatelink-stack";
import { acceptanceStackName, endpointStackName, serviceStackName } from "./stack-names";
import { NOT_DEPLOYED, readEntry, readOutput } from "./state";

/** Outputs of a stack that switches private DNS on. */
export interface SwitchedOutputs {
  /** Connections whose endpoint is not accepted yet: its private DNS waits for that, and for this stack to be applied again. */
  readonly waiting_for_acceptance: readonly string[];
}

/** Outputs of a stack with private hosted zones. */
export interface HostedZoneOutputs {
  /** Ids of the zones, by connection; of `hostedZones` by `<connection>/<name>`. */
  readonly hosted_zone_ids: Readonly<Record<string, string>>;
}

/** Outputs of a stack that tells zonal names. */
export interface ZonalOutputs {
  /** The endpoint's DNS name in each zone, by connection and zone id. */
  readonly zonal_dns_names: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Address families of an endpoint by its address type. */
const ADDRESS_TYPES = { ipv4: ["ipv4"], ipv6: ["ipv6"], dualstack: ["ipv4", "ipv6"] } as const;

/** The names that a connection's endpoint got. */
export interface EndpointNaming {
  readonly endpoint: EndpointNames;
  /** Expression for whether private DNS is on; undefined where the endpoint has it from the start, or not at all. */
  readonly switchedOn?: string;
  /** Its hosted zones, each with the keys that it comes from. */
  readonly zones: readonly NamedZone[];
}

/** A hosted zone that a connection asked for. */
export interface NamedZone {
  readonly path: HostedZonePath;
  readonly spec: HostedZoneSpec;
  readonly zone: EndpointHostedZone;
}

/** What stacks have in common that give endpoints names, behind the acceptance of their connections. */
export abstract class NamesStack extends PrivateLinkStack {
  private readonly switchedOn: Record<string, string> = {};
  private readonly hostedZoneIds: Record<string, string> = {};
  private readonly zonalDnsNames: Record<string, Readonly<Record<string, string>>> = {};

  /**
   * Gives the endpoint of a connection the names that it asks for.
   *
   * @param consumer who has the connection, by name among the environment's consumers.
   * @param owner who deploys in the account of the endpoint.
   */
  protected giveNames(
    consumer: string,
    key: string,
    connection: ConnectionSpec,
    owner: Deployer,
  ): EndpointNaming | undefined {
    const privateDns = privateDnsOf(this.environment, connection);
    if (privateDns === false && !hasLaterNames(this.environment, connection)) return undefined;
    const stackName = endpointStackName(this.environment, consumer);
    const entry = ["endpoint_ids", key] as const;
    const endpointId = readEntry<ConsumerOutputs>(this, this.environment, stackName, entry, NOT_DEPLOYED.endpoint);
    const endpoint = new EndpointNames(this, `endpoint-${key}`, {
      endpointId,
      when: `${endpointId} != "${NOT_DEPLOYED.endpoint}"`,
    });
    const switchedOn = privateDns === "later" ? this.switchOn(key, connection, endpoint) : undefined;
    if (connection.zonalNames) this.zonalDnsNames[key] = endpoint.zonalDnsNames;
    const zones = hostedZonesOf(connection).map(({ path, spec }): NamedZone => {
      const [, name] = path;
      // No key has an underscore, so that no two zones get one id.
      const id = name === undefined ? `hosted-zone-${key}` : `hosted-zone-${key}_${name}`;
      const zone = endpointHostedZone(this, id, spec, {
        endpoint,
        vpcId: readOutput<ConsumerOutputs>(this, this.environment, stackName, "vpc_id", NOT_DEPLOYED.vpc),
        owner,
        addressTypes: ADDRESS_TYPES[connection.ipAddressType ?? "ipv4"],
      });
      this.hostedZoneIds[name === undefined ? key : `${key}/${name}`] = zone.zoneId;
      return { path, spec, zone };
    });
    return { endpoint, zones, ...(switchedOn ? { switchedOn } : {}) };
  }

  private switchOn(key: string, connection: ConnectionSpec, endpoint: EndpointNames): string {
    const privateDns = new EndpointPrivateDns(this, `private-dns-${key}`, {
      endpoint,
      name: `connection ${key}`,
      notAccepted: accepterOf(this.environment, connection) === "here" ? "refused" : "awaited",
      remedy: this.remedy(connection),
    });
    this.switchedOn[key] = privateDns.switchedOn;
    return privateDns.switchedOn;
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

  /** Makes the outputs about the names that were given. */
  protected publishNames(): void {
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
        { hosted_zone_ids: "Private hosted zones, by connection, or by <connection>/<name>" },
      );
    if (Object.keys(this.zonalDnsNames).length > 0)
      this.publish<ZonalOutputs>(
        { zonal_dns_names: this.zonalDnsNames },
        { zonal_dns_names: "DNS names of the endpoints in each zone, by connection and zone id" },
      );
  }
}
