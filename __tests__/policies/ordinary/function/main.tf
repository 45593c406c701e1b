terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# A function in the VPC that reads a queue through an endpoint.
module "vpc" {
  source = "../modules/vpc"

  cidr          = "10.0.0.0/16"
  intra_subnets = ["10.0.1.0/24", "10.0.2.0/24"]
  vpc_tags      = { "privatelink:vpc-role" = "consumer" }
}

module "group" {
  source = "../modules/security-group"

  name         = "function"
  vpc_id       = module.vpc.vpc_id
  egress_rules = { https = { port = 443, cidr_ipv4 = module.vpc.vpc_cidr_block } }
}

module "endpoints" {
  source = "../modules/endpoints"

  vpc_id                = module.vpc.vpc_id
  subnet_ids            = module.vpc.intra_subnets
  create_security_group = true
  security_group_cidrs  = [module.vpc.vpc_cidr_block]
  endpoints             = { sqs = { service = "sqs", private_dns_enabled = true } }
}

resource "aws_iam_role" "function" {
  name               = "function"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "function" {
  role       = aws_iam_role.function.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_lambda_function" "this" {
  function_name = "orders"
  role          = aws_iam_role.function.arn
  package_type  = "Image"
  image_uri     = "111111111111.dkr.ecr.us-east-1.amazonaws.com/orders:1"

  environment {
    variables = { QUEUE = aws_sqs_queue.orders.url, VPC_ID = module.vpc.vpc_id }
  }

  dynamic "vpc_config" {
    for_each = module.vpc.intra_subnets != null && module.group.id != null ? [true] : []
    content {
      subnet_ids         = module.vpc.intra_subnets
      security_group_ids = [module.group.id]
    }
  }
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.this.arn
}
