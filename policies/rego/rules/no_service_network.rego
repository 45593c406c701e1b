# METADATA
# title: No VPC Lattice access
# description: >-
#   A consumer VPC is associated with no service network, and has no resource gateway, which lets others in.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc-lattice/latest/ug/service-network-associations.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpclattice_service_network_vpc_association
# custom:
#   id: no-service-network
#   severity: high
#   remediation: >-
#     Remove the association or the gateway. One service of a network is reached by an endpoint of its own.
package privatelink.rules.no_service_network

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
