output "vpc_id" {
  value = try(aws_vpc.this[0].id, null)
}
output "vpc_cidr_block" {
  value = try(aws_vpc.this[0].cidr_block, null)
}
output "default_security_group_id" {
  value = try(aws_vpc.this[0].default_security_group_id, null)
}
output "intra_subnets" {
  value = aws_subnet.intra[*].id
}
output "intra_route_table_ids" {
  value = aws_route_table.intra[*].id
}
output "public_route_table_ids" {
  value = aws_route_table.public[*].id
}
output "azs" {
  value = var.azs
}
