# METADATA
# title: Providers that are known
# description: >-
#   A provider is a program, and its name in a document is free: only its source says whose it is. The classification
#   speaks of HashiCorp's.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/providers/requirements#source-addresses
package privatelink.lib.providers

import data.privatelink.lib.classification

# Providers whose data sources and ephemeral resources only read, but for those that the classification lists.
readers := {"aws", "awscc", "terraform"}

# The name that the provider of a type has where nothing else is said.
of_type(type) := substring(type, 0, indexof(type, "_"))

is_known(type) if of_type(type) in readers

is_known(type) if classification.all.foreign_providers[of_type(type)]

# Registries whose namespace `hashicorp` is HashiCorp's. At another host, anybody may call a program so. A network
# mirror keeps the address of what it mirrors.
registries := {"", "hashicorp/", "registry.terraform.io/hashicorp/", "registry.opentofu.org/hashicorp/"}

is_source_of(source, type) if source in {$"{registry}{of_type(type)}" | some registry in registries}

is_source_of("terraform.io/builtin/terraform", type) if of_type(type) == "terraform"

# The local name and the alias of the provider that a resource of a stack is of, and null where they cannot be read. A
# resource that names none has the one that is called after its type, without an alias.
reference_of(entry) := named(reference) if {
	reference := object.get(entry.body, "provider", null)
	reference != null
} else := [of_type(entry.type), null]

default named(_) := null

named(reference) := array.slice(array.concat(parts, [null]), 0, 2) if {
	parts := split(trim_suffix(trim_prefix(reference, "${"), "}"), ".")
	count(parts) < 3
	every part in parts {
		regex.match(`^[A-Za-z0-9_-]+$`, part)
	}
}
