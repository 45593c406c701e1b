import { idText } from "./acceptance";
import { comment, hclString } from "./escape";
import {
  endpointAddressTypes,
  endpointName,
  isCrossRegion,
  type KitService,
  portKey,
  portsOf,
  zonesOf,
} from "./kit-service";
import { terraformEndpoint, terraformPrivateDns } from "./terraform-endpoint";
import { terraformSecurityGroup } from "./terraform-security-group";
import { terraformVariables } from "./terraform-variables";

/** Files of the Terraform module for the customer's endpoint, by their paths. */
export function terraformModule(service: KitService): Record<string, string> {
  return {
    "versions.tf": versions(service),
    "variables.tf": terraformVariables(service),
    "main.tf": main(service),
    "outputs.tf": outputs(service),
    "example/main.tf": example(service),
  };
}

/** First line of each file: which service it is for. */
function head({ card }: KitService): string {
  return `# Endpoint to the service ${comment(card.service)} of ${comment(card.environment)}.`;
}

/** The oldest version of the AWS provider that has what the module uses. */
function oldestProvider(service: KitService): string {
  // `service_region` of aws_vpc_endpoint came with 5.83, the resource aws_vpc_endpoint_private_dns with 5.51.
  if (isCrossRegion(service)) return "5.83";
  return service.card.privateDnsName === undefined ? "5.0" : "5.51";
}

function versions(service: KitService): string {
  return `${head(service)}

terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= ${oldestProvider(service)}, < 7.0"
    }
  }
}
`;
}

function main(service: KitService): string {
  return [
    `${head(service)}\n`,
    locals(service),
    lookups(),
    terraformSecurityGroup(service),
    terraformEndpoint(service),
    ...(service.card.privateDnsName === undefined ? [] : [terraformPrivateDns(service)]),
  ].join("\n");
}

function locals(service: KitService): string {
  const ports = portsOf(service.card);
  const width = Math.max(...ports.map((port) => portKey(port).length));
  const zones = zonesOf(service);
  return `locals {
  service_name = ${hclString(service.card.serviceName)}
  region       = ${hclString(service.region)}
${
  zones === undefined
    ? ""
    : `
  # Zones that the service is offered in. Zone ids mean the same place in every account, zone names do not.
  zone_ids = [${zones.map(hclString).join(", ")}]
`
}
  ports = {
${ports
  .map((port) => `    ${portKey(port).padEnd(width)} = { protocol = "${port.protocol}", port = ${port.port} }`)
  .join("\n")}
  }

  # One rule for each port and each range of clients. A new range changes no other rule.
  rules = merge([
    for key, port in local.ports : {
      for cidr in var.client_cidrs : "\${key}-\${cidr}" => {
        protocol = port.protocol
        port     = port.port
        cidr     = cidr
        is_ipv6  = length(regexall(":", cidr)) > 0
      }
    }
  ]...)
}
`;
}

function lookups(): string {
  return `data "aws_region" "current" {}

# By count, not by for_each: the ids may be known only after apply.
data "aws_subnet" "endpoint" {
  count = length(var.subnet_ids)

  id = var.subnet_ids[count.index]
}
`;
}

function outputs(service: KitService): string {
  return `${head(service)}

output "endpoint_id" {
  description = "Id of the endpoint${idText(service)}."
  value       = aws_vpc_endpoint.service.id
}

output "endpoint_state" {
  description = "State of the endpoint when it was read last, such as pendingAcceptance or available."
  value       = aws_vpc_endpoint.service.state
}

output "dns_names" {
  description = "DNS names of the endpoint: the one for all zones comes first."
  value       = aws_vpc_endpoint.service.dns_entry[*].dns_name
}

output "security_group_id" {
  description = "Id of the endpoint's security group."
  value       = aws_security_group.endpoint.id
}
`;
}

function example(service: KitService): string {
  return `# An example. Replace the ids by yours, then run: terraform init && terraform apply

terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= ${oldestProvider(service)}, < 7.0"
    }
  }
}

provider "aws" {
  region = ${hclString(service.region)}
}

module "endpoint" {
  source = "../"

  name         = ${hclString(endpointName(service.card))}
  vpc_id       = "vpc-0123456789abcdef0"
  subnet_ids   = ["subnet-0123456789abcdef0"]
  client_cidrs = [${exampleClients(service)}]
}

output "endpoint_id" {
  value = module.endpoint.endpoint_id
}

output "endpoint_state" {
  value = module.endpoint.endpoint_state
}

output "dns_names" {
  value = module.endpoint.dns_names
}
`;
}

function exampleClients({ card, clientRanges }: KitService): string {
  if (clientRanges !== undefined) return clientRanges.map(hclString).join(", ");
  return endpointAddressTypes(card)[0] === "ipv6" ? '"2001:db8::/56"' : '"10.0.0.0/16"';
}
