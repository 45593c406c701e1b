/** Where a gateway asks for domain names of resources. */
export const DNS_RESOLUTIONS = ["PUBLIC", "IN_VPC"] as const;
/** Where a gateway asks for domain names of resources: in public DNS, or within its VPC. */
export type DnsResolution = (typeof DNS_RESOLUTIONS)[number];
