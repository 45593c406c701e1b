variable "create_vpc" {
  default = true
}
variable "name" {
  default = ""
}
variable "cidr" {}
variable "secondary_cidr_blocks" {
  default = []
}
variable "azs" {
  default = ["us-east-1a", "us-east-1b"]
}
variable "public_subnets" {
  default = []
}
variable "intra_subnets" {
  default = []
}
variable "intra_subnet_names" {
  default = []
}
variable "create_igw" {
  default = true
}
variable "enable_nat_gateway" {
  default = false
}
variable "single_nat_gateway" {
  default = false
}
variable "create_multiple_intra_route_tables" {
  default = false
}
variable "intra_dedicated_network_acl" {
  default = false
}
variable "intra_acl_rules" {
  default = [{ rule_number = 100, rule_action = "allow", protocol = "-1", cidr_block = "10.0.0.0/8" }]
}
variable "manage_default_security_group" {
  default = true
}
variable "manage_default_network_acl" {
  default = true
}
variable "manage_default_route_table" {
  default = true
}
variable "default_route_table_routes" {
  type    = list(map(string))
  default = []
}
variable "enable_dhcp_options" {
  default = false
}
variable "enable_flow_log" {
  default = false
}
variable "flow_log_destination_type" {
  default = "cloud-watch-logs"
}
variable "flow_log_destination_arn" {
  default = null
}
variable "flow_log_role_arn" {
  default = null
}
variable "tags" {
  default = {}
}
variable "vpc_tags" {
  default = {}
}
