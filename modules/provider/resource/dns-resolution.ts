/** Where a gateway asks for domain names of resources. */
export const DNS_RESOLUTIONS = ["PUBLIC", "IN_VPC"] as const;
export type DnsResolution = (typeof DNS_RESOLUTIONS)[number];
