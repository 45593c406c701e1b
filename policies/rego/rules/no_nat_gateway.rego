# METADATA
# title: No NAT gateway
# description: >-
#   A consumer VPC has no NAT gateway, zonal or regional, public or private, and no route to one.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/nat_gateway
# custom:
#   id: no-nat-gateway
#   severity: critical
#   subject: consumer-vpc
#   remediation: >-
#     Remove the NAT gateway or the route. A private NAT gateway is a way out too: it leads to whatever its routes do.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(3)
#     reason: The VPC has no external connection through a NAT gateway.
#   - framework: nist-800-53
#     control: SC-7(10)
#     reason: No NAT gateway carries data out of the VPC.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: Traffic has no NAT gateway to leave the VPC by.
#   - framework: iso-27001
#     control: A.8.22
#     reason: The VPC has no NAT gateway that joins it with another network.
package privatelink.rules.no_nat_gateway

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
