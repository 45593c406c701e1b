/** A quota of AWS that can be raised, as Service Quotas has it. */
export interface Quota {
  /** What it is of, in the plural. */
  readonly noun: string;
  /** AWS's name for it. */
  readonly name: string;
  readonly serviceCode: string;
  readonly quotaCode: string;
  readonly default: number;
  /** Defaults of regions that have another one. */
  readonly defaults?: Readonly<Record<string, number>>;
}

/**
 * Quotas that an environment can come up against, each for an account and a region.
 *
 * Sources: Amazon VPC User Guide, "Amazon VPC quotas"; AWS PrivateLink Guide, "AWS PrivateLink quotas"; User Guide for
 * Network Load Balancers, "Quotas"; Amazon VPC Lattice User Guide, "Quotas"; Amazon EventBridge User Guide, "Quotas".
 */
export const QUOTAS = {
  vpcsPerRegion: {
    noun: "VPCs",
    name: "VPCs per Region",
    serviceCode: "vpc",
    quotaCode: "L-F678F1CE",
    default: 5,
  },
  interfaceEndpointsPerVpc: {
    noun: "interface endpoints",
    name: "Interface VPC endpoints per VPC",
    serviceCode: "vpc",
    quotaCode: "L-29B6F2EB",
    default: 50,
  },
  gatewayEndpointsPerRegion: {
    noun: "gateway endpoints",
    name: "Gateway VPC endpoints per Region",
    serviceCode: "vpc",
    quotaCode: "L-1B52E74A",
    default: 20,
  },
  resourceEndpointsPerVpc: {
    noun: "resource endpoints",
    name: "Resource VPC endpoints per VPC",
    serviceCode: "vpc",
    quotaCode: "L-CA6CC422",
    default: 200,
  },
  serviceNetworkEndpointsPerVpc: {
    noun: "endpoints to service networks",
    name: "Service network VPC endpoints per VPC",
    serviceCode: "vpc",
    quotaCode: "L-3B4E38D2",
    default: 50,
  },
  resourceConfigurationsPerRegion: {
    noun: "resource configurations",
    name: "Resource configurations per AWS Region",
    serviceCode: "vpc-lattice",
    quotaCode: "L-5FF8F9B9",
    default: 2000,
  },
  membersPerResourceGroup: {
    noun: "members",
    name: "Child Resource Configurations per Group Resource Configuration",
    serviceCode: "vpc-lattice",
    quotaCode: "L-9BC96FEF",
    default: 60,
  },
  rulesPerSecurityGroup: {
    noun: "inbound rules",
    name: "Inbound or outbound rules per security group",
    serviceCode: "vpc",
    quotaCode: "L-0EA8095F",
    default: 60,
  },
  networkLoadBalancersPerRegion: {
    noun: "Network Load Balancers",
    name: "Network Load Balancers per Region",
    serviceCode: "elasticloadbalancing",
    quotaCode: "L-69A177A2",
    default: 50,
  },
  targetGroupsPerRegion: {
    noun: "target groups",
    name: "Target Groups per Region",
    serviceCode: "elasticloadbalancing",
    quotaCode: "L-B22855CB",
    default: 3000,
  },
  targetsPerLoadBalancer: {
    noun: "targets",
    name: "Targets per Network Load Balancer",
    serviceCode: "elasticloadbalancing",
    quotaCode: "L-EEF1AD04",
    default: 3000,
  },
  targetsPerZone: {
    noun: "targets",
    name: "Targets per Availability Zone per Network Load Balancer",
    serviceCode: "elasticloadbalancing",
    quotaCode: "L-B211E961",
    default: 500,
  },
  // AWS grants what is asked for: an account that never asked has none.
  reservedCapacityUnitsPerRegion: {
    noun: "reserved capacity units",
    name: "Reserved Network Load Balancer Capacity Units (LCU) per Region",
    serviceCode: "elasticloadbalancing",
    quotaCode: "L-723DCCB6",
    default: 0,
  },
  certificatesPerLoadBalancer: {
    noun: "certificates",
    name: "Certificates per Network Load Balancer",
    serviceCode: "elasticloadbalancing",
    quotaCode: "L-52964454",
    default: 25,
  },
  scheduleRulesPerRegion: {
    noun: "EventBridge rules",
    name: "Number of rules",
    serviceCode: "events",
    quotaCode: "L-244521F2",
    default: 300,
    defaults: { "af-south-1": 100, "eu-south-1": 100 },
  },
} as const satisfies Readonly<Record<string, Quota>>;

/** Which of {@link QUOTAS}. */
export type QuotaKey = keyof typeof QUOTAS;

/** What AWS gives an account in a region, where nobody asked for more. */
export function defaultQuota(key: QuotaKey, region: string): number {
  const quota: Quota = QUOTAS[key];
  return quota.defaults?.[region] ?? quota.default;
}

/** The command that asks AWS for more, with credentials of the account. */
export function increaseCommand(key: QuotaKey, region: string, desired: number): string {
  const { serviceCode, quotaCode } = QUOTAS[key];
  return `aws service-quotas request-service-quota-increase --region ${region} --service-code ${serviceCode} --quota-code ${quotaCode} --desired-value ${desired}`;
}
