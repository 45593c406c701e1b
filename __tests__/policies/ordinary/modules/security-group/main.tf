# A security group whose rules are objects.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "name" {}
variable "vpc_id" {}
variable "ingress_rules" {
  default = {}
}
variable "egress_rules" {
  default = {}
}

resource "aws_security_group" "this" {
  count = 1

  name   = var.name
  vpc_id = var.vpc_id

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = var.ingress_rules

  security_group_id = aws_security_group.this[0].id
  ip_protocol       = lookup(each.value, "ip_protocol", "tcp")
  from_port         = lookup(each.value, "port", null)
  to_port           = lookup(each.value, "port", null)
  cidr_ipv4         = lookup(each.value, "cidr_ipv4", null)
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each = var.egress_rules

  security_group_id = aws_security_group.this[0].id
  ip_protocol       = lookup(each.value, "ip_protocol", "tcp")
  from_port         = lookup(each.value, "port", null)
  to_port           = lookup(each.value, "port", null)
  cidr_ipv4         = lookup(each.value, "cidr_ipv4", null)
}

output "id" {
  value = try(aws_security_group.this[0].id, "")
}
