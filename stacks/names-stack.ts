import { Token } from "cdktf";
import type { HostedZonePath, HostedZoneSpec } from "../config/connection/names-schema";
import type { Accepter, NamingInput } from "../config/estate/naming-input";
import { type EndpointHostedZone, EndpointNames, EndpointPrivateDns } from "../modules/consumer";
import type { ConsumerOutputs } from "./consumer-outputs";
import { endpointHostedZone } from "./hosted-zone";
import { PrivateLinkStack } from "./privatelink-stack";
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

  /** Gives the endpoint of a connection the names that it asks for. */
  protected giveNames(input: NamingInput): EndpointNaming {
    const { connection: key, endpointStack, hostedZones } = input;
    const entry = ["endpoint_ids", key] as const;
    const { endpoint: otherwise, vpc } = NOT_DEPLOYED;
    const endpointId = readEntry<ConsumerOutputs>(this, this.environment, endpointStack, entry, otherwise);
    const endpoint = new EndpointNames(this, `endpoint-${key}`, {
      endpointId,
      when: `${endpointId} != "${otherwise}"`,
    });
    const switchedOn = input.privateDns === "later" ? this.switchOn(input, endpoint) : undefined;
    if (input.zonalNames) this.zonalDnsNames[key] = endpoint.zonalDnsNames;
    const zones = hostedZones.map(({ path, spec }): NamedZone => {
      const [, name] = path;
      // No key has an underscore, so that no two zones get one id.
      const id = name === undefined ? `hosted-zone-${key}` : `hosted-zone-${key}_${name}`;
      const zone = endpointHostedZone(this, id, spec, {
        endpoint,
        vpcId: readOutput<ConsumerOutputs>(this, this.environment, endpointStack, "vpc_id", vpc),
        owner: this.deployer,
        addressTypes: ADDRESS_TYPES[input.ipAddressType],
      });
      this.hostedZoneIds[name === undefined ? key : `${key}/${name}`] = zone.zoneId;
      return { path, spec, zone };
    });
    return { endpoint, zones, ...(switchedOn ? { switchedOn } : {}) };
  }

  private switchOn({ connection, accepter }: NamingInput, endpoint: EndpointNames): string {
    const privateDns = new EndpointPrivateDns(this, `private-dns-${connection}`, {
      endpoint,
      name: `connection ${connection}`,
      notAccepted: accepter?.kind === "stack" ? "refused" : "awaited",
      remedy: remedyOf(accepter),
    });
    this.switchedOn[connection] = privateDns.switchedOn;
    return privateDns.switchedOn;
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

/** Who must do what for a connection to be accepted. */
function remedyOf(accepter: Accepter | undefined): string {
  switch (accepter?.kind) {
    case "stack":
      return `Deploy ${accepter.stack} first.`;
    case "acceptor":
      return `The acceptor of ${accepter.serviceStack} accepts it when it runs next; then apply this stack again.`;
    case "account":
      return `As account ${accepter.account}, accept it (aws ec2 accept-vpc-endpoint-connections, with the output service_id of ${accepter.serviceStack}), then apply this stack again.`;
    default:
      return `Ask ${accepter?.contact ?? "the service's provider"} to accept it, then apply this stack again.`;
  }
}
