terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# A VPC with further ranges, for which its subnets wait.
module "vpc" {
  source = "../modules/vpc"

  cidr                  = "10.0.0.0/16"
  secondary_cidr_blocks = ["100.64.0.0/16", "100.65.0.0/16"]
  intra_subnets         = ["10.0.1.0/24", "100.64.1.0/24"]
  vpc_tags              = { "privatelink:vpc-role" = "consumer" }
}
