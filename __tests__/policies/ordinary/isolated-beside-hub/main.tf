terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# An isolated VPC beside a hub with a way to the internet, both by the same module. Open: a peering between the two.
variable "open" {
  default = false
}

module "app" {
  source = "../modules/vpc"

  name          = "app"
  cidr          = "10.0.0.0/16"
  intra_subnets = ["10.0.1.0/24", "10.0.2.0/24"]
  vpc_tags      = { "privatelink:vpc-role" = "consumer" }
}

module "hub" {
  source = "../modules/vpc"

  name               = "hub"
  cidr               = "10.1.0.0/16"
  public_subnets     = ["10.1.1.0/24", "10.1.2.0/24"]
  intra_subnets      = ["10.1.3.0/24"]
  enable_nat_gateway = true
  single_nat_gateway = true
  vpc_tags           = { "privatelink:vpc-role" = "hub" }
}

resource "aws_vpc_peering_connection" "app" {
  count       = var.open ? 1 : 0
  vpc_id      = module.hub.vpc_id
  peer_vpc_id = module.app.vpc_id
  auto_accept = true
}
