# METADATA
# title: No Direct Connect
# description: >-
#   No Direct Connect gateway or virtual interface leads to a consumer VPC.
# related_resources:
# - ref: https://docs.aws.amazon.com/directconnect/latest/UserGuide/virtualgateways.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dx_gateway_association
# custom:
#   id: no-direct-connect
#   severity: critical
#   remediation: >-
#     Remove the association, its proposal or the interface.
package privatelink.rules.no_direct_connect

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
