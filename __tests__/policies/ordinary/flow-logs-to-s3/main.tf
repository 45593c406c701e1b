terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# Flow logs of a VPC and of each of its subnets to a bucket.
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
  tags       = { "privatelink:vpc-role" = "consumer" }
}

resource "aws_subnet" "this" {
  for_each   = { a = 1, b = 2 }
  vpc_id     = aws_vpc.this.id
  cidr_block = cidrsubnet(aws_vpc.this.cidr_block, 8, each.value)
}

resource "aws_s3_bucket" "flow" {
  bucket_prefix = "flow-"
}

resource "aws_s3_bucket_public_access_block" "flow" {
  bucket                  = aws_s3_bucket.flow.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_flow_log" "vpc" {
  log_destination      = aws_s3_bucket.flow.arn
  log_destination_type = "s3"
  traffic_type         = "REJECT"
  vpc_id               = aws_vpc.this.id
}

resource "aws_flow_log" "subnet" {
  for_each             = aws_subnet.this
  log_destination      = aws_s3_bucket.flow.arn
  log_destination_type = "s3"
  traffic_type         = "ALL"
  subnet_id            = each.value.id
}
