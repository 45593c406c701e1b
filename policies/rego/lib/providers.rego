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

# A mirror has the namespace of what it mirrors.
is_source_of(source, type) if source in {of_type(type), $"hashicorp/{of_type(type)}"}

is_source_of(source, type) if endswith(source, $"/hashicorp/{of_type(type)}")

is_source_of("terraform.io/builtin/terraform", type) if of_type(type) == "terraform"
