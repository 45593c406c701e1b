# METADATA
# title: No VPN
# description: >-
#   A consumer VPC has no VPN gateway, no routes propagated by one, no VPN connection and no client VPN.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html
# - ref: https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/what-is.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpn_gateway
# custom:
#   id: no-vpn
#   severity: critical
#   subject: consumer-vpc
#   remediation: >-
#     Remove the gateway, its attachment, the propagation or the route. Networks on premises reach a service by an
#     endpoint of their own.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(3)
#     reason: The VPC has no external connection over a VPN.
#   - framework: nist-800-53
#     control: AC-17(3)
#     reason: No VPN in the VPC goes around the access points for remote access that the organization manages.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: Nobody has a way into the VPC over a VPN.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: The VPC has no way out over a VPN.
#   - framework: iso-27001
#     control: A.8.22
#     reason: The VPC is segregated from networks on the other side of a VPN.
package privatelink.rules.no_vpn

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
