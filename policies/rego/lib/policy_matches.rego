# METADATA
# title: Whether AWS finds the endpoint that a policy resource is written for
# description: >-
#   A policy resource sets nothing unless what it has as `vpc_endpoint_id` is the endpoint's id, and unless it looks for
#   the endpoint where it is: in the same Region, by the same provider. The endpoint's ARN, and the ids of what the
#   endpoint is in, are no ids of the endpoint, although they lead to it.
# related_resources:
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_policy
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
# - ref: https://developer.hashicorp.com/terraform/language/meta-arguments/provider
package privatelink.lib.policy_matches

import data.privatelink.lib.configuration
import data.privatelink.lib.identifiers
import data.privatelink.lib.links
import data.privatelink.lib.locals
import data.privatelink.lib.plan_modules
import data.privatelink.lib.providers
import data.privatelink.lib.references
import data.privatelink.lib.regions
import data.privatelink.lib.synthesized
import data.privatelink.lib.traversals
import data.privatelink.lib.values

# Whether AWS finds the endpoint, as far as the document says.
finds(policy, endpoint) if {
	is_by_id(policy)
	is_beside(policy, endpoint)
}

settle(addresses, endpoint) := concat("", [
	$"give {concat(" and ", sort(addresses))} the `id` of {endpoint.address} as vpc_endpoint_id, and the provider and ",
	"region of the endpoint, written in the same way",
])

# Whether all that the id is made of is ids, however many locals, variables and outputs it passes.
is_by_id(policy) if {
	id := object.get(policy, ["after", "vpc_endpoint_id"], null)
	is_string(id)
	not startswith(id, "arn:")
}

is_by_id(policy) if {
	object.get(policy, ["after", "vpc_endpoint_id"], null) == null
	every text in texts_of(policy) {
		not is_other_attribute(text)
	}
}

# Texts that mention what the id is made of.
texts_of(policy) := texts_in(unfolded(policy.body.vpc_endpoint_id)) | of_nodes(written_sources, policy) if {
	policy.form == "written"
} else := texts_of_expression(policy.owner.expressions.vpc_endpoint_id, policy.owner) | of_nodes(planned_sources, policy)

of_nodes(sources, policy) := {text |
	some node in links.reached(links.stand_ins, values.nodes(policy, "vpc_endpoint_id"))
	some text in sources[trim_prefix(node, references.part_of)]
}

# A part may be written as a local, and so may what stands there.
texts_in(value) := {mention |
	walk(value, [_, part])
	is_string(part)
	walk(unfolded(part), [_, text])
	is_string(text)
	some [_, mention] in references.mentions(text)
}

unfolded(text) := locals.plain(locals.plain(text))

texts_of_expression(expression, owner) := mentioned | configuration.elements(mentioned, owner) if {
	mentioned := configuration.mentions(expression)
}

written_sources[$"local.{name}"] := texts_in(value) if some name, value in locals.all

written_sources[$"terraform_data.{entry.name}.{attribute}"] := texts_in(object.get(entry.body, "input", null)) if {
	some entry in synthesized.bodies
	entry.type == "terraform_data"
	some attribute in ["input", "output"]
}

planned_sources[node] contains text if {
	some module in plan_modules.called
	some name, expression in object.get(module.call, "expressions", {})
	node := $"{module.address}.var.{name}"
	some text in texts_of_expression(expression, module.call)
}

planned_sources[node] contains text if {
	some module in plan_modules.called
	some name, output in object.get(module.content, "outputs", {})
	node := $"{module.address}.output.{name}"
	some text in texts_of_expression(object.get(output, "expression", {}), {})
}

planned_sources[node] contains text if {
	some module, resources in configuration.of_module
	some name, resource in resources
	resource.type == "terraform_data"
	some attribute in ["input", "output"]
	node := $"{references.within(module, name)}.{attribute}"
	some text in texts_of_expression(object.get(resource, ["expressions", "input"], {}), resource)
}

# Of a resource, something else than its id. Cloud Control calls the id by the type too.
is_other_attribute(text) if {
	names := traversals.steps(text)
	references.begins_reference(names[0])
	not references.is_name_of_value(names)
	not identifiers.attribute(names) in [["id"], ["vpc_endpoint_id"]]
}

# Whether a policy resource and an endpoint are in one Region and of one provider, as far as the document says.
is_beside(policy, endpoint) if {
	has_same_provider(policy, endpoint)
	has_same_region(policy, endpoint)
}

# AWS's two providers are two programs. Of these, only the aliases are compared.
has_same_provider(policy, endpoint) if {
	providers.of_type(policy.type) == providers.of_type(endpoint.type)
	provider_of(policy) == provider_of(endpoint)
}

has_same_provider(policy, endpoint) if {
	providers.of_type(policy.type) != providers.of_type(endpoint.type)
	alias_of(policy) == alias_of(endpoint)
}

# A module that has no configuration of a provider has that of its caller.
has_same_provider(policy, endpoint) if {
	policy.form == "planned"
	some resource in [policy, endpoint]
	key := provider_of(resource)
	contains(key, ":")
	not input.configuration.provider_config[key].expressions
}

provider_of(resource) := provider_key(resource) if {
	resource.form == "planned"
} else := reference if {
	reference := providers.reference_of(resource)
	reference != null
} else := resource.body.provider

provider_key(resource) := object.get(resource.owner, "provider_config_key", providers.of_type(resource.type)) if {
	is_object(resource.owner)
} else := providers.of_type(resource.type)

alias_of(resource) := array.concat(split(references.last(split(provider_key(resource), ":")), "."), [null])[1] if {
	resource.form == "planned"
} else := provider_of(resource)[1]

# A Region that no argument says is the provider's.
has_same_region(policy, endpoint) if {
	not has_other_region(policy, endpoint)
	said_region(policy) == null
	said_region(endpoint) == null
}

has_same_region(policy, endpoint) if {
	regions.own(policy) != ""
	regions.own(policy) == regions.own(endpoint)
}

has_same_region(policy, endpoint) if {
	not has_other_region(policy, endpoint)
	said_region(policy) != null
	said_region(policy) == said_region(endpoint)
	object.get(policy, "scope", "") == object.get(endpoint, "scope", "")
}

has_other_region(policy, endpoint) if {
	regions.own(policy) != ""
	regions.own(endpoint) != ""
	regions.own(policy) != regions.own(endpoint)
}

said_region(resource) := object.get(resource.body, "region", null) if {
	resource.form == "written"
} else := expression if {
	expression := resource.owner.expressions.region
	object.get(expression, "constant_value", "") != null
} else := null
