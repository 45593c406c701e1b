# METADATA
# title: No peering with consumers
# description: >-
#   A stack that offers a service peers with no VPC: a consumer would reach all of the service's VPC, beside the endpoint.
#   Whether the other side is a consumer's the stack does not tell; the policy data does (`other_vpcs`).
# related_resources:
# - ref: https://docs.aws.amazon.com/whitepapers/latest/aws-privatelink/what-are-vpc-endpoints.html
# - ref: https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html
# custom:
#   id: no-peering-with-consumers
#   severity: high
#   subject: service
#   loosened_by: [other_vpcs]
#   remediation: >-
#     Remove the peering connection, and let the other side use an endpoint. Where it is no consumer, list its VPC in
#     other_vpcs of the policy data.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(21)
#     reason: A consumer reaches only the service, not the rest of the VPC that the service is in.
#   - framework: cis-aws
#     control: "6.6"
#     reason: >-
#       A stack that offers a service has no peering connection, so that no route can allow more than the least access.
#   - framework: iso-27001
#     control: A.8.22
#     reason: The networks of provider and consumer stay segregated.
package privatelink.rules.no_peering_with_consumers

import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.links
import data.privatelink.lib.patterns
import data.privatelink.lib.placement
import data.privatelink.lib.references
import data.privatelink.lib.settings
import data.privatelink.lib.values

annotations := rego.metadata.chain()[1].annotations

offering := {"appliance", "resource", "service"}

findings := [finding |
	document.role in offering
	some type in ["aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter", "awscc_ec2_vpc_peering_connection"]
	some peering in document.of_type(type)
	not placement.places[peering.index]
	not is_with_others(peering)
	finding := found.of_document(peering, {
		"message": $"a stack of role {document.role} peers with a VPC that may be a consumer's (peer_vpc_id)",
		"outcome": "unproven",
		"cut": $"remove {peering.address}",
		"settle": "list the other VPC in other_vpcs of the policy data, where it is no consumer's",
	})
]

# The other side, by its id, or that of a VPC of this document. An acceptance is of the connection that it accepts.
is_with_others(peering) if {
	ends := links.ends(values.nodes(peering, "vpc_peering_connection_id"))
	count(ends) > 0
	every end in ends {
		links.by_address[end].mode == "managed"
	}
}

is_with_others(peering) if {
	ends := links.ends(values.nodes(peering, "peer_vpc_id"))
	count(ends) > 0
	every end in ends {
		is_other(end)
	}
}

is_other(end) if patterns.matches_any(settings.other_vpcs, trim_prefix(end, "="))

is_other(end) if {
	not references.is_literal(end)
	links.vpcs[end].mode == "managed"
}
