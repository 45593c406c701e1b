import type { ConstructKeys, Keys } from "./place";
import { VPC, zoneKeys } from "./vpc";

/**
 * A hosted zone of several, and what is in it. In a Terraform address every separator is `_`. There, what the single
 * hosted zone of a connection has in it is no key: records have upper-case letters, the others are named here.
 */
const HOSTED_ZONE_BY_KEY =
  /^hosted-zone-([^/_]+)_(?!(?:zone|association-[^/_]+|authorization-[^/_]+)$)([a-z0-9-]+)(?:[/_]|$)/;

/** Keys of a connection, under `connections` or `sharedConnections`. */
function connection(parent: string, ...path: string[]): Keys {
  return ([name = ""]) => [[parent, name, ...path]];
}

/** Keys of a gateway endpoint; where one is not in the file, the endpoint's own. */
function gateway(...path: string[]): Keys {
  return ([service = ""]) => [
    ...(path.length === 0 ? [] : [["gatewayEndpoints", service, ...path]]),
    ["gatewayEndpoints", service],
  ];
}

/** Endpoints, and the names that they get. */
function endpoints(parent: string): readonly ConstructKeys[] {
  const inZones: Keys = (names) => [...connection(parent, "inZones")(names), ...zoneKeys(names)];
  return [
    { construct: /^private-dns-([^/_]+)/, keys: connection(parent, "privateDns") },
    { construct: HOSTED_ZONE_BY_KEY, keys: ([name = "", key = ""]) => [[parent, name, "hostedZones", key]] },
    { construct: /^hosted-zone-([^/_]+)/, keys: connection(parent, "hostedZone") },
    { construct: /^endpoint-([^/_]+)[/_]ingress-/, keys: connection(parent, "allowFrom") },
    {
      construct: /^endpoint-([^/_]+)/,
      keys: connection(parent),
      arguments: {
        subnet_ids: inZones,
        subnet_configuration: inZones,
        private_dns_enabled: connection(parent, "privateDns"),
        ip_address_type: connection(parent, "ipAddressType"),
        policy: connection(parent, "policy"),
        dns_options: ([name = ""]) => [
          [parent, name, "privateDnsOnlyForInboundResolvers"],
          [parent, name, "dnsRecordIpType"],
          [parent, name, "privateDnsPreference"],
          [parent, name, "privateDnsSpecifiedDomains"],
        ],
        security_group_ids: ([name = ""]) => [
          [parent, name, "securityGroupIds"],
          [parent, name, "additionalSecurityGroupIds"],
        ],
        service_region: connection(parent, "region"),
      },
    },
    { construct: /^notification-([^/_]+)/, keys: connection(parent, "notifications") },
    { construct: /^service-([^/_]+)/, keys: connection(parent) },
  ];
}

/** What a consumer's stacks are made of. */
export const CONSUMER: readonly ConstructKeys[] = [
  { construct: /^vpc[/_]clients-/, keys: () => [["inspection", "clientSubnets"]] },
  { construct: /^vpc[/_]inspection-/, keys: () => [["inspection", "subnets"]] },
  { construct: /^inspection(?:-service)?(?:[/_]|$)/, keys: () => [["inspection"]] },
  ...VPC,
  ...endpoints("connections"),
  {
    construct: /^gateway-endpoint-([^/_]+)/,
    keys: gateway(),
    arguments: {
      policy: gateway("policy"),
      route_table_ids: gateway("routeTableIds"),
      ip_address_type: gateway("ipAddressType"),
      dns_options: gateway("dnsRecordIpType"),
      tags: gateway("tags"),
    },
  },
  // One acceptance of a share may be of several connections.
  { construct: /^share-/, keys: () => [["connections"]] },
  { construct: /^profile(?:-share)?(?:[/_]|$)/, keys: () => [["hubPath"]] },
  { construct: /^monitoring(?:[/_]|$)/, keys: () => [["monitoring"]] },
  { construct: /^client-instance(?:[/_]|$)/, keys: () => [["client", "instance"]] },
  { construct: /^reachability(?:[/_]|$)/, keys: () => [["client", "instance", "reachability"]] },
  { construct: /^client(?:[/_]|$)/, keys: () => [["client"]] },
];

/** What hubs' stacks are made of. Their endpoints are under `sharedConnections`, beside `hubs`. */
export const HUB: readonly ConstructKeys[] = [
  {
    construct: /^(?:vpc|flow-logs|encryption-control|aws-endpoints|monitoring|profile|share)(?:[/_]|$)/,
    keys: () => [["hubs"]],
  },
  ...endpoints("sharedConnections"),
];
