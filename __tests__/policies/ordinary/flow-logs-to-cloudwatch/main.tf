terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# Flow logs to a log group, with a role of their own.
module "vpc" {
  source = "../modules/vpc"

  cidr                     = "10.0.0.0/16"
  intra_subnets            = ["10.0.1.0/24"]
  enable_flow_log          = true
  flow_log_destination_arn = aws_cloudwatch_log_group.flow.arn
  flow_log_role_arn        = aws_iam_role.flow.arn
  vpc_tags                 = { "privatelink:vpc-role" = "consumer" }
}

resource "aws_cloudwatch_log_group" "flow" {
  name              = "/vpc/flow"
  retention_in_days = 30
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "flow" {
  name_prefix        = "flow-"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "flow" {
  role = aws_iam_role.flow.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["logs:PutLogEvents"], Resource = "${aws_cloudwatch_log_group.flow.arn}:*" }]
  })
}
