terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# An internal load balancer before instances of an Auto Scaling group. Open: the load balancer faces the internet.
variable "open" {
  default = false
}

module "vpc" {
  source = "../modules/vpc"

  cidr          = "10.0.0.0/16"
  intra_subnets = ["10.0.1.0/24", "10.0.2.0/24"]
  vpc_tags      = { "privatelink:vpc-role" = "consumer" }
}

module "group" {
  source = "../modules/security-group"

  name          = "balancer"
  vpc_id        = module.vpc.vpc_id
  ingress_rules = { http = { port = 80, cidr_ipv4 = module.vpc.vpc_cidr_block } }
  egress_rules  = { http = { port = 80, cidr_ipv4 = module.vpc.vpc_cidr_block } }
}

resource "aws_lb" "this" {
  name               = "orders"
  internal           = !var.open
  load_balancer_type = "application"
  subnets            = module.vpc.intra_subnets
  security_groups    = [module.group.id]
}

resource "aws_lb_target_group" "this" {
  name     = "orders"
  port     = 80
  protocol = "HTTP"
  vpc_id   = module.vpc.vpc_id
}

resource "aws_lb_listener" "this" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
}

resource "aws_launch_template" "this" {
  name_prefix            = "orders-"
  image_id               = "ami-0123456789abcdef0"
  instance_type          = "t4g.micro"
  vpc_security_group_ids = [module.group.id]

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_autoscaling_group" "this" {
  name_prefix         = "orders-"
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = module.vpc.intra_subnets
  target_group_arns   = [aws_lb_target_group.this.arn]

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }
}
