# Endpoints from a map, each with what it does not say from the module's own variables.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "vpc_id" {}
variable "region" {
  default = "us-east-1"
}
variable "subnet_ids" {
  default = []
}
variable "security_group_ids" {
  default = []
}
variable "create_security_group" {
  default = false
}
variable "security_group_cidrs" {
  default = []
}
variable "endpoints" {
  default = {}
}

locals {
  security_group_ids = var.create_security_group ? concat(var.security_group_ids, [aws_security_group.this[0].id]) : var.security_group_ids
}

resource "aws_security_group" "this" {
  count = var.create_security_group ? 1 : 0

  name_prefix = "endpoints-"
  vpc_id      = var.vpc_id
}

resource "aws_security_group_rule" "this" {
  for_each = var.create_security_group ? toset(var.security_group_cidrs) : toset([])

  security_group_id = aws_security_group.this[0].id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = [each.value]
}

resource "aws_vpc_endpoint" "this" {
  for_each = var.endpoints

  vpc_id            = var.vpc_id
  service_name      = try(each.value.service_endpoint, "com.amazonaws.${var.region}.${each.value.service}")
  service_region    = try(each.value.service_region, null)
  vpc_endpoint_type = try(each.value.service_type, "Interface")
  auto_accept       = try(each.value.auto_accept, null)

  security_group_ids  = try(each.value.service_type, "Interface") == "Interface" ? length(distinct(concat(local.security_group_ids, lookup(each.value, "security_group_ids", [])))) > 0 ? distinct(concat(local.security_group_ids, lookup(each.value, "security_group_ids", []))) : null : null
  subnet_ids          = try(each.value.service_type, "Interface") == "Interface" ? distinct(concat(var.subnet_ids, lookup(each.value, "subnet_ids", []))) : null
  route_table_ids     = try(each.value.service_type, "Interface") == "Gateway" ? lookup(each.value, "route_table_ids", null) : null
  policy              = try(each.value.policy, null)
  private_dns_enabled = try(each.value.service_type, "Interface") == "Interface" ? try(each.value.private_dns_enabled, null) : null

  tags = try(each.value.tags, {})
}

output "endpoints" {
  value = aws_vpc_endpoint.this
}
output "security_group_id" {
  value = try(aws_security_group.this[0].id, null)
}
