# METADATA
# title: Address ranges are the VPC's own
# description: >-
#   A consumer VPC has no IPv6 ranges and no further ranges, which are what public addresses and overlaps need. They are
#   reported; a further range of public IPv4 addresses, which are others', is refused unless `allowed_ranges` has it.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
# custom:
#   id: address-ranges
#   severity: low
#   subject: consumer-vpc
#   loosened_by: [allowed_ranges]
#   remediation: >-
#     Remove the range where nothing needs it.
#   controls: []
#   no_controls: It reports address ranges for a person to look at. A range opens no connection by itself.
package privatelink.rules.address_ranges

import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement
import data.privatelink.lib.ranges
import data.privatelink.lib.values
import data.privatelink.lib.witness

annotations := rego.metadata.chain()[1].annotations

findings := array.concat(found.of_rule(annotations.custom.id), [finding |
	some type in ["aws_vpc_ipv4_cidr_block_association", "awscc_ec2_vpc_cidr_block"]
	some resource in document.of_type(type)
	place := placement.places[resource.index]
	some range in values.known(resource, "cidr_block")
	not ranges.is_declared(range, "ipv4")
	finding := found.of_place(resource, place, {
		"what": "a further range of public addresses (cidr_block)",
		"witness": witness.of_resource(resource, place, "a further range of public addresses", "whoever has those addresses"),
	})
])
