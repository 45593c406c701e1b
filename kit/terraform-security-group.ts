import type { KitService } from "./kit-service";

/** The security group of the endpoint, with its rules. */
export function terraformSecurityGroup({ card }: KitService): string {
  return [GROUP, ...card.addressTypes.map(clientRules)].join("\n");
}

/** The group has no egress rules: an endpoint opens no connection. Terraform removes AWS's default rule. */
const GROUP = `# Without egress rules: the endpoint answers its clients, and opens no connection.
resource "aws_security_group" "endpoint" {
  name_prefix = "\${var.name}-"
  description = "Clients of the VPC endpoint"
  vpc_id      = var.vpc_id
  tags        = merge(var.tags, { Name = var.name })

  lifecycle {
    create_before_destroy = true
  }
}
`;

/** A rule for each port, and each range of clients of a family. */
function clientRules(family: "ipv4" | "ipv6"): string {
  return `resource "aws_vpc_security_group_ingress_rule" "${family}_clients" {
  for_each = { for key, rule in local.rules : key => rule if ${family === "ipv6" ? "" : "!"}rule.is_ipv6 }

  security_group_id = aws_security_group.endpoint.id
  description       = "Clients of the VPC endpoint"
  ip_protocol       = each.value.protocol
  from_port         = each.value.port
  to_port           = each.value.port
  cidr_${family}         = each.value.cidr
}
`;
}
