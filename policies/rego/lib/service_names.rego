# METADATA
# title: Names of the services of endpoints
# description: >-
#   The name of the service that an endpoint leads to: that of its argument, or that by which a data source
#   `aws_vpc_endpoint_service` looks the service up. A data source that looks by tags or filters may find a service of
#   AWS, or of a customer.
# related_resources:
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/vpc_endpoint_service
package privatelink.lib.service_names

import data.privatelink.lib.configuration
import data.privatelink.lib.document
import data.privatelink.lib.locals
import data.privatelink.lib.references
import data.privatelink.lib.remote_states
import data.privatelink.lib.services
import data.privatelink.lib.traversals
import data.privatelink.lib.values

# Undefined where it is not known.
of(endpoint) := name if {
	[name] := values.known(endpoint, "service_name")
	is_string(name)
} else := asked(data_source(source_of(endpoint)))

# The name that a data source asks for.
asked(source) := name if {
	[name] := values.known(source, "service_name")
	is_string(name)
} else := $"com.amazonaws.region.{service}" if {
	# The provider writes the Region of the data source, and the beginning that names have in the partition.
	[service] := values.known(source, "service")
	is_string(service)
}

data_source(address) := source if {
	[source] := [resource |
		some i in document.by_type.aws_vpc_endpoint_service
		resource := document.resources[i]
		resource.mode == "data"
		resource.address == address
	]
}

# The address of the data source that gives the name, and nothing else does.
source_of(endpoint) := concat(".", array.slice(names, 0, 3)) if {
	endpoint.form == "written"
	names := traversals.steps(references.traversal(locals.plain(endpoint.body.service_name)))
	array.slice(names, 0, 2) == ["data", "aws_vpc_endpoint_service"]
	array.slice(names, 3, count(names)) == ["service_name"]
}

source_of(endpoint) := references.within(endpoint.scope, source) if {
	endpoint.form == "planned"
	[reference, source] := endpoint.owner.expressions.service_name.references
	startswith(source, "data.aws_vpc_endpoint_service.")
	reference == $"{source}.service_name"
}

# Whether the name is that of an endpoint service of the document, which only a later plan knows. Any other attribute
# of a service, such as a tag, may be the name of a service of AWS.
is_of_customer(endpoint) if {
	endpoint.form == "written"
	is_name_of_own(references.traversal(locals.plain(endpoint.body.service_name)))
}

is_of_customer(endpoint) if {
	endpoint.form == "planned"
	expression := endpoint.owner.expressions.service_name
	[mention] := [text | some text in configuration.mentions(expression)]
	is_name_of_own(mention)

	# A configuration of JSON gives the text of an expression.
	every text in configuration.expressions_in(object.get(expression, "constant_value", null)) {
		references.traversal(text) == mention
	}
}

is_name_of_own(text) if {
	[type, _, attribute] := traversals.steps(text)
	type in services.types
	attribute == "service_name"
}

# What may say the name: an endpoint, and its data source.
holders(endpoint) := {endpoint, data_source(source_of(endpoint))} if {
	source_of(endpoint)
} else := {endpoint}

# Whether a stack expects the service of a customer: it writes the name of one until an output of a state has the name.
is_expected_of_customer(endpoint) if {
	endpoint.form == "written"
	some holder in holders(endpoint)
	text := holder.body.service_name
	startswith(text, "${try(")
	remote_states.read_by(remote_states.traversal(text, "service_name"))
}
