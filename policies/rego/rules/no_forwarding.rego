# METADATA
# title: Nothing forwards
# description: >-
#   In a consumer VPC no host forwards what is not its own: no route leads to an interface or instance, and the check of
#   source and destination stays on.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
# custom:
#   id: no-forwarding
#   severity: high
#   remediation: >-
#     Remove the route, or leave source_dest_check on. An appliance belongs into the VPC of the service.
package privatelink.rules.no_forwarding

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
