# METADATA
# title: Nothing hidden
# description: >-
#   What cannot be seen cannot be judged: a module, whose content is not in the document, a route whose target is not
#   resolved, and a route table of another configuration, whose routes a subnet or VPC gets.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/modules
# - ref: https://developer.hashicorp.com/terraform/internals/json-format
# custom:
#   id: not-visible
#   severity: high
#   subject: consumer-vpc
#   loosened_by: [consumer_vpcs, other_vpcs]
#   remediation: >-
#     Make what is not seen in this configuration, and name it by a plain reference.
#   controls:
#   - framework: nist-800-53
#     control: SC-7
#     reason: >-
#       No part of the configuration that could connect the VPC was left unseen, so that the other rules hold for all of
#       it.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: No way into the VPC is hidden from the other rules.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: No way out of the VPC is hidden from the other rules.
#   - framework: iso-27001
#     control: A.8.22
#     reason: The segregation of the VPC was examined as a whole, with nothing hidden.
package privatelink.rules.not_visible

import data.privatelink.lib.consumers
import data.privatelink.lib.document
import data.privatelink.lib.endpoints
import data.privatelink.lib.findings as found
import data.privatelink.lib.links
import data.privatelink.lib.placement
import data.privatelink.lib.references
import data.privatelink.lib.values

annotations := rego.metadata.chain()[1].annotations

findings := array.flatten([found.of_rule(annotations.custom.id), of_modules, of_tables, of_templates, of_vpcs])

of_modules := [finding |
	some module in document.normal.hidden_modules
	finding := found.of_place(module, placement.beside, {
		"what": "a module, whose content this document does not show,",
		"is_certain": false,
		"cut": null,
		"settle": "check the plan, which shows what the module makes (`terraform plan -out=FILE`, then `terraform show -json FILE`)",
	})
]

of_tables := [finding |
	consumers.any_consumer
	some type, user in associations
	some resource in document.of_type(type)
	place := placement.of_nodes(values.nodes(resource, user))
	some end in endpoints.ends(resource, "route_table_id")
	not endpoints.is_managed(end)
	finding := found.of_place(resource, place, {
		"what": "the use of a route table whose routes this document does not show (route_table_id)",
		"is_certain": false,
		"settle": $"make the table in this configuration{found.or_plan("its id")}",
	})
]

# A launch template may give public addresses, and interfaces in other VPCs.
of_templates := [finding |
	some i, named in links.templates
	resource := document.resources[i]
	some place in placement.all_places(i)
	not every_is_seen(named)
	finding := found.of_place(resource, place, {
		"what": "a launch template that this document does not show",
		"is_certain": false,
		"settle": "make the launch template in this configuration, or name it by a plain reference",
	})
]

every_is_seen(named) if {
	every template in named {
		endpoints.is_managed(template)
	}
}

# With `strict`, what stands in a VPC that nobody can see stands in a consumer's.
of_vpcs := [finding |
	count(consumers.hidden_ends) > 0
	listed := found.listed(sort([name | some name in {references.describe(end) | some end in consumers.hidden_ends}]))
	finding := found.of_document({"address": consumers.not_shown}, {
		"vpcs": [consumers.not_shown],
		"outcome": "unproven",
		"message": $"resources are in a VPC that this document does not show ({listed}), and `strict` counts it as a consumer's",
		"settle": "look the VPC up by a data source, check a plan in which its id is known, or list it in `other_vpcs` of the policy data",
	})
]

# What gives a table to a subnet, or to all subnets of a VPC that have none, and the argument that says to which.
associations := {
	"aws_main_route_table_association": "vpc_id",
	"aws_route_table_association": "subnet_id",
	"awscc_ec2_subnet_route_table_association": "subnet_id",
}
