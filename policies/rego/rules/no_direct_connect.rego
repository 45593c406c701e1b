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
#   subject: consumer-vpc
#   remediation: >-
#     Remove the association, its proposal or the interface.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(3)
#     reason: The VPC has no external connection over Direct Connect.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: Networks on premises have no way into the VPC over Direct Connect.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: The VPC has no way out to networks on premises over Direct Connect.
#   - framework: iso-27001
#     control: A.8.22
#     reason: The VPC is segregated from networks on premises.
package privatelink.rules.no_direct_connect

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
