# METADATA
# title: Interfaces of other services
# description: >-
#   Services that put network interfaces into a consumer VPC are known.
# related_resources:
# - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
# - ref: https://docs.aws.amazon.com/apprunner/latest/dg/network-vpc.html
# custom:
#   id: service-interfaces
#   severity: medium
#   subject: consumer-vpc
#   remediation: >-
#     Make sure that what uses the interfaces is meant to be in this VPC.
#   controls: []
#   no_controls: It lists services for a person to look at. That nothing was listed says nothing about the boundary.
package privatelink.rules.service_interfaces

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
