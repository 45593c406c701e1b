import type { ConstructKeys, Keys } from "./place";
import { VPC, zoneKeys } from "./vpc";

const key =
  (...path: string[]): Keys =>
  () => [path];

/** Arguments of a load balancer. */
const LOAD_BALANCER = {
  subnets: zoneKeys,
  subnet_mapping: zoneKeys,
  ip_address_type: key("addressTypes"),
  enable_deletion_protection: key("loadBalancer", "deletionProtection"),
  enable_cross_zone_load_balancing: key("loadBalancer", "crossZone"),
  enable_zonal_shift: key("loadBalancer", "zonalShift"),
  security_groups: key("loadBalancer", "securityGroupIds"),
  enforce_security_group_inbound_rules_on_private_link_traffic: key("loadBalancer", "privateLinkRules"),
  access_logs: key("loadBalancer", "accessLogs"),
};

/** Arguments of an endpoint service. */
const ENDPOINT_SERVICE = {
  acceptance_required: key("acceptance"),
  allowed_principals: key("allowedPrincipals"),
  supported_regions: key("supportedRegions"),
  supported_ip_address_types: key("addressTypes"),
  private_dns_name: key("privateDns", "name"),
  network_load_balancer_arns: key("loadBalancer"),
  gateway_load_balancer_arns: key("loadBalancer"),
};

/** Load balancers of a service or of appliances, and what stands behind them. */
const LOAD_BALANCERS: readonly ConstructKeys[] = [
  {
    construct: /^(?:existing-)?load-balancer(?:-[^/_]+)?[/_]target-group-([^/_]+)-[a-z]+[/_]/,
    keys: ([listener = ""]) => [["listeners", listener, "targets"], ["targets"]],
  },
  {
    construct: /^(?:existing-)?load-balancer(?:-[^/_]+)?[/_]target-group-([^/_]+)-[a-z]+$/,
    keys: ([listener = ""]) => [["listeners", listener]],
  },
  {
    construct: /^(?:existing-)?load-balancer(?:-[^/_]+)?[/_]listener-([^/_]+)/,
    keys: ([listener = ""]) => [["listeners", listener]],
    arguments: {
      port: ([listener = ""]) => [["listeners", listener, "port"]],
      protocol: ([listener = ""]) => [["listeners", listener, "protocol"]],
    },
  },
  // Of appliances, which have one listener and no key for it.
  { construct: /^load-balancer[/_]target-group-/, keys: key("targets") },
  { construct: /^load-balancer[/_]listener$/, keys: key() },
  { construct: /^load-balancer[/_]egress-/, keys: key("targets") },
  { construct: /^load-balancer[/_]ingress-/, keys: key("loadBalancer", "privateLinkRules") },
  { construct: /^existing-load-balancer-([^/_]+)/, keys: ([name = ""]) => [["loadBalancer", "existing", name]] },
  { construct: /^load-balancer-[^/_]+/, keys: key("loadBalancer", "additional"), arguments: LOAD_BALANCER },
  { construct: /^load-balancer(?:[/_]|$)/, keys: key("loadBalancer"), arguments: LOAD_BALANCER },
  { construct: /^access-logs(?:[/_]|$)/, keys: key("loadBalancer", "accessLogs") },
];

/** What services, resources, appliances and accounts of an environment are made of. */
export const OFFERED: readonly ConstructKeys[] = [
  ...VPC,
  ...LOAD_BALANCERS,
  { construct: /^application(?:[/_]|$)/, keys: key("targets") },
  { construct: /^endpoint-service[/_]private-dns-name/, keys: key("privateDns", "name") },
  { construct: /^endpoint-service(?:[/_]|$)/, keys: key(), arguments: ENDPOINT_SERVICE },
  { construct: /^monitoring(?:[/_]|$)/, keys: key("monitoring") },
  { construct: /^notification(?:[/_]|$)/, keys: key("notifications") },
  { construct: /^acceptor[/_]log-group/, keys: key("acceptor", "logRetentionDays") },
  { construct: /^acceptor[/_]schedule$/, keys: key("acceptor", "schedule") },
  { construct: /^acceptor(?:[/_]|$)/, keys: key("acceptor") },
  { construct: /^service-card(?:[/_]|$)/, keys: key("card", "parameter") },
  { construct: /^gateway[/_]egress-/, keys: key("gateway", "allowTo") },
  {
    construct: /^gateway(?:[/_]|$)/,
    keys: key("gateway"),
    arguments: { subnet_ids: zoneKeys, resource_config_dns_resolution: key("gateway", "dnsResolution") },
  },
  { construct: /^domain-verification(?:[/_]|$)/, keys: key("verifyDomain") },
  {
    construct: /^resource[/_]member-([^/_]+)/,
    keys: ([member = ""]) => [["resource", "members", member]],
    arguments: { port_ranges: ([member = ""]) => [["resource", "members", member, "ports"], ["ports"]] },
  },
  { construct: /^resource(?:[/_]|$)/, keys: key("resource"), arguments: { port_ranges: key("ports") } },
  { construct: /^share[/_]principal-/, keys: key("sharing", "principals") },
  { construct: /^share(?:[/_]|$)/, keys: key("sharing") },
  { construct: /^block-public-access(?:[/_]|$)/, keys: key("blockPublicAccess") },
];
