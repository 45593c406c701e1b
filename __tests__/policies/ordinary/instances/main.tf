terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# Instances that Systems Manager reaches through endpoints, each with an interface of its own. Open: one has a public address.
variable "open" {
  default = false
}

module "vpc" {
  source = "../modules/vpc"

  cidr          = "10.0.0.0/16"
  intra_subnets = ["10.0.1.0/24", "10.0.2.0/24"]
  vpc_tags      = { "privatelink:vpc-role" = "consumer" }
}

module "endpoints" {
  source = "../modules/endpoints"

  vpc_id                = module.vpc.vpc_id
  subnet_ids            = module.vpc.intra_subnets
  create_security_group = true
  security_group_cidrs  = [module.vpc.vpc_cidr_block]
  endpoints             = { for service in ["ssm", "ssmmessages", "ec2messages"] : service => { service = service } }
}

resource "aws_network_interface" "this" {
  count           = 2
  subnet_id       = element(module.vpc.intra_subnets, count.index)
  security_groups = [module.endpoints.security_group_id]
}

resource "aws_instance" "this" {
  count         = 2
  ami           = "ami-0123456789abcdef0"
  instance_type = "t4g.micro"

  primary_network_interface {
    network_interface_id = aws_network_interface.this[count.index].id
  }
}

resource "aws_eip" "this" {
  count    = var.open ? 1 : 0
  instance = aws_instance.this[count.index].id
  domain   = "vpc"
}
