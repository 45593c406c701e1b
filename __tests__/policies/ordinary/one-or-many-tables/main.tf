terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# A route table for all subnets or one for each, as a variable says.
variable "one_table" {
  default = true
}

variable "zones" {
  default = ["us-east-1a", "us-east-1b"]
}

resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
  tags       = { "privatelink:vpc-role" = "consumer" }
}

resource "aws_subnet" "this" {
  count             = length(var.zones)
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, count.index)
  availability_zone = var.zones[count.index]
}

resource "aws_route_table" "this" {
  count  = var.one_table ? 1 : length(var.zones)
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "this" {
  count          = length(aws_subnet.this)
  subnet_id      = aws_subnet.this[count.index].id
  route_table_id = aws_route_table.this[var.one_table ? 0 : count.index].id
}
