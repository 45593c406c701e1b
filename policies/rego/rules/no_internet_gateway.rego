# METADATA
# title: No internet gateway
# description: >-
#   A consumer VPC has no internet gateway, egress-only internet gateway or route to one, and is not the default VPC,
#   which has one.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/internet_gateway
# custom:
#   id: no-internet-gateway
#   severity: critical
#   subject: consumer-vpc
#   remediation: >-
#     Remove the gateway, its attachment or the route. What a consumer needs from outside, give it by an interface
#     endpoint.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(3)
#     reason: The VPC has no external connection to the internet through a gateway of its own.
#   - framework: nist-800-53
#     control: SC-7(28)
#     reason: Without an internet gateway and a route to one, the VPC is not connected to the internet directly.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: Traffic from the internet has no gateway into the VPC.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: Traffic to the internet has no gateway out of the VPC.
#   - framework: pci-dss
#     control: "1.4.2"
#     reason: No internet gateway lets traffic from the internet into the VPC.
#   - framework: pci-dss
#     control: "1.4.4"
#     reason: What is in the VPC cannot be reached through an internet gateway.
#   - framework: iso-27001
#     control: A.8.22
#     reason: The VPC is segregated from the internet.
package privatelink.rules.no_internet_gateway

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
