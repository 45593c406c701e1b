import type { ConstructKeys, Keys } from "./place";

/** Where the zones of a VPC are. */
export const zoneKeys: Keys = () => [
  ["vpc", "zones"],
  ["vpc", "subnets"],
];

/** What a VPC of this project is made of, for services, resources, appliances and consumers. */
export const VPC: readonly ConstructKeys[] = [
  {
    construct: /^vpc[/_](?:subnet|route-table-association)-([^/_]+)/,
    keys: ([zone = ""]) => [
      ["vpc", "subnets", zone],
      ["vpc", "zones"],
    ],
  },
  { construct: /^vpc[/_]network-acl/, keys: () => [["vpc", "networkAcl"]] },
  { construct: /^vpc(?:[/_]|$)/, keys: () => [["vpc"]], arguments: { cidr_block: () => [["vpc", "cidr"]] } },
  { construct: /^flow-logs(?:[/_]|$)/, keys: () => [["vpc", "flowLogs"]] },
  { construct: /^encryption-control(?:[/_]|$)/, keys: () => [["vpc", "encryptionControl"]] },
  { construct: /^aws-endpoints(?:[/_]|$)/, keys: () => [["vpc", "awsEndpoints"]] },
];
