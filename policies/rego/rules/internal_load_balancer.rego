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
#   remediation: >-
#     Set internal to true.
package privatelink.rules.internal_load_balancer

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
