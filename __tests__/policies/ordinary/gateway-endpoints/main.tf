terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# Gateway endpoints of all route tables, with policies that name buckets and tables.
data "aws_iam_policy_document" "s3" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::orders-of-the-company/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

module "vpc" {
  source = "../modules/vpc"

  cidr          = "10.0.0.0/16"
  intra_subnets = ["10.0.1.0/24", "10.0.2.0/24"]
  vpc_tags      = { "privatelink:vpc-role" = "consumer" }
}

module "endpoints" {
  source = "../modules/endpoints"

  vpc_id = module.vpc.vpc_id
  endpoints = {
    s3 = {
      service         = "s3"
      service_type    = "Gateway"
      route_table_ids = flatten([module.vpc.intra_route_table_ids, module.vpc.public_route_table_ids])
      policy          = data.aws_iam_policy_document.s3.json
    }
  }
}
