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
#   remediation: >-
#     Remove the attachment, the gateway or the route.
package privatelink.rules.no_other_network

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
