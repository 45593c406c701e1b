# METADATA
# title: No other network
# description: >-
#   A consumer VPC is attached to no Cloud WAN, carrier network, Outpost's site or database network, and has no route to
#   one.
# related_resources:
# - ref: https://docs.aws.amazon.com/network-manager/latest/cloudwan/cloudwan-attachments-working-with.html
# - ref: https://docs.aws.amazon.com/outposts/latest/userguide/outposts-local-gateways.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/networkmanager_vpc_attachment
# custom:
#   id: no-other-network
#   severity: critical
#   subject: consumer-vpc
#   remediation: >-
#     Remove the attachment, the gateway or the route.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(3)
#     reason: The VPC has no external connection to Cloud WAN, a carrier network, an Outpost or a database network.
#   - framework: nist-800-53
#     control: SC-7(21)
#     reason: The VPC is isolated from the other kinds of network that AWS can attach.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: No network of these kinds has a way into the VPC.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: The VPC has no way out to a network of these kinds.
#   - framework: iso-27001
#     control: A.8.22
#     reason: The VPC is segregated from networks of these kinds.
package privatelink.rules.no_other_network

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
