# METADATA
# title: Removals of policies
# description: >-
#   A plan that destroys a policy resource opens the endpoint: the provider resets the policy to the default, which
#   allows everything. A stack with a block `removed` does not say of which endpoint the policy was, nor whether a
#   module that goes had one. A block `moved` to what is not there destroys too.
# related_resources:
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_policy
package privatelink.lib.policy_removals

import data.privatelink.lib.address_indexes
import data.privatelink.lib.document
import data.privatelink.lib.policy_endpoints
import data.privatelink.lib.policy_imports
import data.privatelink.lib.policy_moves
import data.privatelink.lib.references
import data.privatelink.lib.targets

# What the removal of a policy leaves: a policy that allows everything, or one that is not known where the same plan
# sets a policy too, for nothing says which of the two comes last.
resets(endpoint) := {null} if {
	count(removed_from(endpoint)) > 0
	is_set_again(endpoint)
} else := {false} if {
	count(removed_from(endpoint)) > 0
} else := {null} if {
	count(of_any) > 0
} else := set()

# Addresses of the policies of an endpoint that the plan destroys for certain.
removed_from(endpoint) := object.get(removed, endpoint.address, set())

# By endpoint, the addresses of the policies that the plan destroys, and does not make again afterwards.
removed[endpoint] contains change.address if {
	some change in removals
	some endpoint in endpoints_before(change)
	policy_endpoints.is_endpoint(endpoint)
	not is_made_again(change, endpoint)
}

removals := [change |
	some change in document.normal.changes
	change.type == "aws_vpc_endpoint_policy"
	"delete" in change.actions
]

# What a policy was of. A plan has the ids of what is there.
endpoints_before(change) := policy_endpoints.of_ends({references.literal(id) |
	some name in ["id", "vpc_endpoint_id"]
	id := change.before[name]
	is_string(id)
	id != ""
})

# Policies that Terraform destroys of endpoints that are not known.
of_any contains change.address if {
	some change in removals
	count(endpoints_before(change)) == 0
}

# A stack does not say what a policy was of.
of_any contains block.address if {
	document.form == "cdk.tf.json"
	some block in document.normal.identity_blocks
	block.kind == "removed"
	block.destroys
	may_be_policy(block.address)
}

of_any contains move.from if {
	some move in document.normal.moves
	may_be_policy(move.from)
	not policy_moves.ends_at_what_is_there(move)
}

of_any contains address if some address, _ in imported

# Policies that a stack imports by another id than that of the endpoint that they name.
imported[block.address] := true if {
	document.form == "cdk.tf.json"
	some block in policy_imports.imports
	may_be_policy(block.address)
	not policy_imports.is_of_own_endpoint(block)
}

# A policy, a module that may have one, or an address that cannot be read.
may_be_policy(address) if targets.type(address) in {"aws_vpc_endpoint_policy", "module"}

may_be_policy(address) if not regex.match(`^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)+$`, address_indexes.without_indexes(address))

# A policy that is replaced on the same endpoint, and destroyed first.
is_made_again(change, endpoint) if {
	"create" in change.actions
	not change.destroys_last
	some i in policy_endpoints.sure[endpoint]
	policies_by_index[i].address == change.address
}

policies_by_index := {policy.index: policy | some policy in policy_endpoints.policies}

# Whether the same plan sets the policy of an endpoint, other than by what it destroys afterwards.
is_set_again(endpoint) if {
	some change in document.normal.changes
	count(change.actions & {"create", "update"}) > 0
	not change.destroys_last
	some i in policy_endpoints.sure[endpoint.address]
	policies_by_index[i].address == change.address
}

is_set_again(endpoint) if {
	some change in document.normal.changes
	change.address == endpoint.address
	count(change.actions & {"create", "update"}) > 0
	object.get(change.before, "policy", null) != object.get(change.after, "policy", null)
}

# Policies that a plan removes from endpoints that it does not have, and does not destroy: each with what it is of.
elsewhere := [{"address": change.address, "type": change.type, "construct_path": null, "nodes": nodes} |
	some change in removals
	nodes := {end | some end in endpoints_before(change); not policy_endpoints.is_endpoint(end); not gone[end]}
	count(nodes) > 0
]

# Ids of endpoints that the plan destroys.
gone contains references.literal(id) if {
	some change in document.normal.changes
	change.type in {"aws_vpc_endpoint", "awscc_ec2_vpc_endpoint"}
	"delete" in change.actions
	some name in ["id", "vpc_endpoint_id"]
	id := change.before[name]
	is_string(id)
}

# Which policies Terraform destroys, in words; nothing where it destroys none.
words(endpoint) := $" after Terraform destroys {concat(" and ", sort(of(endpoint)))}" if {
	count(of(endpoint)) > 0
} else := ""

# Addresses of the policies whose removal opens an endpoint, or may open it.
of(endpoint) := removed_from(endpoint) | of_any

# What keeps policies from being destroyed.
settle(addresses) := concat(" ", [
	$"import {concat(" and ", sort(addresses))} by the id of the endpoint that it names, in a stack that imports the endpoint too,",
	"or check a plan, which shows what Terraform replaces",
]) if {
	every address in addresses {
		imported[address]
	}
} else := concat(" ", [
	$"keep {concat(" and ", sort(addresses))}: a `moved` block gives a policy another address that the configuration has, and a",
	"`removed` block with `destroy = false` leaves the endpoint as it is",
])
