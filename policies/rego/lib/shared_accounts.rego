# METADATA
# title: Which of the consumers of one account an endpoint belongs to
# description: >-
#   AWS tells the account of an endpoint, and not its consumer. If this project deploys several consumers of one account,
#   a report of `privatelink status` can name another of them than the one that has the endpoint. The acceptance stack
#   takes endpoints from the states of the consumers, so the address of an acceptance says whose its endpoint is.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpointConnection.html
package privatelink.lib.shared_accounts

import data.privatelink.lib.acceptance
import data.privatelink.lib.document
import data.privatelink.lib.status
import data.privatelink.lib.transitions

# Whether a plan takes back the acceptance of a revoked consumer's own endpoint, which a report counts as that of another
# consumer of the account. Plan and report both have to say that the consumer is revoked. Both consumers have to be
# deployed by this project, and no other acceptance may have the endpoint.
is_of_revoked(change, seen) if {
	own := acceptance.connection_of(change.address)
	own.name in acceptance.revoked
	not is_accepted_elsewhere(change)
	some service in services_of(change, seen)
	is_managed(service, own.name, {"ended", "revoked"})
	is_managed(service, $"{seen.connection.customer}/{seen.connection.connection}", {"allowed", "draining", "invited"})
}

# The consumer whose acceptance it is, by its address.
owner(change) := acceptance.connection_of(change.address).customer

# Whether the plan leaves the endpoint accepted at another address.
is_accepted_elsewhere(change) if {
	some id in transitions.values(change.before, "vpc_endpoint_id")
	some other in document.of_type(change.type)
	other.address != change.address
	id in transitions.values(other.after, "vpc_endpoint_id")
}

# The service of the acceptance, in the report that names the endpoint.
services_of(change, seen) := [service |
	some service in status.reports[seen.report].services
	service.service_id in transitions.values(change.before, "vpc_endpoint_service_id")
]

is_managed(service, name, declared) if {
	some record in object.get(service, "customers", [])
	record.managed == true
	record.declared in declared
	$"{record.customer}/{record.connection}" == name
}
