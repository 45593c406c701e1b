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

# Databases in subnets without routes. Open: the instance is publicly accessible.
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

  name          = "database"
  vpc_id        = module.vpc.vpc_id
  ingress_rules = { postgres = { port = 5432, cidr_ipv4 = module.vpc.vpc_cidr_block } }
}

resource "aws_db_subnet_group" "this" {
  name_prefix = "orders-"
  subnet_ids  = module.vpc.intra_subnets
}

resource "aws_db_parameter_group" "this" {
  name_prefix = "orders-"
  family      = "postgres17"
}

resource "aws_db_instance" "this" {
  identifier                  = "orders"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "orders"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.this.name
  parameter_group_name        = aws_db_parameter_group.this.name
  vpc_security_group_ids      = [module.group.id]
  publicly_accessible         = var.open
}
