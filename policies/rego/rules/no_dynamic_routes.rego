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
#   remediation: >-
#     Remove the route server's association or propagation, and write the routes out.
package privatelink.rules.no_dynamic_routes

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
