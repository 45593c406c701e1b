# METADATA
# title: Whom a change would cut off
# description: >-
#   Finds the services and endpoints that a change is about, and what the reports of `privatelink status` say of them. If
#   AWS says that nobody is connected, there is no finding. If somebody is, the finding names them. If no report knows
#   the service, the rules judge by the plan only.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/delete-endpoint-service.html
package privatelink.lib.connected

import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.in_use
import data.privatelink.lib.shared_accounts
import data.privatelink.lib.status
import data.privatelink.lib.transitions

# A finding about a change that would cut off whoever is connected. `relies_on` is what shows that it is none: the
# verdict lists it apart.
of_change(change, details) := object.union(found.of_document(change, details), {"relies_on": nobody(change)}) if {
	nobody(change)
} else := naming(change, details)

# A finding about a change that is one whoever is connected, such as another name of the service. It names them.
naming(change, details) := found.of_document(change, object.union(details, {"message": concat("", [details.message, who(change)])}))

# What shows that nobody is connected: why, and the reports that say so. Undefined where nothing shows it.
nobody(change) := {"because": because, "status": sort(indexes)} if {
	ids := endpoints_of(change)
	count(ids) > 0
	every id in ids {
		is_ended(id, change)
	}
	indexes := {seen.report | some id in ids; some seen in status.endpoints[id]} | {i |
		some service in services_of(change)
		some [i, _] in status.services[service]
	}
	because := $"{concat(" and ", sort({said_of(id) | some id in ids}))}, by the status of {status.times(indexes)}"
} else := {"because": because, "status": sort(indexes)} if {
	count(endpoints_of(change)) == 0
	ids := services_of(change)
	count(ids) > 0
	every id in ids {
		status.is_known(id)
		not status.in_use[id]
	}
	indexes := {i | some id in ids; some [i, _] in status.services[id]}
	because := $"nobody is connected to {concat(" and ", sort({status.title(id) | some id in ids}))}, by the status of {status.times(indexes)}"
}

# Whether AWS says that an endpoint is not connected: by its state, or because its service does not list it.
is_ended(id, _) if {
	status.endpoints[id]
	every seen in status.endpoints[id] {
		status.reports[seen.report].source == "aws"
		not seen.in_use
	}
}

is_ended(id, change) if {
	change.type in object.keys(in_use.endpoints)
	not status.endpoints[id]
	ids := services_of(change)
	count(ids) > 0
	every service in ids {
		status.is_known(service)
	}
	not shows_connected(change)
}

# The plan says otherwise: the report may be older than the endpoint.
shows_connected(change) if {
	some state in transitions.values(change.before, "state")
	not lower(state) in status.ended
}

said_of(id) := $"the endpoint is {concat(" and ", sort({seen.connection.state | some seen in status.endpoints[id]}))}" if {
	status.endpoints[id]
} else := "the service does not list the endpoint"

# Names those who are connected, as the end of a message; empty where no report names anybody.
default who(_) := ""

who(change) := $". By the status of {status.times(indexes)}, {counted(names)} in use: {first(names)}" if {
	names := names_of(change)
	count(names) > 0
	indexes := {seen.report | some id in endpoints_of(change); some seen in status.endpoints[id]} | {i |
		count(endpoints_of(change)) == 0
		some id in services_of(change)
		some [i, _] in status.services[id]
	}
} else := $". The plan shows it connected, but the status of {status.times(indexes)} does not list it: run `privatelink status` again" if {
	count(endpoints_of(change)) > 0
	every id in endpoints_of(change) {
		not status.endpoints[id]
	}
	shows_connected(change)
	some service in services_of(change)
	status.is_known(service)
	indexes := {i | some [i, _] in status.services[service]}
}

counted(names) := "1 endpoint is" if {
	count(names) == 1
} else := $"{count(names)} endpoints are"

names_of(change) := {name_of(change, seen) | some id in endpoints_of(change); some seen in status.endpoints[id]; seen.in_use} if {
	count(endpoints_of(change)) > 0
} else := {name | some id in services_of(change); some name in status.in_use[id]}

# The report may name another consumer of the account.
name_of(change, seen) := status.name_of(object.union(seen.connection, {"customer": shared_accounts.owner(change)})) if {
	shared_accounts.is_of_revoked(change, seen)
} else := seen.name

# The first three, and how many more there are. They are not sorted: there may be thousands.
first(names) := concat(", ", sort(names)) if {
	count(names) < 4
} else := $"{a}, {b}, {c} and {count(names) - 3} more" if {
	a := min(names)
	b := min(names - {a})
	c := min(names - {a, b})
}

# Ids of the endpoints that a change is about; empty where it is about all endpoints of a service.
endpoints_of(change) := {id |
	some argument in object.get(endpoint_arguments, change.type, [])
	some text in transitions.values(change.before, argument)
	is_string(text)
	some [_, id] in regex.find_all_string_submatch_n(`^(?:\*\.)?(vpce-[0-9a-f]+)(?:$|-)`, text, -1)
}

endpoint_arguments := {
	"aws_route53_record": ["alias.name", "records"],
	"aws_vpc_endpoint": ["id"],
	"aws_vpc_endpoint_connection_accepter": ["vpc_endpoint_id"],
	"aws_vpc_endpoint_private_dns": ["vpc_endpoint_id"],
	"awscc_ec2_vpc_endpoint": ["id", "vpc_endpoint_id"],
}

# Ids of the services that a change is about.
services_of(change) := ids_in(change.before) if {
	not change.type in balanced
} else := {id |
	some argument in ["arn", "load_balancer_arn"]
	some arn in transitions.values(change.before, argument)
	some id in services_by_balancer[arn]
}

# Types that are about a load balancer: the services before it are in the document.
balanced := in_use.load_balancers | {"aws_alb_listener", "aws_lb_listener"}

services_by_balancer[arn] contains id if {
	some service in services_in_document
	some path in ["network_load_balancer_arns", "gateway_load_balancer_arns"]
	some arn in transitions.values(service, path)
	some id in ids_in(service)
}

# As they are before the plan, and after it: what the plan does not change is only there.
services_in_document := array.concat(
	[change.before | some type in in_use.services; some change in transitions.of_type(type)],
	[resource.after | some type in in_use.services; some resource in document.of_type(type)],
)

# Ids of services that an object's arguments name.
ids_in(object) := {id |
	some argument in ["arn", "id", "service_id", "service_name", "vpc_endpoint_service_id"]
	some text in transitions.values(object, argument)
	is_string(text)
	some [id] in regex.find_all_string_submatch_n(`vpce-svc-[0-9a-f]+`, text, -1)
}
