# METADATA
# title: What runs in a plan without being a resource of it
# description: >-
#   Actions and ephemeral resources leave no values, and a destroyed object's provisioners run although nothing of it is
#   left. A plan's configuration has them.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax#destroy-time-provisioners
# - ref: https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
package privatelink.lib.plan_unseen

import data.privatelink.lib.address_indexes
import data.privatelink.lib.configuration
import data.privatelink.lib.plan_changes
import data.privatelink.lib.plan_modules
import data.privatelink.lib.provider_endpoints
import data.privatelink.lib.providers
import data.privatelink.lib.references

all := array.flatten([invoked, actions, ephemeral, destroyed, provider_programs, calling_elsewhere, of_strangers])

invoked := [{"address": address, "type": object.get(invocation, "type", ""), "mode": "action"} |
	some key in {"action_invocations", "deferred_action_invocations"}
	some invocation in object.get(input, key, [])
	address := object.get(invocation, "address", "an action")
]

invoked_nodes := {address_indexes.without_indexes(action.address) | some action in invoked}

# Actions that the plan does not invoke, but that an apply may.
actions := [{"address": address, "type": action.type, "mode": "action"} |
	some module in plan_modules.called
	some action in object.get(module.content, "actions", [])
	address := references.within(module.address, $"action.{action.type}.{action.name}")
	not address_indexes.without_indexes(address) in invoked_nodes
]

ephemeral := [{"address": address, "type": resource.type, "mode": "ephemeral"} |
	some module in plan_modules.called
	some resource in object.get(module.content, "resources", [])
	resource.mode == "ephemeral"
	address := references.within(module.address, $"ephemeral.{resource.type}.{resource.name}")
]

# Provisioners of what is destroyed and not made anew; those of all else are the resource's own.
destroyed := [{"address": plan_changes.address_of(entry), "type": entry.type, "mode": "provisioner"} |
	some entry in plan_changes.resource_changes
	entry.change.actions == ["delete"]
	owner := configuration.of_module[object.get(entry, "module_address", "")][$"{entry.type}.{entry.name}"]
	count(owner.provisioners) > 0
]

# Programs that a provider runs to get its credentials, in its own block or in one of its blocks.
provider_programs := [{"address": $"provider.{key}", "type": "", "mode": "provider"} |
	some key, provider in object.get(input, ["configuration", "provider_config"], {})
	runs_program(object.get(provider, "expressions", {}))
]

runs_program(expressions) if expressions.exec

runs_program(expressions) if {
	some block in expressions
	has_program(block)
}

has_program(block) if block.exec

has_program(blocks) if blocks[_].exec

# AWS's providers that may call something else than AWS.
calling_elsewhere := [{"address": $"provider.{key}", "type": "", "mode": "calls", "argument": argument} |
	some key, provider in object.get(input, ["configuration", "provider_config"], {})
	provider_endpoints.is_aws(object.get(provider, "full_name", split(references.last(split(key, ":")), ".")[0]))
	argument := provider_endpoints.argument_of({"form": "planned", "expressions": object.get(provider, "expressions", {})})
]

# Providers that types of a known provider come from, and that are not that provider.
of_strangers := [{"address": $"provider.{key}", "type": "", "mode": "source"} |
	some key in {resource.provider_config_key |
		some content in plan_modules.static
		some resource in object.get(content, "resources", [])
		providers.is_known(resource.type)
		not is_expected(resource)
	}
]

is_expected(resource) if providers.is_source_of(source(resource.provider_config_key), resource.type)

is_expected(resource) if {
	not source(resource.provider_config_key)
	providers.of_type(resource.type) == split(references.last(split(resource.provider_config_key, ":")), ".")[0]
}

source(key) := input.configuration.provider_config[key].full_name
