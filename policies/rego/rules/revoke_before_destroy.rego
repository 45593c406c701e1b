# METADATA
# title: Connections are revoked before endpoints are destroyed
# description: >-
#   A plan destroys no endpoint that the provider's side has accepted, or may still accept: the principal would stay
#   allowed, and the acceptance would name an endpoint that is none. What is revoked is in the state `rejected`, in the
#   plan or in a report of `privatelink status`. If the report says that the endpoint is connected, the finding names the
#   customer. Services of AWS itself accept nobody.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#accept-reject-connection-requests
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html
# custom:
#   id: revoke-before-destroy
#   severity: medium
#   subject: plan
#   remediation: >-
#     Revoke first: declare the customer `state: revoked`, deploy the acceptance and the service, and destroy the endpoint
#     then. Where the provider is somebody else, tell them, and waive this.
#   controls:
#   - framework: nist-800-53
#     control: CA-9
#     reason: A connection is ended on the side of the service too, so that no principal stays allowed without need.
package privatelink.rules.revoke_before_destroy

import data.privatelink.lib.connected
import data.privatelink.lib.in_use
import data.privatelink.lib.transitions

annotations := rego.metadata.chain()[1].annotations

findings := [finding |
	some type, what in in_use.endpoints
	some change in transitions.of_type(type)
	transitions.is_destroyed(change)
	in_use.carries(change)
	not is_of_aws(change)
	not is_revoked(change)
	finding := connected.of_change(change, {
		"basis": "plan",
		"message": $"{what} would be destroyed while the provider may still accept its connection: the principal would stay allowed, and the acceptance would name an endpoint that is gone",
	})
]

# States in which nobody is connected (VpcEndpoint in the EC2 API reference).
ended := {"rejected", "expired", "failed", "deleted", "deleting"}

is_revoked(change) if {
	some state in transitions.values(change.before, "state")
	lower(state) in ended
}

# `com.amazonaws.us-east-1.logs` and the like: the services of customers are named after their ids.
is_of_aws(change) if {
	some name in transitions.values(change.before, "service_name")
	not contains(name, ".vpce-svc-")
}
