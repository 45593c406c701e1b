terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# A subnet and a route table for each zone. Open: a transit gateway behind one of the tables.
variable "open" {
  default = false
}

locals {
  zones = { for index, zone in ["us-east-1a", "us-east-1b", "us-east-1c"] : zone => index }
}

resource "aws_vpc" "this" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
  tags                 = { "privatelink:vpc-role" = "consumer" }
}

resource "aws_subnet" "zone" {
  for_each          = local.zones
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(aws_vpc.this.cidr_block, 4, each.value)
  availability_zone = each.key
}

resource "aws_route_table" "zone" {
  for_each = local.zones
  vpc_id   = aws_vpc.this.id
}

resource "aws_route_table_association" "zone" {
  for_each       = local.zones
  subnet_id      = aws_subnet.zone[each.key].id
  route_table_id = aws_route_table.zone[each.key].id
}

resource "aws_route" "out" {
  for_each               = var.open ? toset(["us-east-1a"]) : toset([])
  route_table_id         = aws_route_table.zone[each.key].id
  destination_cidr_block = "10.0.0.0/8"
  transit_gateway_id     = "tgw-0123456789abcdef0"
}
