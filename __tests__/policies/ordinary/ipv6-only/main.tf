terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# Subnets of IPv6 only, with a range that AWS gives. Open: an egress-only internet gateway and a route to it.
variable "open" {
  default = false
}

resource "aws_vpc" "this" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
  tags                             = { "privatelink:vpc-role" = "consumer" }
}

resource "aws_subnet" "this" {
  for_each                                       = { us-east-1a = 0, us-east-1b = 1 }
  vpc_id                                         = aws_vpc.this.id
  availability_zone                              = each.key
  ipv6_cidr_block                                = cidrsubnet(aws_vpc.this.ipv6_cidr_block, 8, each.value)
  ipv6_native                                    = true
  assign_ipv6_address_on_creation                = true
  enable_resource_name_dns_aaaa_record_on_launch = true
}

resource "aws_egress_only_internet_gateway" "this" {
  count  = var.open ? 1 : 0
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table" "this" {
  vpc_id = aws_vpc.this.id

  dynamic "route" {
    for_each = aws_egress_only_internet_gateway.this[*].id
    content {
      ipv6_cidr_block        = "::/0"
      egress_only_gateway_id = route.value
    }
  }
}

resource "aws_route_table_association" "this" {
  for_each       = aws_subnet.this
  subnet_id      = each.value.id
  route_table_id = aws_route_table.this.id
}
