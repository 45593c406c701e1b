import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Route53VpcAssociationAuthorization } from "@cdktf/provider-aws/lib/route53-vpc-association-authorization";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Route53ZoneAssociation } from "@cdktf/provider-aws/lib/route53-zone-association";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { hostedZoneIdProblem } from "../../aws/hosted-zone-id";
import { known, PropertyProblems } from "../../aws/property-problems";
import { resourceId } from "../../aws/resource-id";
import type { EndpointNames } from "./endpoint-names";
import { aliasNameProblem, recordName, recordProblem, ZONE_ITSELF } from "./names";

/** A VPC that is to know the names of a private hosted zone. */
export interface ZoneVpc {
  /** Id of the VPC, `vpc-...`. */
  readonly vpcId: string;
  /** Region of the VPC. @default - that of its provider */
  readonly region?: string;
  /** Provider for the VPC's account, where that is not the zone's. @default - the zone's */
  readonly provider?: TerraformProvider;
}

/** A private hosted zone that exists, which the VPCs that are to know the name are associated with or become so. */
export interface ExistingPrivateZone {
  /** Id of the zone, `Z...`. */
  readonly id: string;
  /** Provider for the zone's account. @default - that of the scope */
  readonly provider?: TerraformProvider;
}

/** Properties of {@link EndpointHostedZone}. */
export interface EndpointHostedZoneProps {
  /** The endpoint that the name leads to. */
  readonly endpoint: EndpointNames;
  /** DNS name that clients use, in lower case, known at synthesis: `orders.internal.example.com`. */
  readonly name: string;
  /**
   * Names that lead to the endpoint, relative to `name`, in place of `name` itself: `app`, `*.app`, and `@` for `name`.
   * Each is part of the Terraform address of its records. Not with `wildcard` or `zonal`.
   *
   * @default - `name` itself, and what `wildcard` and `zonal` add
   */
  readonly records?: readonly string[] | undefined;
  /** Zone that exists and that the name is in. @default - a new private zone of just this name, in the VPC `vpcId` */
  readonly zone?: ExistingPrivateZone;
  /** VPC of a new zone. @default - none: the zone exists */
  readonly vpcId?: string;
  /**
   * Further VPCs to associate with the zone, by a name for each, which is part of the Terraform address: they resolve the
   * name, and need a path to the endpoint's VPC to get there.
   *
   * @default - none
   */
  readonly vpcs?: Readonly<Record<string, ZoneVpc>>;
  /**
   * Whether every name below the name leads to the endpoint too. With `zonal`, every name below that of a zone leads to the
   * endpoint's addresses in that zone: `b0.use1-az1.<name>`.
   *
   * @default false
   */
  readonly wildcard?: boolean;
  /** Whether each zone of the endpoint has a name too: `use1-az1.<name>` leads there alone. @default false */
  readonly zonal?: boolean;
  /** Address families of the endpoint: an A record for IPv4, an AAAA record for IPv6. @default ["ipv4"] */
  readonly addressTypes?: readonly ("ipv4" | "ipv6")[];
}

/** Types of records by address family. */
const RECORD_TYPES = { ipv4: "A", ipv6: "AAAA" } as const;

/**
 * A name of your own for an endpoint, in a private hosted zone of Route 53: alias records, which cost nothing to ask for and
 * follow the endpoint. It needs neither a private DNS name of the service nor its acceptance.
 */
