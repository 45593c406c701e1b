# METADATA
# title: Names of the policy data that match something
# description: >-
#   A name that matches nothing is mostly a typing error, which makes the policies silent about what it should name. One
#   document does not show it: the checker adds up what all documents of a run say.
package privatelink.lib.names_in_use

import data.privatelink.lib.classification
import data.privatelink.lib.consumers
import data.privatelink.lib.document
import data.privatelink.lib.endpoints
import data.privatelink.lib.found
import data.privatelink.lib.links
import data.privatelink.lib.marks
import data.privatelink.lib.patterns
import data.privatelink.lib.plan
import data.privatelink.lib.remote_states
import data.privatelink.lib.services
import data.privatelink.lib.settings
import data.privatelink.lib.status
import data.privatelink.lib.tag_marks
import data.privatelink.lib.taken_out
import data.privatelink.lib.targets
import data.privatelink.lib.transitions
import data.privatelink.lib.values

# By list, the indexes of the entries that match something here; and, where one does not, names that it may have meant.
names := {
	"used": object.union(used, statuses),
	"seen": seen,
	"destroyed": destroyed,
	"taken_out": taken_out.names,
}

# Reports of `privatelink status` that know something which this plan is about.
statuses := {"status": status.used} if {
	count(status.reports) > 0
} else := {}

used := {list: indexes |
	some list, entries in lists
	indexes := [i | some i, entry in entries; matches_one(entry, of_list(list))]
}

seen := {list: array.slice(sort([in_words(name) | some name in shown(list)]), 0, 200) |
	some list, indexes in used
	count(indexes) < count(lists[list])
}

# A name, or the output of another state as the checker calls it.
in_words(name) := name if is_string(name)

in_words(name) := remote_states.words(name) if is_object(name)

# Addresses of consumer VPCs that a plan destroys: they are no part of what it leaves behind.
destroyed := sort([change.address | some change in destroyed_vpcs; consumers.why(names_before(change), {names_before(change)}, mark_before(change)) != false])

destroyed_vpcs := [change |
	some type, _ in targets.vpc_types
	some change in transitions.of_type(type)
	transitions.is_destroyed(change)
]

names_before(change) := {change.address} | {id | id := change.before.id; is_string(id)}

mark_before(change) := "consumer" if {
	tag_marks.is_tagged(names_before(change))
} else := marks.of_tags(plan.tags_in(change.before))

# The lists that have entries.
lists := {list: entries |
	some list, entries in {
		"allowed_appliance_services": settings.list("allowed_appliance_services", []),
		"allowed_service_networks": settings.list("allowed_service_networks", []),
		"allowed_service_regions": settings.list("allowed_service_regions", []),
		"allowed_services": settings.list("allowed_services", []),
		"consumer_vpcs": settings.consumer_vpcs,
		"harmless_types": [entry.type | some entry in settings.harmless_types],
		"other_vpcs": settings.other_vpcs,
		"tls_services": settings.list("tls_services", []),
	}
	count(entries) > 0
}

matches_one(entry, all_names) if remote_states.as_read(entry) in all_names

matches_one(pattern, all_names) if {
	is_string(pattern)
	some name in all_names
	is_string(name)
	patterns.matches(pattern, name)
}

default of_list(_) := set()

of_list("consumer_vpcs") := vpcs

of_list("other_vpcs") := vpcs | other_sides

of_list("allowed_service_regions") := regions

of_list("allowed_services") := endpoint_services

of_list("allowed_appliance_services") := endpoint_names("GatewayLoadBalancer")

of_list("allowed_service_networks") := endpoint_names("ServiceNetwork")

of_list("harmless_types") := {type | some type, _ in document.by_type}

of_list("tls_services") := offered | offered_names

# Names that a message may show: an id is a value of the document.
shown(list) := {address | some address, _ in links.vpcs} if {
	list in {"consumer_vpcs", "other_vpcs"}
} else := {type |
	some type, _ in document.by_type
	not classification.is_classified(type)
} if {
	list == "harmless_types"
} else := offered if {
	list == "tls_services"
} else := endpoint_services if {
	list == "allowed_services"
} else := endpoint_names("GatewayLoadBalancer") if {
	list == "allowed_appliance_services"
} else := endpoint_names("ServiceNetwork") if {
	list == "allowed_service_networks"
} else := set()

vpcs contains name if {
	some vpc in links.vpcs
	some name in consumers.names_of(vpc)
}

vpcs contains trim_prefix(literal, "=") if some literal in consumers.literals

vpcs contains name if {
	some change in destroyed_vpcs
	some name in names_before(change)
}

# What is no VPC of this document, and only `other_vpcs` may name: where a reference ends, such as the side of a
# peering.
other_sides contains trim_prefix(end, "=") if some end in links.open_ends

regions contains region if {
	some endpoint in endpoints.all
	some argument in ["region", "service_region"]
	some region in values.known(document.resources[endpoint.index], argument)
}

endpoint_services contains name if {
	some endpoint in endpoints.all
	resource := document.resources[endpoint.index]
	some name in values.known(resource, endpoints.name_of(resource))
}

# What endpoints of a type lead to, by name and by output of another state.
endpoint_names(kind) := {name |
	some endpoint in endpoints.all
	endpoint.kind == kind
	some name in endpoints.names_of(document.resources[endpoint.index], kind)
} | {name |
	some i in document.by_type.aws_vpc_endpoint
	resource := document.resources[i]
	resource.mode == "data"
	kind in values.known(resource, "vpc_endpoint_type")
	some name in found.names_of(resource, kind)
}

offered contains service.address if some service in services.all

offered_names contains name if {
	some service in services.all
	some name in values.known(service, "service_name")
}

# Types that only the policy data calls harmless, each with the reason.
assumptions := sort([$"{type} opens no way: {entry.reason} (`harmless_types` of the policy data)" |
	some entry in settings.harmless_types
	some type, _ in document.by_type
	patterns.matches(entry.type, type)
])
