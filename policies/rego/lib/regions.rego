# METADATA
# title: Regions
# description: >-
#   The Region of a resource, and the one that an endpoint's service is in, as far as the document says them. A name
#   of a service has the Region that the service is in. Where `service_region` is null, that is the endpoint's own. A
#   plan in HCL shows only what the expression of a provider mentions: a Region that it may give tells of another
#   Region, and never that two are the same.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint
package privatelink.lib.regions

import data.privatelink.lib.blocks
import data.privatelink.lib.configuration
import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.locals
import data.privatelink.lib.providers
import data.privatelink.lib.references
import data.privatelink.lib.traversals
import data.privatelink.lib.values

# Whether the service of an endpoint is in another Region: true, false, or null where it is not known.
is_other(endpoint) := differs(endpoint, own(endpoint))

differs(endpoint, region) := written(endpoint, "service_region") != region if {
	region != ""
	written(endpoint, "service_region")
} else if {
	region != ""
	of_service(endpoint) != region
} else if {
	region == ""
	of_service(endpoint) != likely(endpoint)
} else := false if {
	is_of_provider(endpoint)
} else := null if {
	document.form == "cdk.tf.json"
	not is_left_out(endpoint)
} else := false if {
	of_service(endpoint) == region
} else := false if {
	is_left_out(endpoint)
} else := null

# The Region that the service is said to be in: by its argument, or by its name.
of_service(endpoint) := region if {
	region := written(endpoint, "service_region")
} else := of_name(written(endpoint, "service_name"))

written(endpoint, argument) := value if {
	[value] := values.known(endpoint, argument)
}

# The first part of a name that has the form of a Region: `us-east-1`, `us-gov-west-1`.
of_name(name) := [part |
	some part in split(name, ".")
	is_region(part)
][0]

is_region(text) if regex.match(`^[a-z]{2}(-[a-z]+)+-[0-9]+$`, text)

# The resource's own Region: as it says itself, as the ARN of what is there already says, or as the provider that it
# is of says. Empty where none of them is known.
own(resource) := region if {
	region := written(resource, "region")
} else := "" if {
	not values.is_absent(resource, "region")
} else := region if {
	region := of_arn(resource)
	region != ""
} else := region if {
	region := of_provider(resource)
} else := ""

of_arn(resource) := split(arn, ":")[3] if {
	resource.form == "planned"
	arn := written(resource, "arn")
	startswith(arn, "arn:")
}

# A provider's local name is free, and several names and aliases may be of one program: only the one that the resource
# names counts.
of_provider(resource) := region if {
	resource.form == "written"
	[region] := [of_text(locals.plain(object.get(provider, "region", ""))) |
		some [name, content] in blocks.labelled(object.get(input, "provider", null))
		some provider in blocks.objects(content)
		[name, object.get(provider, "alias", null)] == providers.reference_of(resource)
	]
} else := of_expression(provider, provider.expressions.region) if {
	provider := provider_of(resource)
}

# The provider of a planned resource, as the configuration has it.
provider_of(resource) := input.configuration.provider_config[key] if {
	resource.form == "planned"
	key := object.get(resource.owner, "provider_config_key", providers.of_type(resource.type))
}

# A constant, or, in a configuration of JSON, a variable of the root module and nothing else. JSON gives the text of an
# expression; HCL gives only what it mentions, which is one thing for `var.r` and for `replace(var.r, "us", "eu")`.
of_expression(provider, expression) := of_text(expression.constant_value) if {
	configuration.is_constant(expression)
} else := variable.value if {
	not provider.module_address
	some name, variable in input.variables
	references.traversal(expression.constant_value) == $"var.{name}"
	is_region(variable.value)
}

# The Region that the provider of a planned resource has, if its expression is the one reference that it mentions.
likely(resource) := region if {
	values.is_absent(resource, "region")
	provider := provider_of(resource)
	expression := provider.expressions.region
	not configuration.is_constant(expression)
	[mention] := [text | some text in configuration.mentions(expression)]
	[end] := [end | some end in links.ends(configuration.of_mention(object.get(provider, "module_address", ""), mention))]
	references.is_literal(end)
	region := trim_prefix(end, "=")
	is_region(region)
}

default of_text(_) := ""

of_text(text) := text if {
	is_string(text)
	not references.is_expression(text)
}

is_left_out(endpoint) if values.is_absent(endpoint, "service_region")

# The Region that the endpoint's own provider has, as a data source tells it.
is_of_provider(endpoint) if {
	values.is_absent(endpoint, "region")
	names := traversals.steps(references.traversal(locals.plain(endpoint.body.service_region)))
	array.slice(names, 0, 2) == ["data", "aws_region"]
	names[3] in {"id", "name", "region"}
	asked := links.by_address[concat(".", array.slice(names, 0, 3))]
	every argument in ["endpoint", "name", "region"] {
		values.is_absent(asked, argument)
	}
	named := providers.reference_of(endpoint)
	named != null
	providers.reference_of(asked) == named
}

# A plan keeps a known value that a resource is given. What is unknown there, and refers to nothing but variables
# without a value, is null, and the provider computes it.
is_left_out(endpoint) if {
	document.form == "plan"
	count(links.ends(values.nodes(endpoint, "service_region"))) == 0
}
