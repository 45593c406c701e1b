# METADATA
# title: No routes from elsewhere
# description: >-
#   No route server writes routes into the tables of a consumer VPC: such routes are in no configuration and no plan.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/dynamic-routing-route-server.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_route_server_propagation
# custom:
#   id: no-dynamic-routes
#   severity: critical
#   subject: consumer-vpc
#   remediation: >-
#     Remove the route server's association or propagation, and write the routes out.
#   controls:
#   - framework: nist-800-53
#     control: AC-4
#     reason: Only routes of the reviewed configuration decide where traffic of the VPC goes.
#   - framework: iso-27001
#     control: A.8.20
#     reason: Routes of the VPC are managed only by its configuration.
package privatelink.rules.no_dynamic_routes

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
