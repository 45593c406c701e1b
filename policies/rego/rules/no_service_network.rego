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
#   subject: consumer-vpc
#   loosened_by: [allowed_service_networks]
#   remediation: >-
#     Remove the association or the gateway. One service of a network is reached by an endpoint of its own.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(11)
#     reason: No service network or resource gateway lets others into the VPC.
#   - framework: nist-800-53
#     control: SC-7(21)
#     reason: The VPC is associated with no service network of VPC Lattice.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: Nobody has a way into the VPC through VPC Lattice.
#   - framework: iso-27001
#     control: A.8.22
#     reason: No association joins the VPC to a network of VPC Lattice.
package privatelink.rules.no_service_network

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
