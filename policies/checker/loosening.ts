import { cidr, isPrivate } from "../../modules/aws/cidr";
import { entryWords } from "./entry-words";
import type { NAME_LISTS } from "./policy-data";
import type { PolicyConfig } from "./policy-data-schema";

/** What a setting of the policy data lets a rule accept that it refuses or doubts by default. */
export interface Loosening {
  readonly setting: keyof PolicyConfig;
  /** Entries of the setting that accept more, each once. */
  readonly allows: readonly string[];
}

/** What entries are compared with: the VPC that is judged, and the documents that it is judged in. */
export interface LooseningContext {
  /** Region of the VPC; null where it is not known. */
  readonly region: string | null;
  /** Address and id of the VPC, as far as they are known. */
  readonly names: readonly string[];
  /** Whether an entry of a list of names matches something in one of the documents. @param index of the entry. */
  readonly isUsed: (list: (typeof NAME_LISTS)[number], index: number) => boolean;
}

/** A setting that makes no rule accept more, with the reason. */
interface Tightening {
  readonly loosensNone: string;
}

/** Entries of a setting that make rules accept more than by default. */
type Accepted = (config: PolicyConfig, context: LooseningContext) => readonly string[];

/**
 * Every setting of the policy data: the entries of it that make rules accept more, or why it makes no rule accept more.
 * The metadata of a rule name the settings that loosen it (`loosened_by`).
 */
export const SETTINGS: Readonly<Record<keyof PolicyConfig, Accepted | Tightening>> = {
  strict: { loosensNone: "It counts more VPCs as consumers'." },
  allow_no_consumer_vpc: { loosensNone: "It is about documents without a consumer VPC: no certificate is about one." },
  // What refers to an id that is listed is judged as that VPC's, and no longer as perhaps this one's.
  consumer_vpcs: ({ consumer_vpcs }, { names, isUsed }) =>
    consumer_vpcs.filter((name, index) => isUsed("consumer_vpcs", index) && !names.includes(name) && mayBeId(name)),
  other_vpcs: ({ other_vpcs }, { isUsed }) => other_vpcs.filter((_, index) => isUsed("other_vpcs", index)),
  allowed_services: ({ allowed_services = [] }, { region, isUsed }) =>
    allowed_services.filter((name, index) => isUsed("allowed_services", index) && !isIn(region, regionInName(name))),
  allowed_service_regions: ({ allowed_service_regions = [] }, { region, isUsed }) =>
    allowed_service_regions.filter((name, index) => isUsed("allowed_service_regions", index) && !isIn(region, name)),
  allowed_endpoint_types: ({ allowed_endpoint_types }) => allowed_endpoint_types.filter((type) => type === "Gateway"),
  allowed_appliance_services: ({ allowed_appliance_services = [] }, { isUsed }) =>
    allowed_appliance_services.filter((_, index) => isUsed("allowed_appliance_services", index)).map(entryWords),
  allowed_service_networks: ({ allowed_service_networks = [] }, { isUsed }) =>
    allowed_service_networks.filter((_, index) => isUsed("allowed_service_networks", index)).map(entryWords),
  allowed_ranges: ({ allowed_ranges = [] }) => allowed_ranges.filter((range) => !isAllowedByDefault(range)),
  require_endpoint_policies: { loosensNone: "Its default is off. It makes a remark a finding." },
  require_resource_perimeter: { loosensNone: "Its default is off. It makes a remark a finding." },
  require_notifications: { loosensNone: "Its default is off. It makes a remark a finding." },
  require_narrow_egress: { loosensNone: "Its default is off. It makes a remark a finding." },
  harmless_types: ({ harmless_types }, { isUsed }) =>
    harmless_types
      .filter((_, index) => isUsed("harmless_types", index))
      .map(({ type, reason }) => `${type}: ${reason}`),
  tls_services: { loosensNone: "It demands TLS of services that are offered." },
};

/** The settings that make rules accept more, for one VPC. @param config of all files of policy data. */
export function looseningsOf(config: PolicyConfig, context: LooseningContext): Loosening[] {
  return (Object.keys(SETTINGS) as (keyof PolicyConfig)[]).flatMap((setting) => {
    const accepted = SETTINGS[setting];
    const allows = typeof accepted === "function" ? [...new Set(accepted(config, context))] : [];
    return allows.length === 0 ? [] : [{ setting, allows }];
  });
}

/** Whether a Region is surely that of the VPC. */
function isIn(region: string | null, other: string | undefined): boolean {
  return region !== null && region === other;
}

/** Whether an entry may match the id of a VPC. */
function mayBeId(name: string): boolean {
  const [plain = ""] = name.split("*");
  return plain.startsWith("vpc-") || (plain !== name && "vpc-".startsWith(plain));
}

/** The Region that a name of a service or an ARN has, where no `*` stands before or in it. */
function regionInName(name: string): string | undefined {
  const [plain = ""] = name.split("*");
  const parts = plain.split(/[.:]/);
  // A part that the text ends with may go on behind the `*`.
  const whole = plain === name ? parts : parts.slice(0, -1);
  return whole.find((part) => /^[a-z]{2}(-[a-z]+)+-[0-9]+$/.test(part));
}

/** Largest IPv6 range of a VPC (Amazon VPC User Guide, "VPC CIDR blocks"). */
const LARGEST_IPV6 = 44;

/** Whether the Rego allows a range also where the policy data lists none: policies/rego/lib/ranges.rego. */
function isAllowedByDefault(range: string): boolean {
  return range.includes(":") ? Number(range.split("/")[1]) >= LARGEST_IPV6 : isPrivate(cidr(range));
}
