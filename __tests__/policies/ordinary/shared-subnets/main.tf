terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# Subnets that another account may use, shared by RAM: what that account puts into them nobody here sees.
module "vpc" {
  source = "../modules/vpc"

  cidr          = "10.0.0.0/16"
  intra_subnets = ["10.0.1.0/24", "10.0.2.0/24"]
  vpc_tags      = { "privatelink:vpc-role" = "consumer" }
}

data "aws_caller_identity" "current" {}

resource "aws_ram_resource_share" "subnets" {
  name                      = "subnets"
  allow_external_principals = false
}

resource "aws_ram_resource_association" "subnets" {
  count              = 2
  resource_arn       = "arn:aws:ec2:us-east-1:${data.aws_caller_identity.current.account_id}:subnet/${module.vpc.intra_subnets[count.index]}"
  resource_share_arn = aws_ram_resource_share.subnets.arn
}

resource "aws_ram_principal_association" "other" {
  principal          = "222222222222"
  resource_share_arn = aws_ram_resource_share.subnets.arn
}
