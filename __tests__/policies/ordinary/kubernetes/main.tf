terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
}

# A Kubernetes cluster whose endpoint is private, with a node group. Open: the endpoint is public.
variable "open" {
  default = false
}

module "vpc" {
  source = "../modules/vpc"

  cidr          = "10.0.0.0/16"
  intra_subnets = ["10.0.1.0/24", "10.0.2.0/24"]
  vpc_tags      = { "privatelink:vpc-role" = "consumer" }
}

locals {
  services = toset(["ec2", "ecr.api", "ecr.dkr", "eks", "sts"])
}

module "endpoints" {
  source = "../modules/endpoints"

  vpc_id                = module.vpc.vpc_id
  subnet_ids            = module.vpc.intra_subnets
  create_security_group = true
  security_group_cidrs  = [module.vpc.vpc_cidr_block]
  endpoints             = { for service in local.services : replace(service, ".", "_") => { service = service } }
}

resource "aws_iam_role" "this" {
  for_each           = { cluster = "eks.amazonaws.com", node = "ec2.amazonaws.com" }
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = each.value } }] })
}

resource "aws_security_group" "node" {
  name   = "node"
  vpc_id = module.vpc.vpc_id
}

resource "aws_security_group_rule" "node" {
  for_each = {
    ingress_cluster = { type = "ingress", source = "cluster" }
    ingress_self    = { type = "ingress", source = "self" }
  }
  security_group_id        = aws_security_group.node.id
  type                     = each.value.type
  protocol                 = "-1"
  from_port                = 0
  to_port                  = 0
  self                     = each.value.source == "self" ? true : null
  source_security_group_id = each.value.source == "cluster" ? aws_eks_cluster.this.vpc_config[0].cluster_security_group_id : null
}

resource "aws_eks_cluster" "this" {
  name     = "orders"
  role_arn = aws_iam_role.this["cluster"].arn

  vpc_config {
    subnet_ids              = coalescelist(module.vpc.intra_subnets, [])
    endpoint_private_access = true
    endpoint_public_access  = var.open
  }
}

resource "aws_launch_template" "node" {
  name_prefix            = "node-"
  vpc_security_group_ids = compact(concat([aws_security_group.node.id], []))
}

resource "aws_eks_node_group" "this" {
  cluster_name    = aws_eks_cluster.this.name
  node_group_name = "default"
  node_role_arn   = aws_iam_role.this["node"].arn
  subnet_ids      = module.vpc.intra_subnets

  scaling_config {
    min_size     = 1
    desired_size = 1
    max_size     = 2
  }

  launch_template {
    id      = aws_launch_template.node.id
    version = aws_launch_template.node.latest_version
  }
}
