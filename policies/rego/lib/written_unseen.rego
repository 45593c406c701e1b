# METADATA
# title: What runs in a cdk.tf.json without being a resource of it
# description: Actions, ephemeral resources, data sources of checks, provisioners of what is removed, and providers.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/block/removed
# - ref: https://developer.hashicorp.com/terraform/language/providers/requirements#source-addresses
package privatelink.lib.written_unseen

import data.privatelink.lib.blocks
import data.privatelink.lib.provider_endpoints
import data.privatelink.lib.providers
import data.privatelink.lib.synthesized

all := array.flatten([standing_alone, in_checks, in_removed, in_providers, calling_elsewhere, of_strangers])

standing_alone := [{"address": $"{key}.{type}.{name}", "type": type, "mode": key} |
	some key in {"action", "ephemeral"}
	some [type, named] in blocks.labelled(object.get(input, key, null))
	some [name, _] in blocks.labelled(named)
]

# A check may have a data source of its own.
in_checks := [{"address": $"check.{check}.data.{type}.{name}", "type": type, "mode": "check"} |
	some [check, content] in blocks.labelled(object.get(input, "check", null))
	some block in blocks.objects(content)
	some [type, named] in blocks.labelled(object.get(block, "data", null))
	some [name, _] in blocks.labelled(named)
]

# Provisioners of what is destroyed because its block was removed.
in_removed := [{"address": address, "type": "", "mode": "provisioner"} |
	some block in blocks.objects(object.get(input, "removed", null))
	object.get(block, "provisioner", null) != null
	address := synthesized.plain_address(object.get(block, "from", null))
]

# Programs that a provider runs to get its credentials, in its own block or in one of its blocks.
in_providers := [{"address": $"provider.{name}", "type": "", "mode": "provider"} |
	some [name, content] in blocks.labelled(object.get(input, "provider", null))
	runs_program(content)
]

runs_program(content) if {
	some block in blocks.objects(content)
	block.exec
}

runs_program(content) if {
	some block in blocks.objects(content)
	some inner in block
	some part in blocks.objects(inner)
	part.exec
}

# AWS's providers that may call something else than AWS.
calling_elsewhere := [{"address": address_of_provider(name, body), "type": "", "mode": "calls", "argument": argument} |
	some [name, content] in blocks.labelled(object.get(input, "provider", null))
	some source in object.get(sources, name, {name})
	provider_endpoints.is_aws(source)
	some body in blocks.objects(content)
	argument := provider_endpoints.argument_of({"form": "written", "body": body})
]

address_of_provider(name, body) := $"provider.{name}.{body.alias}" if {
	is_string(body.alias)
} else := $"provider.{name}"

# Providers that types of a known provider come from, and that are not that provider.
of_strangers := [{"address": $"provider.{name}", "type": "", "mode": "source"} |
	some name in {name | some [type, name] in users; not is_expected(type, name)}
]

# Types, with the name of the provider that each is of in this document.
users := array.concat(
	[[entry.type, provider_of(entry)] | some entry in synthesized.bodies],
	[[entry.type, providers.of_type(entry.type)] | some entry in array.concat(standing_alone, in_checks)],
)

provider_of(entry) := split(synthesized.plain_address(entry.body.provider), ".")[0] if {
	entry.body.provider
} else := providers.of_type(entry.type)

is_expected(type, _) if not providers.is_known(type)

is_expected(type, name) if {
	not sources[name]
	name == providers.of_type(type)
}

is_expected(type, name) if {
	every source in sources[name] {
		providers.is_source_of(source, type)
	}
}

sources[name] contains requirement.source if {
	some terraform in blocks.objects(object.get(input, "terraform", null))
	some [name, requirement] in blocks.labelled(object.get(terraform, "required_providers", null))
	is_string(requirement.source)
}
