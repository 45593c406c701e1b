terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# A VPC for each application by one module with for_each, all of them isolated.
locals {
  applications = {
    orders   = { cidr = "10.0.0.0/16", subnets = ["10.0.1.0/24", "10.0.2.0/24"] }
    payments = { cidr = "10.1.0.0/16", subnets = ["10.1.1.0/24", "10.1.2.0/24"] }
  }
}

module "vpc" {
  source   = "../modules/vpc"
  for_each = local.applications

  name          = each.key
  cidr          = each.value.cidr
  intra_subnets = each.value.subnets
  vpc_tags      = { "privatelink:vpc-role" = "consumer" }
}

module "endpoints" {
  source   = "../modules/endpoints"
  for_each = local.applications

  vpc_id                = module.vpc[each.key].vpc_id
  subnet_ids            = module.vpc[each.key].intra_subnets
  create_security_group = true
  security_group_cidrs  = [module.vpc[each.key].vpc_cidr_block]
  endpoints             = { kms = { service = "kms", private_dns_enabled = true } }
}
