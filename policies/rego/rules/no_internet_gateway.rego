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
#   remediation: >-
#     Remove the gateway, its attachment or the route. What a consumer needs from outside, give it by an interface
#     endpoint.
package privatelink.rules.no_internet_gateway

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
