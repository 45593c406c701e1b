# METADATA
# title: Nothing changes unseen
# description: >-
#   Beside a consumer VPC nothing runs that can make what this document does not show: no provisioner, program, template
#   or call that is made while the stack is planned or deployed, and nothing of a provider that nobody knows or
#   that may call something else than AWS.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax
# - ref: https://registry.terraform.io/providers/hashicorp/external/latest/docs/data-sources/external
# custom:
#   id: unseen-change
#   severity: high
#   subject: consumer-vpc
#   loosened_by: [harmless_types]
#   remediation: >-
#     Write out as resources what it makes. If it touches no network, waive it, and say so in the reason.
#   controls:
#   - framework: nist-800-53
#     control: SC-7
#     reason: Nothing that runs during planning or deployment can make a connection of the VPC that was not examined.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: No program that was not examined can open a way into the VPC.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: No program that was not examined can open a way out of the VPC.
#   - framework: iso-27001
#     control: A.8.22
#     reason: No program that was not examined can join the VPC with another network.
package privatelink.rules.unseen_change

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement
import data.privatelink.lib.providers

annotations := rego.metadata.chain()[1].annotations

findings := array.flatten([found.of_rule(annotations.custom.id), of_types, of_provisioners, of_data, of_invocations, of_calls])

of_types := [finding |
	some type, indexes in document.by_type
	entry := classification.types[type]
	entry.kind == "opaque"
	some i in indexes
	resource := document.resources[i]
	resource.mode == "managed"
	finding := found.of_place(resource, placement.beside, {
		"what": $"{entry.what}, which can make resources that the document does not show,",
		"is_certain": false,
		"settle": settle,
	})
]

of_provisioners := [finding |
	some resource in document.resources
	is_provisioned(resource)
	finding := found.of_place(resource, placement.beside, {
		"what": "a provisioner, which can do anything,",
		"is_certain": false,
		"settle": settle,
		"cut": $"remove the provisioners of {resource.address}",
	})
]

is_provisioned(resource) if count(resource.owner.provisioners) > 0

is_provisioned(resource) if count(resource.body.provisioner) > 0

# Data sources that run something, or of which it is not known what they do.
of_data := [finding |
	some type, indexes in document.by_type
	not only_reads(type, "data")
	some i in indexes
	resource := document.resources[i]
	resource.mode == "data"
	finding := found.of_place(resource, placement.beside, {
		"what": words_of_data(type),
		"is_certain": false,
		"settle": settle,
	})
]

words_of_data(type) := $"{classification.data_sources[type].what} while the stack is planned" if {
	runs(type)
} else := $"a data source of type {type}, which may run anything while the stack is planned,"

of_invocations := [finding |
	some invocation in document.normal.unseen
	may_run(invocation)
	resource := object.union(invocation, {"construct_path": null})
	finding := found.of_place(resource, placement.beside, object.union(
		{
			"what": $"{invocations[invocation.mode]}, which may run anything,",
			"is_certain": false,
			"settle": settle,
		},
		{"cut": cut | cut := $"remove the provisioners of {invocation.address}"; invocation.mode == "provisioner"},
	))
]

# What a provider makes, changes and reads elsewhere is not in AWS.
of_calls := [finding |
	some call in document.normal.unseen
	call.mode == "calls"
	finding := found.of_place(object.union(call, {"construct_path": null}), placement.beside, {
		"what": words_of_call(call),
		"is_certain": false,
		"cut": $"remove {call.argument} of {call.address}",
		"settle": settle_call[call.argument],
	})
]

words_of_call(call) := concat("", [
	$"a provider that may call something else than AWS ({call.argument}), so that AWS may not have what it makes ",
	"or reads,",
])

settle_call := {
	"endpoints": concat("", [
		"write out addresses of AWS's own services, such as https://ec2.us-east-1.amazonaws.com; ",
		"or waive it for a stack that is never deployed to AWS, such as one for LocalStack",
	]),
	"insecure": "trust the proxy's certificate by `custom_ca_bundle` instead of `insecure`",
	"region": "name a Region of AWS",
}

invocations := {
	"action": "an action",
	"check": "a data source of a check",
	"ephemeral": "an ephemeral resource",
	"provider": "a program that gets a provider's credentials",
	"provisioner": "a provisioner of what is destroyed",
	"source": "a provider of another source than its name says",
}

may_run(invocation) if invocation.mode in {"provider", "provisioner", "source"}

may_run(invocation) if {
	invocation.mode in {"check", "ephemeral"}
	not only_reads(invocation.type, invocation.mode)
}

# An action changes something: those of AWS's provider may be calls of anything.
may_run(invocation) if {
	invocation.mode == "action"
	not is_harmless_action(invocation.type)
}

is_harmless_action(type) if {
	not providers.of_type(type) in providers.readers
	is_harmless_by_team(type)
}

runs(type) if classification.data_sources[type].kind == "opaque"

only_reads(type, _) if {
	providers.of_type(type) in providers.readers
	not runs(type)
}

only_reads(type, mode) if {
	classification.is_foreign(type, lists[mode])
	not runs(type)
}

only_reads(type, _) if is_harmless_by_team(type)

is_harmless_by_team(type) if {
	classification.is_harmless_by_team(type)
	not runs(type)
}

# Where the classification lists what a provider has of a mode.
lists := {"check": "data_sources", "data": "data_sources", "ephemeral": "ephemeral"}

settle := "write out as resources what it makes; or waive it, where it touches no network"