export class EndpointHostedZone extends Construct {
  /** Id of the zone. */
  readonly zoneId: string;
  /** ARN of the zone. */
  readonly zoneArn: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: EndpointHostedZoneProps) {
    super(scope, id);
    validate(this, props);
    const zone = props.zone ? this.existing(props.zone, props.name) : this.made(props);
    this.zoneId = zone.zoneId;
    this.zoneArn = zone.arn;
    const inZone = props.zone?.provider ? { provider: props.zone.provider } : {};
    for (const family of props.addressTypes ?? ["ipv4"]) this.records(props, RECORD_TYPES[family], inZone);
    for (const key of Object.keys(props.vpcs ?? {}).sort()) this.associate(key, props.vpcs?.[key] as ZoneVpc, inZone);
  }

  /** A new zone, whose further VPCs are resources of their own. */
  private made({ name, vpcId }: EndpointHostedZoneProps): Route53Zone {
    return new Route53Zone(this, "zone", {
      name,
      comment: "Leads to a VPC endpoint",
      vpc: [{ vpcId: vpcId ?? "" }],
      // Records that others made in it would keep it, and be lost with it: AWS refuses then, which is right.
      forceDestroy: false,
      tags: { Name: name },
      lifecycle: { ignoreChanges: ["vpc"] },
    });
  }

  private existing({ id, provider }: ExistingPrivateZone, name: string): DataAwsRoute53Zone {
    return new DataAwsRoute53Zone(this, "zone", {
      ...(provider ? { provider } : {}),
      zoneId: id,
      lifecycle: {
        postcondition: [
          {
            condition: "${self.private_zone != false}",
            errorMessage: `Hosted zone ${id} is a public one: ${name} would tell everybody the address of an endpoint. Name a private zone.`,
          },
          {
            condition: `\${endswith(".${name}", ".\${trimsuffix(self.name, ".")}")}`,
            errorMessage: `Hosted zone ${id} is that of \${self.name}, which ${name} is not in. Name the zone of a domain that it is in.`,
          },
        ],
      },
    });
  }

  private records(props: EndpointHostedZoneProps, type: "A" | "AAAA", inZone: { provider?: TerraformProvider }): void {
    const { endpoint, name, records = [ZONE_ITSELF], wildcard, zonal } = props;
    const alias = { name: endpoint.dnsName, zoneId: endpoint.hostedZoneId, evaluateTargetHealth: true };
    const record = { ...inZone, zoneId: this.zoneId, type };
    for (const each of [...records].sort()) {
      const id = each === ZONE_ITSELF ? `record-${type}` : `record-${type}-${each}`;
      new Route53Record(this, id, { ...record, name: recordName(each, name), alias });
    }
    if (wildcard) new Route53Record(this, `wildcard-${type}`, { ...record, name: `*.${name}`, alias });
    if (!zonal) return;
    // The name of a zone ends the search for a wildcard above it (RFC 4592, closest encloser): names below need their own.
    const names = { zonal: "", ...(wildcard ? { "zonal-wildcard": "*." } : {}) };
    for (const [id, below] of Object.entries(names)) {
      const entries = new Route53Record(this, `${id}-${type}`, {
        ...record,
        name: `${below}\${each.key}.${name}`,
        // An endpoint's zonal name is there only while it is in the zone: there is nothing to fail over to.
        alias: { name: "${each.value.dns_name}", zoneId: "${each.value.hosted_zone_id}", evaluateTargetHealth: false },
      });
      entries.addOverride("for_each", `\${${endpoint.zonalEntries.fqn}}`);
    }
  }

  /** Associates a VPC; one of another account when the zone's has authorized it. */
  private associate(key: string, { vpcId, region, provider }: ZoneVpc, inZone: { provider?: TerraformProvider }): void {
    const vpc = { zoneId: this.zoneId, vpcId, ...(region === undefined ? {} : { vpcRegion: region }) };
    const authorization = provider
      ? [new Route53VpcAssociationAuthorization(this, `authorization-${key}`, { ...inZone, ...vpc })]
      : [];
    new Route53ZoneAssociation(this, `association-${key}`, {
      ...(provider ? { provider } : inZone),
      ...vpc,
      ...(authorization.length > 0 ? { dependsOn: authorization } : {}),
    });
  }
}

function validate(zone: EndpointHostedZone, props: EndpointHostedZoneProps): void {
  const problems = new PropertyProblems(zone);
  const { name, zone: existing, vpcId, vpcs, addressTypes, records, wildcard, zonal } = props;
  problems.check("name", known(name) ? aliasNameProblem(name) : "a name that is known at synthesis", name);
  if (records?.length === 0) problems.add("records", "at least one name", records);
  records?.forEach((record, index) => {
    if (!known(record)) problems.add(`records.${index}`, "a name that is known at synthesis", record);
    else if (records.indexOf(record) < index) problems.add(`records.${index}`, "each name once", record);
    else if (known(name)) problems.check(`records.${index}`, recordProblem(record, name), record);
  });
  for (const [key, value] of Object.entries({ wildcard, zonal }))
    if (records && value) problems.add(key, "false beside `records`, which are all names in the zone", value);
  if ((existing === undefined) === (vpcId === undefined))
    problems.add("zone", "either `zone` (one that exists) or `vpcId` (of a new one)", existing);
  if (known(existing?.id)) problems.check("zone.id", hostedZoneIdProblem(existing.id), existing.id);
  for (const [key, vpc] of Object.entries(vpcs ?? {}))
    if (known(vpc.vpcId) && !resourceId("vpc").test(vpc.vpcId))
      problems.add(`vpcs.${key}.vpcId`, "the id of a VPC, such as vpc-0123456789abcdef0", vpc.vpcId);
  if (addressTypes?.length === 0) problems.add("addressTypes", "at least one of ipv4 and ipv6", addressTypes);
  problems.throwIfAny();
}
