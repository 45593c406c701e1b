# METADATA
# title: Who is connected
# description: >-
#   Reports of `privatelink status --format json`, which the user gives beside the policy data: the endpoints of each
#   service, and whose they are. Only AWS's own answer shows that nobody is connected. A report that was made from files
#   only adds names, because a state may be old.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpointConnections.html
package privatelink.lib.status

import data.privatelink.lib.document
import data.privatelink.lib.settings
import data.privatelink.lib.transitions

# Only a plan destroys. A stack is judged without them.
reports := list if {
	document.form == "plan"
	list := object.get(settings.given, "status", [])
	is_array(list)
} else := []

# States in which an endpoint is not connected, and does not wait for acceptance.
ended := {"deleted", "deleting", "expired", "failed", "rejected"}

# Services by their ids, each with the indexes of its report and of itself in there.
services[id] contains [i, j] if {
	some i, report in reports
	some j, service in report.services
	id := service.service_id
	is_string(id)
}

# Endpoints by their ids, each as a text that names it, whether it is in use, and the index of its report.
endpoints[connection.endpoint_id] contains {
	"connection": connection,
	"name": name_of(connection),
	"in_use": is_in_use(connection),
	"report": i,
} if {
	some i, report in reports
	some service in report.services
	some connection in service.connections
}

# Names of the endpoints of a service that are in use.
in_use[id] contains name_of(connection) if {
	some id, places in services
	some [i, j] in places
	some connection in reports[i].services[j].connections
	is_in_use(connection)
}

default is_in_use(_) := false

is_in_use(connection) if not connection.state in ended

# Whether AWS was asked for the connections of a service, and answered.
is_known(id) if {
	some [i, j] in services[id]
	reports[i].source == "aws"
	reports[i].services[j].is_known == true
}

# A service by its id, with its key and its environment.
title(id) := $"{id} ({min({$"{service.service} of {service.environment}" | some [i, j] in services[id]; service := reports[i].services[j]})})"

# Times of reports, as a text.
times(indexes) := concat(" and ", sort({reports[i].generated_at | some i in indexes}))

name_of(connection) := $"{customer(connection)} ({connection.endpoint_id}, account {connection.owner}{said_state(connection)})"

customer(connection) := connection.customer if {
	is_string(connection.customer)
} else := "an unknown customer"

said_state(connection) := "" if {
	connection.state == "available"
} else := $", {connection.state}"

# Indexes of the reports that know something which a plan is about: what no plan knows was asked of another estate.
used := [i |
	some i, report in reports
	count(ids_of(report) & in_plan) > 0
]

ids_of(report) := {service.service_id | some service in report.services} | {connection.endpoint_id |
	some service in report.services
	some connection in service.connections
}

# Ids of endpoints and services in what a plan has before and after it, with data sources.
in_plan := {id |
	some type in types_with_ids
	some object in array.concat(
		[document.resources[i].after | some i in document.by_type[type]],
		[change.before | some change in transitions.of_type(type)],
	)
	some argument in arguments_with_ids
	some text in transitions.values(object, argument)
	is_string(text)
	some [id] in regex.find_all_string_submatch_n(`vpce-(?:svc-)?[0-9a-f]+`, text, -1)
}

types_with_ids := {
	"aws_route53_record", "aws_vpc_endpoint", "aws_vpc_endpoint_connection_accepter",
	"aws_vpc_endpoint_connection_notification", "aws_vpc_endpoint_private_dns", "aws_vpc_endpoint_service",
	"aws_vpc_endpoint_service_allowed_principal", "awscc_ec2_vpc_endpoint", "awscc_ec2_vpc_endpoint_service",
}

arguments_with_ids := {
	"alias.name", "id", "records", "service_id", "service_name", "vpc_endpoint_id", "vpc_endpoint_service_id",
}

why contains "`status` of the policy data must be a list of reports of `privatelink status --format json`" if {
	not is_array(object.get(settings.given, "status", []))
}

why contains $"status {i} of the policy data must be a report of `privatelink status --format json` in the format {format}" if {
	some i, report in reports
	not is_report(report)
}

why contains "`status_since` of the policy data must be a time such as 2026-11-25T10:00:00Z: a status that is older is refused" if {
	count(reports) > 0
	not is_time(since)
}

why contains $"status {i} of the policy data was made at {report.generated_at}, before `status_since` ({since}): run `privatelink status --format json --output FILE` again" if {
	some i, report in reports
	report.generated_at < since
}

format := "privatelink-status/1"

since := object.get(settings.given, "status_since", null)

is_report(report) if {
	report.format == format
	is_time(report.generated_at)
	report.source in {"aws", "files"}
	is_array(report.services)
	every service in report.services {
		is_string(service.environment)
		is_string(service.service)
		is_boolean(service.is_known)
		is_array(service.connections)
		every connection in service.connections {
			every key in ["endpoint_id", "owner", "state", "declared"] {
				is_string(connection[key])
			}
		}
	}
}

is_time(text) if {
	is_string(text)
	regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z$`, text)
}
