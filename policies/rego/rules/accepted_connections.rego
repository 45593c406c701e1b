# METADATA
# title: A missing state revokes no connection
# description: >-
#   A plan takes back no acceptance of a connection that is in use only because `count` or `for_each` no longer gives it.
#   An acceptance stack accepts the endpoints that it finds in the states of the consumers. If a state was moved or
#   deleted, its consumer has no endpoint there, and the plan would reject a live connection. Only a plan shows it.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#accept-reject-connection-requests
# - ref: https://developer.hashicorp.com/terraform/internals/json-format#change-representation
# custom:
#   id: accepted-connections
#   severity: high
#   remediation: >-
#     Put the state of the consumer back to where the plan looks for it, and plan again. If the connection is to be
#     revoked, delete the file of the consumer, or the connection in it. In Terraform of your own, waive this.
package privatelink.rules.accepted_connections

import data.privatelink.lib.findings as found
import data.privatelink.lib.transitions

annotations := rego.metadata.chain()[1].annotations

findings := [finding |
	some change in transitions.of_type("aws_vpc_endpoint_connection_accepter")
	transitions.is_destroyed(change)
	change.reason in {"delete_because_count_index", "delete_because_each_key"}
	is_in_use(change)
	finding := found.of_document(change, {
		"basis": "plan",
		"message": "a live connection would be rejected, and no traffic of its clients would get through any more: its consumer is still declared, but no endpoint of it is found. Its state is missing, or is read from another place",
	})
]

is_in_use(change) if {
	some state in transitions.values(change.before, "vpc_endpoint_state")
	lower(state) == "available"
}
