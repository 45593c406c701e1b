terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# What AWS makes with each VPC is adopted: the default table, security group and access list. Open: a route in the table.
variable "open" {
  default = false
}

module "vpc" {
  source = "../modules/vpc"

  cidr                        = "10.0.0.0/16"
  intra_subnets               = ["10.0.1.0/24", "10.0.2.0/24"]
  intra_dedicated_network_acl = true
  default_route_table_routes = var.open ? [
    { cidr_block = "10.0.0.0/8", transit_gateway_id = "tgw-0123456789abcdef0" },
  ] : []
  vpc_tags = { "privatelink:vpc-role" = "consumer" }
}
