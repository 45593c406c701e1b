terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# An isolated VPC by a module of the registry's shape. Open: the subnets are public ones, with an internet gateway.
variable "open" {
  default = false
}

module "vpc" {
  source = "../modules/vpc"

  name           = "orders"
  cidr           = "10.0.0.0/16"
  intra_subnets  = var.open ? [] : ["10.0.1.0/24", "10.0.2.0/24"]
  public_subnets = var.open ? ["10.0.1.0/24", "10.0.2.0/24"] : []
  vpc_tags       = { "privatelink:vpc-role" = "consumer" }
}
