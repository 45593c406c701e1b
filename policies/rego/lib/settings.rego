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
	some name in {"require_endpoint_policies", "require_notifications", "strict"}
	not is_boolean(object.get(config, name, false))
}

# A range that is none would contain nothing, and so refuse; one that is too wide is what somebody asked for.
why contains "`allowed_ranges` of the policy data must be ranges in CIDR notation, such as 10.0.0.0/8" if {
	some range in config.allowed_ranges
	not is_range(range)
}

is_range(range) if net.cidr_contains(range, range)

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
