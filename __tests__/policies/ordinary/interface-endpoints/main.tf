terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# Interface endpoints by a module with for_each over a map. Open: one of them is of another region.
variable "open" {
  default = false
}

module "vpc" {
  source = "../modules/vpc"

  cidr                               = "10.0.0.0/16"
  intra_subnets                      = ["10.0.1.0/24", "10.0.2.0/24"]
  create_multiple_intra_route_tables = true
  vpc_tags                           = { "privatelink:vpc-role" = "consumer" }
}

module "endpoints" {
  source = "../modules/endpoints"

  vpc_id                = module.vpc.vpc_id
  subnet_ids            = module.vpc.intra_subnets
  create_security_group = true
  security_group_cidrs  = [module.vpc.vpc_cidr_block]
  endpoints = {
    sqs = { service = "sqs", private_dns_enabled = true, tags = { Name = "sqs" } }
    orders = {
      service_endpoint = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"
      service_region   = var.open ? "eu-west-1" : null
    }
  }
}
