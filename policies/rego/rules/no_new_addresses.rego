# METADATA
# title: Addresses stay
# description: >-
#   A plan gives no endpoint and no load balancer another address in a zone that it keeps: the zone's connections break,
#   and so do clients that know the address. The provider plans it as an update in place. Only a plan shows it.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint#subnet_configuration
# - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSubnets.html
# custom:
#   id: no-new-addresses
#   severity: medium
#   subject: plan
#   remediation: >-
#     Change the address back. If an endpoint's must change, do it zone by zone while clients can use another, and waive
#     this for each plan. A load balancer's node keeps its address for life: for another one, make another load balancer.
#   controls: []
#   no_controls: >-
#     It keeps connections that are in use alive. The controls of these frameworks on network boundaries are about what
#     must not connect.
package privatelink.rules.no_new_addresses

import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.transitions

annotations := rego.metadata.chain()[1].annotations

findings := array.flatten([moved, unknown, nodes, kept])

moved := [finding |
	some change in transitions.of_type("aws_vpc_endpoint")
	transitions.is_updated(change)
	some family in ["ipv4", "ipv6"]
	some subnet, address in addresses(change.before, family)
	address != object.get(addresses(change.after, family), subnet, address)
	finding := found.of_document(change, {
		"basis": "plan",
		"message": $"the endpoint would get another address in a zone that it keeps (subnet_configuration.{family})",
	})
]

# Where zones are added, the provider computes the addresses of all anew; what is written stays known.
unknown := [finding |
	some change in transitions.of_type("aws_vpc_endpoint")
	transitions.is_updated(change)
	count(addresses(change.before, "ipv4")) + count(addresses(change.before, "ipv6")) > 0
	transitions.values(change.before, "subnet_ids") == transitions.values(change.after, "subnet_ids")
	some family in ["ipv4", "ipv6"]
	transitions.moved(change, $"subnet_configuration.{family}") == "unknown"
	finding := found.of_document(change, {
		"basis": "plan",
		"outcome": "unproven",
		"message": $"the endpoint may get another address (subnet_configuration.{family} is not known)",
		"settle": "write the addresses out, so that the plan knows them",
	})
]

# A load balancer's node gets its address once. Where AWS chose it, the state has none.
nodes := [finding |
	some type in ["aws_alb", "aws_lb"]
	some change in transitions.of_type(type)
	transitions.is_updated(change)
	after := node_addresses(change.after)
	some subnet, address in node_addresses(change.before)
	address != object.get(after, subnet, address)
	finding := found.of_document(change, {
		"basis": "plan",
		"message": "a node of the load balancer would get another address in a zone that it keeps (subnet_mapping)",
	})
]

# The provider plans no change where fixed addresses are no longer declared: the load balancer keeps them. Where AWS chose the
# addresses, the state has none.
kept := [finding |
	some type in ["aws_alb", "aws_lb"]
	some load_balancer in document.of_type(type)
	load_balancer.form == "planned"
	load_balancer.owner.expressions.subnets
	count(transitions.values(load_balancer.after, "subnet_mapping.private_ipv4_address")) > 0
	finding := found.of_document(load_balancer, {
		"basis": "plan",
		"outcome": "warning",
		"message": "the load balancer has fixed addresses that are no longer declared (subnet_mapping); AWS keeps them for its life",
		"cut": "declare them again (privateAddresses); for other addresses, make another load balancer",
	})
]

# What is said of each node's addresses, by subnet.
node_addresses(load_balancer) := {block.subnet_id: said |
	some block in object.get(load_balancer, "subnet_mapping", [])
	is_string(block.subnet_id)
	said := {name: value |
		some name in ["allocation_id", "ipv6_address", "private_ipv4_address"]
		value := object.get(block, name, "")
		not value in {"", null}
	}
}

# Addresses of a family by subnet.
addresses(endpoint, family) := {block.subnet_id: block[family] |
	some block in object.get(endpoint, "subnet_configuration", [])
	is_string(block.subnet_id)
	is_string(block[family])
	block[family] != ""
}
