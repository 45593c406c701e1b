import { hclString } from "./escape";
import { isCrossRegion, type KitService, needsAcceptance, zonesOf } from "./kit-service";

/** The endpoint, with what must hold of its region and its subnets. */
export function terraformEndpoint(service: KitService): string {
  const zones =
    zonesOf(service) === undefined
      ? ""
      : `

    precondition {
      condition     = alltrue([for subnet in data.aws_subnet.endpoint : contains(local.zone_ids, subnet.availability_zone_id)])
      error_message = "Each subnet must be in a zone of the service: \${join(", ", local.zone_ids)}. Found: \${join(", ", data.aws_subnet.endpoint[*].availability_zone_id)}."
    }`;
  const isElsewhere = isCrossRegion(service);
  return `resource "aws_vpc_endpoint" "service" {
  vpc_id              = var.vpc_id
  vpc_endpoint_type   = "Interface"
  service_name        = local.service_name
${isElsewhere ? `  service_region      = ${hclString(service.card.region)}\n` : ""}  subnet_ids          = var.subnet_ids
  security_group_ids  = [aws_security_group.endpoint.id]
  ip_address_type     = var.ip_address_type
  private_dns_enabled = false
  tags                = merge(var.tags, { Name = var.name })

  lifecycle {
    # Private DNS is switched on after the acceptance, by a resource of its own. Some versions of the provider would
    # replace the endpoint instead, and a new endpoint has to be accepted again.
    ignore_changes = [private_dns_enabled]

    precondition {
      condition     = data.aws_region.current.id == local.region
      error_message = "The endpoint must be in \${local.region}. The AWS provider is configured for \${data.aws_region.current.id}."
    }

    precondition {
      condition     = alltrue([for subnet in data.aws_subnet.endpoint : subnet.vpc_id == var.vpc_id])
      error_message = "Each subnet must be in the VPC \${var.vpc_id}."
    }

    precondition {
      condition     = length(distinct(data.aws_subnet.endpoint[*].availability_zone_id)) == length(var.subnet_ids)
      error_message = "An endpoint takes one subnet a zone. Found: \${join(", ", data.aws_subnet.endpoint[*].availability_zone_id)}."
    }${zones}
  }
}
`;
}

/** Private DNS of the endpoint, which AWS takes only after the acceptance. */
export function terraformPrivateDns(service: KitService): string {
  const precondition = needsAcceptance(service)
    ? `

  lifecycle {
    precondition {
      condition     = !var.private_dns_enabled || aws_vpc_endpoint.service.state == "available"
      error_message = "The endpoint \${aws_vpc_endpoint.service.id} is \${aws_vpc_endpoint.service.state}. AWS takes private DNS only after the provider has accepted it. Leave private_dns_enabled out until then."
    }
  }`
    : "";
  return `# Removing this resource leaves private DNS as it is. To switch it off, apply private_dns_enabled = false.
resource "aws_vpc_endpoint_private_dns" "service" {
  count = var.private_dns_enabled == null ? 0 : 1

  vpc_endpoint_id     = aws_vpc_endpoint.service.id
  private_dns_enabled = var.private_dns_enabled${precondition}
}
`;
}
