# METADATA
# title: Load balancers are internal
# description: >-
#   Every load balancer in a consumer VPC is internal.
# related_resources:
# - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb
# custom:
#   id: internal-load-balancer
#   severity: critical
#   subject: consumer-vpc
#   remediation: >-
#     Set internal to true.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(11)
#     reason: No load balancer of the VPC takes traffic from the internet.
#   - framework: nist-800-53
#     control: SC-7(28)
#     reason: No load balancer connects the VPC to the internet.
#   - framework: pci-dss
#     control: "1.4.2"
#     reason: No load balancer in the VPC takes traffic from the internet.
#   - framework: pci-dss
#     control: "1.4.4"
#     reason: No load balancer makes what is in the VPC reachable from the internet.
#   - framework: iso-27001
#     control: A.8.20
#     reason: No load balancer of the VPC stands on its outer boundary.
package privatelink.rules.internal_load_balancer

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
