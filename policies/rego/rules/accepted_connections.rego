# METADATA
# title: Only a revoked customer's connections are rejected
# description: >-
#   A plan takes back no acceptance of a connection that is in use only because `count` or `for_each` no longer gives it.
#   An acceptance stack accepts the endpoints that it finds in the states of the consumers. If a state was moved or
#   deleted, its consumer has no endpoint there, and the plan would reject a live connection. The plan of an acceptance
#   stack names the revoked customers (output `revoked_connections`), and takes back no acceptance of a live connection
#   of any other. If a report of `privatelink status` says that an endpoint is connected, no plan takes back its
#   acceptance for any reason, unless the ledger declares its customer revoked, or its access has ended. If consumers of
#   this project share an account, the report may name the wrong one of them: then the plan says whose the endpoint is.
#   No plan takes back the acceptance of an endpoint and makes another of the same endpoint: Terraform may reject it
#   last. Only a plan shows it.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#accept-reject-connection-requests
# - ref: https://developer.hashicorp.com/terraform/internals/json-format#change-representation
# custom:
#   id: accepted-connections
#   severity: high
#   subject: plan
#   remediation: >-
#     If the customer is to be cut off, declare it `state: revoked`, with `since` and `reason`, keep the record, and ask
#     for the status again. If only an endpoint or a connection of it goes, give a status in which it is not connected, or
#     waive this. If an endpoint is not found, put the state of its consumer back to where the plan looks for it. If an
#     acceptance only has another address, move its state. In Terraform of your own, waive this.
#   controls: []
#   no_controls: >-
#     It keeps connections that are in use alive. The controls of these frameworks on network boundaries are about what
#     must not connect.
package privatelink.rules.accepted_connections

import data.privatelink.lib.acceptance
import data.privatelink.lib.connected
import data.privatelink.lib.findings as found
import data.privatelink.lib.shared_accounts
import data.privatelink.lib.status
import data.privatelink.lib.transitions

annotations := rego.metadata.chain()[1].annotations

findings := array.flatten([made_again, unfound, undeclared, unrevoked])

# Another address of the same endpoint, such as after a new name of the customer. Terraform does not order the two.
made_again := [finding |
	some change in changes
	"delete" in change.actions
	some new in again(change)
	finding := connected.naming(change, {
		"basis": "plan",
		"message": $"a live connection may be rejected: the plan takes back this acceptance of an endpoint, and makes {new} of the same endpoint. Terraform runs the two steps in any order, and may reject the connection last",
		"cut": $"move the state, by a `moved` block or by: terraform state mv '{change.address}' '{new}'",
	})
]

unfound := [finding |
	some change in rejecting
	is_unfound(change)
	finding := connected.of_change(change, {
		"basis": "plan",
		"message": "a live connection would be rejected, and no traffic of its clients would get through any more: its consumer is still declared, but no endpoint of it is found. Its state is missing, or is read from another place",
	})
]

undeclared := [finding |
	some change in rejecting
	not is_unfound(change)
	some seen in staying(change)
	finding := found.of_document(change, {
		"basis": "plan",
		"message": $"a live connection would be rejected, and no traffic of its clients would get through any more: {seen.name}. {declaration(seen.connection)} (status of {status.times({seen.report})})",
	})
]

# What the plan itself shows: the connection is live, and its customer is not declared revoked.
unrevoked := [finding |
	some change in rejecting
	not is_unfound(change)
	is_live(change)
	not is_declared(change)
	not is_revoked(change)
	count(staying(change)) == 0
	finding := connected.of_change(change, {
		"basis": "plan",
		"message": $"a live connection would be rejected, and no traffic of its clients would get through any more: {whose(change.address)}",
	})
]

changes := transitions.of_type("aws_vpc_endpoint_connection_accepter")

rejecting := [change |
	some change in changes
	transitions.is_destroyed(change)
	count(again(change)) == 0
]

# Addresses at which the endpoint of an acceptance is accepted anew.
again(change) := {other.address |
	some id in transitions.values(change.before, "vpc_endpoint_id")
	some other in accepting[id]
	other.address != change.address
	not is_of_another_service(change, other)
}

accepting[id] contains other if {
	some other in changes
	"create" in other.actions
	some id in transitions.values(other.after, "vpc_endpoint_id")
}

is_of_another_service(change, other) if {
	some service in transitions.values(other.after, "vpc_endpoint_service_id")
	not service in transitions.values(change.before, "vpc_endpoint_service_id")
}

is_live(change) if {
	some state in transitions.values(change.before, "vpc_endpoint_state")
	not lower(state) in (status.ended | {"pendingacceptance"})
}

# Without the output, the plan does not say who is revoked.
is_declared(_) if not acceptance.revoked

is_declared(change) if acceptance.connection_of(change.address).name in acceptance.revoked

whose(address) := $"{connection.name}. The plan does not name it in `revoked_connections`: the ledger does not declare {connection.customer} revoked, or has no record of it" if {
	connection := acceptance.connection_of(address)
} else := "its address names no connection, so that nobody knows whose it is"

is_unfound(change) if {
	change.reason in {"delete_because_count_index", "delete_because_each_key"}
	some state in transitions.values(change.before, "vpc_endpoint_state")
	lower(state) == "available"
	not is_revoked(change)
}

# Whether the ledger wants each connection of the endpoint to be rejected, whatever makes the plan do so.
is_revoked(change) if {
	every seen in connections_of(change) {
		is_to_go(change, seen)
	}
	count(connections_of(change)) > 0
}

# Connections of the endpoint that the ledger does not want to be rejected, by the reports.
staying(change) := {seen |
	some seen in connections_of(change)
	not is_to_go(change, seen)
}

is_to_go(_, seen) if seen.connection.declared in {"ended", "revoked"}

is_to_go(change, seen) if shared_accounts.is_of_revoked(change, seen)

# What the reports say of the endpoint, as far as it is connected: a request that waits is not cut off.
connections_of(change) := {seen |
	some id in connected.endpoints_of(change)
	some seen in status.endpoints[id]
	seen.in_use
	seen.connection.state != "pendingAcceptance"
}

declaration(connection) := "No record of the ledger names it" if {
	connection.declared == "unknown"
} else := $"The ledger declares the customer {connection.declared}, not revoked"
