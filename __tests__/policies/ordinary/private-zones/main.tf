terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# DHCP options, a private hosted zone of the VPC, and an endpoint that has a name in it.
module "vpc" {
  source = "../modules/vpc"

  cidr                = "10.0.0.0/16"
  intra_subnets       = ["10.0.1.0/24", "10.0.2.0/24"]
  enable_dhcp_options = true
  vpc_tags            = { "privatelink:vpc-role" = "consumer" }
}

module "group" {
  source = "../modules/security-group"

  name          = "orders"
  vpc_id        = module.vpc.vpc_id
  ingress_rules = { https = { port = 443, cidr_ipv4 = module.vpc.vpc_cidr_block } }
}

resource "aws_vpc_endpoint" "orders" {
  vpc_id             = module.vpc.vpc_id
  service_name       = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"
  vpc_endpoint_type  = "Interface"
  subnet_ids         = module.vpc.intra_subnets
  security_group_ids = [module.group.id]
}

resource "aws_route53_zone" "internal" {
  name = "corp.internal"
  vpc {
    vpc_id = module.vpc.vpc_id
  }
}

resource "aws_route53_record" "orders" {
  zone_id = aws_route53_zone.internal.zone_id
  name    = "orders.corp.internal"
  type    = "A"
  alias {
    name                   = aws_vpc_endpoint.orders.dns_entry[0].dns_name
    zone_id                = aws_vpc_endpoint.orders.dns_entry[0].hosted_zone_id
    evaluate_target_health = false
  }
}
