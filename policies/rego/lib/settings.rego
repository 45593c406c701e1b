# METADATA
# title: What the user says
# description: The policy data beside the classification, with what it means where it is silent.
package privatelink.lib.settings

import data.privatelink_policy

default config := {}

config := privatelink_policy.config if is_object(privatelink_policy.config)

# Whether every VPC counts as a consumer's that is not listed among the others.
default is_strict := false

is_strict if config.strict == true

consumer_vpcs := list("consumer_vpcs", [])

other_vpcs := list("other_vpcs", [])

# Those that lead to one thing, which its owner shared: a service, or a resource.
allowed_endpoint_types := list("allowed_endpoint_types", ["Interface", "Resource"])

# Types of other providers that the team knows to touch no network: objects with `type` and `reason`.
harmless_types := list("harmless_types", [])

# Whether a security group of a consumer's VPC that lets everything out fails.
default requires_narrow_egress := false

requires_narrow_egress if config.require_narrow_egress == true

# Whether each policy of an endpoint must bind whose the resources are.
default requires_resource_perimeter := false

requires_resource_perimeter if config.require_resource_perimeter == true

list(name, otherwise) := config[name] if {
	is_array(config[name])
} else := otherwise

# Lists must be lists of texts, and switches be switches: a typing error must not open anything.
why contains $"`{name}` of the policy data must be a list of texts" if {
	some name in {
		"allowed_endpoint_types", "allowed_ranges", "allowed_service_regions", "allowed_services", "consumer_vpcs", "other_vpcs",
		"tls_services",
	}
	value := config[name]
	not is_texts(value)
}

why contains $"`{name}` of the policy data must be true or false" if {
	some name in switches
	not is_boolean(object.get(config, name, false))
}

# A key that nobody knows is mostly a typing error: what it should forbid would be allowed.
why contains $"`{name}` is no key of the `config` of the policy data. Its keys: {concat(", ", sort(keys))}" if {
	is_object(config)
	some name, _ in config
	not name in keys
}

keys := {
	"allowed_appliance_services", "allowed_endpoint_types", "allowed_ranges", "allowed_service_networks",
	"allowed_service_regions", "allowed_services", "consumer_vpcs", "harmless_types", "other_vpcs", "tls_services",
} | switches

switches := {
	"allow_no_consumer_vpc", "require_endpoint_policies", "require_narrow_egress", "require_notifications",
	"require_resource_perimeter", "strict",
}

why contains $"`{name}` of the policy data stands in `consumer_vpcs` and in `other_vpcs`: remove it from one of the two lists" if {
	some name in consumer_vpcs
	name in other_vpcs
}

# What is named here gets all that is sent to it: one name must not stand for several.
why contains $"`{name}` of the policy data must name each service or network in full, without `*`; found: {entry}" if {
	some name in of_owners
	some entry in list(name, [])
	is_string(entry)
	contains(entry, "*")
}

why contains $"`stacks` in `{name}` of the policy data must name each stack in full, without `*`; found: {stack}" if {
	some name in of_owners
	some entry in list(name, [])
	some stack in entry.stacks
	is_string(stack)
	contains(stack, "*")
}

why contains concat("", [
	$"`{name}` of the policy data must be a list of names, and of outputs of other states as objects with `remote_state` ",
	"(`path`, or `bucket`, `key` and `region`), `output`, and `stacks` where the path is relative",
]) if {
	some name in of_owners
	value := config[name]
	not is_list_of_owners(value)
}

of_owners := ["allowed_appliance_services", "allowed_service_networks"]

is_list_of_owners(value) if {
	is_array(value)
	every entry in value {
		is_owner(entry)
	}
}

is_owner(entry) if is_string(entry)

is_owner(entry) if {
	object.keys(entry) - {"stacks"} == {"output", "remote_state"}
	is_text(entry.output)
	are_stacks(object.get(entry, "stacks", []), entry.remote_state)
	object.keys(entry.remote_state) in {{"path"}, {"bucket", "key", "region"}}
	every _, text in entry.remote_state {
		is_text(text)
	}
}

# A relative path leads to another state in another folder: the entry says which stacks read it.
are_stacks(stacks, state) if {
	is_array(stacks)
	every stack in stacks {
		is_text(stack)
	}
	needed := {true: 1, false: 0}[is_relative(state)]
	count(stacks) >= needed
}

default is_relative(_) := false

is_relative(state) if not startswith(state.path, "/")

# A range that is none would contain nothing, and so refuse; one that is too wide is what somebody asked for.
why contains "`allowed_ranges` of the policy data must be ranges in CIDR notation, such as 10.0.0.0/8" if {
	some range in config.allowed_ranges
	not is_range(range)
}

is_range(range) if net.cidr_contains(range, range)

why contains "`harmless_types` of the policy data must be a list of objects with a `type` and a `reason` that are not empty" if {
	not is_reasoned_list(object.get(config, "harmless_types", []))
}

# A pattern must not take in a provider by accident.
why contains $"`harmless_types` of the policy data must name types of one provider other than aws, such as datadog_*; found: {entry.type}" if {
	some entry in harmless_types
	is_string(entry.type)
	not is_of_another_provider(entry.type)
}

is_of_another_provider(type) if {
	plain := split(type, "*")[0]
	contains(plain, "_")
	not startswith(plain, "aws_")
}

is_reasoned_list(value) if {
	is_array(value)
	every entry in value {
		is_text(entry.type)
		is_text(entry.reason)
	}
}

is_text(value) if {
	is_string(value)
	trim_space(value) != ""
}

why contains "the `config` of the policy data must be an object" if {
	not is_object(object.get(given, "config", {}))
}

default given := {}

given := privatelink_policy

is_texts(value) if {
	is_array(value)
	every text in value {
		is_string(text)
	}
}
