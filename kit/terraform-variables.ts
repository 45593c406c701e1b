import { hclString } from "./escape";
import { endpointAddressTypes, endpointName, type KitService, needsAcceptance, zonesOf } from "./kit-service";

/** The variables of the Terraform module, each with its validation. */
export function terraformVariables(service: KitService): string {
  return [
    name(service),
    VPC,
    subnets(service),
    clients(service),
    addressType(service),
    ...(service.card.privateDnsName === undefined ? [] : [privateDns(service)]),
    TAGS,
  ].join("\n");
}

function name({ card }: KitService): string {
  return `variable "name" {
  description = "Name of the endpoint and of its security group."
  type        = string
  default     = ${hclString(endpointName(card))}

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9-]{0,99}$", var.name)) && !startswith(var.name, "sg-")
    error_message = "Write 1 to 100 letters, digits and hyphens. AWS takes no name that begins with sg-."
  }
}
`;
}

const VPC = `variable "vpc_id" {
  description = "Id of your VPC."
  type        = string

  validation {
    condition     = can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "Write the id of a VPC, such as vpc-0123456789abcdef0."
  }
}
`;

function subnets(service: KitService): string {
  const zones = zonesOf(service);
  const where =
    zones === undefined
      ? "Ids of your subnets: one in each zone that has clients."
      : `Ids of your subnets: at most one in each of the zones ${zones.join(", ")}.`;
  return `variable "subnet_ids" {
  description = ${hclString(where)}
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 1 && alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "Write the ids of one or more subnets, such as subnet-0123456789abcdef0."
  }
}
`;
}

/** What a range of clients may be, for services that have addresses of one family only. */
const FAMILIES = {
  ipv4: { text: "IPv4", refused: ':", cidr)) > 0' },
  ipv6: { text: "IPv6", refused: ':", cidr)) == 0' },
} as const;

function clients({ card }: KitService): string {
  const [only, other] = card.addressTypes;
  const family = only === undefined || other !== undefined ? undefined : FAMILIES[only];
  return `variable "client_cidrs" {
  description = "Address ranges of your clients, ${family?.text ?? "IPv4 or IPv6"}. Only these reach the endpoint."
  type        = set(string)

  validation {
    condition     = length(var.client_cidrs) >= 1 && alltrue([for cidr in var.client_cidrs : can(cidrhost(cidr, 0))])
    error_message = "Write one or more ranges in CIDR notation, such as 10.0.0.0/16."
  }

  validation {
    condition     = !contains(var.client_cidrs, "0.0.0.0/0") && !contains(var.client_cidrs, "::/0")
    error_message = "Write the ranges of your clients, not of all addresses."
  }
${
  family === undefined
    ? ""
    : `
  validation {
    condition     = !anytrue([for cidr in var.client_cidrs : length(regexall("${family.refused}])
    error_message = "The service has ${family.text} addresses only. Write ${family.text} ranges."
  }
`
}}
`;
}

function addressType({ card }: KitService): string {
  const types = endpointAddressTypes(card);
  const allowed = types.map(hclString).join(", ");
  return `variable "ip_address_type" {
  description = ${hclString(`Addresses of the endpoint: ${types.join(", ")}. Your subnets must have addresses of this type.`)}
  type        = string
  default     = ${hclString(types[0] ?? "ipv4")}

  validation {
    condition     = contains([${allowed}], var.ip_address_type)
    error_message = ${hclString(`The service takes: ${types.join(", ")}.`)}
  }
}
`;
}

function privateDns(service: KitService): string {
  const when = needsAcceptance(service) ? " AWS takes true only after the provider has accepted the endpoint." : "";
  const text = `Whether ${service.card.privateDnsName} leads to the endpoint in your VPC.${when} Default: it does not, and nothing is changed.`;
  return `variable "private_dns_enabled" {
  description = ${hclString(text)}
  type        = bool
  default     = null
}
`;
}

const TAGS = `variable "tags" {
  description = "Tags of the endpoint and of its security group, besides the name."
  type        = map(string)
  default     = {}
}
`;
