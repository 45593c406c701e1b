terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# Containers on Fargate that get images and write logs through endpoints. Open: they have public addresses.
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
  endpoints = merge(
    { for service in ["ecr.api", "ecr.dkr", "logs"] : service => { service = service, private_dns_enabled = true } },
    {
      s3 = {
        service         = "s3"
        service_type    = "Gateway"
        route_table_ids = module.vpc.intra_route_table_ids
        policy = jsonencode({
          Version   = "2012-10-17"
          Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*" }]
        })
      }
    },
  )
}

module "group" {
  source = "../modules/security-group"

  name          = "containers"
  vpc_id        = module.vpc.vpc_id
  ingress_rules = { http = { port = 8080, cidr_ipv4 = module.vpc.vpc_cidr_block } }
  egress_rules  = { https = { port = 443, cidr_ipv4 = module.vpc.vpc_cidr_block } }
}

resource "aws_ecs_cluster" "this" {
  name = "orders"
}

resource "aws_iam_role" "task" {
  name               = "task"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
}

resource "aws_ecs_task_definition" "this" {
  family                   = "orders"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.task.arn
  container_definitions    = jsonencode([{ name = "orders", image = "111111111111.dkr.ecr.us-east-1.amazonaws.com/orders:1", essential = true }])
}

resource "aws_ecs_service" "this" {
  name            = "orders"
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.this.arn
  launch_type     = "FARGATE"
  desired_count   = 2

  network_configuration {
    subnets          = module.vpc.intra_subnets
    security_groups  = [module.group.id]
    assign_public_ip = var.open
  }
}
