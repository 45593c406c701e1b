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
#   remediation: >-
#     Remove the gateway, its attachment, the propagation or the route. Networks on premises reach a service by an
#     endpoint of their own.
package privatelink.rules.no_vpn

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
