# METADATA
# title: Endpoints of policy resources
# description: >-
#   A policy resource names its endpoint by an id. This package tells of which endpoints a policy is for certain
#   (`sure`), of which it may be (`possible`), and which policies may be of any endpoint (`of_any`). A policy is
#   certain only if its id is that of one endpoint, if AWS finds the endpoint by it (`policy_matches`), and if the
#   policy exists wherever the endpoint exists.
# related_resources:
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_policy
package privatelink.lib.policy_endpoints

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.ignored_arguments
import data.privatelink.lib.links
import data.privatelink.lib.placement
import data.privatelink.lib.policy_instances
import data.privatelink.lib.policy_matches
import data.privatelink.lib.presence
import data.privatelink.lib.references
import data.privatelink.lib.values

policies := document.of_type("aws_vpc_endpoint_policy")

named[policy.index] := ends if {
	some policy in policies
	ends := ends_of(policy)
}

ends_of(policy) := {same_key[policy.index]} if {
	same_key[policy.index]
} else := {policy_instances.of_each_value[policy.index]} if {
	policy_instances.of_each_value[policy.index]
} else := of_ends(values.nodes(policy, "vpc_endpoint_id"))

# The endpoint of the same key as an instance of a policy, where a configuration in JSON shows the text of the
# expression. One in HCL shows only what is mentioned, which may be another instance.
same_key[policy.index] := endpoint if {
	some policy in policies
	policy.form == "planned"
	object.get(policy.after, "vpc_endpoint_id", null) == null
	expression := policy.owner.expressions.vpc_endpoint_id
	[block, key] := expression.references
	key in ["count.index", "each.key"]
	expression.constant_value == concat("", ["${", block, "[", key, "].id}"])
	endpoint := concat("", [references.within(policy.scope, block), trim_prefix(policy.address, policy.node)])
	is_endpoint(endpoint)
}

# A policy has the id of its endpoint too.
of_ends(nodes) := {address | some end in links.ends(nodes); some address in endpoints_or_itself(references.thing(end))}

endpoints_or_itself(end) := having if {
	having := {address | some address in document.normal.identities[end]; is_endpoint(address)}
	count(having) > 0
} else := {end}

sure[endpoint] contains policy.index if {
	some policy in policies
	named[policy.index] == {endpoint}
	is_endpoint(endpoint)
	is_certain(policy)
	not is_forgotten(policy)
	not ignored_arguments.is_ignored(policy, "vpc_endpoint_id")
	is_with(policy, links.by_address[endpoint])
	policy_matches.is_beside(policy, links.by_address[endpoint])
}

possible[endpoint] contains policy.index if {
	some policy in policies
	some endpoint in named[policy.index]
	not sure[endpoint][policy.index]
	not is_forgotten(policy)
}

# Terraform does not read again what it only forgets, so that the plan has an old policy. The endpoint's own value
# counts.
is_forgotten(policy) if forgotten[policy.address]

forgotten[change.instance] := true if {
	some change in document.normal.changes
	change.actions == {"forget"}
}

# Policies of which it is not known what endpoint they are of. One of an endpoint in a VPC that is no consumer's is of
# no endpoint that counts.
of_any contains policy.index if {
	some policy in policies
	some end in named[policy.index]
	not is_endpoint(end)
	not is_of_elsewhere(end)
	not placement.is_elsewhere({end})
}

# What only adds a subnet or route table to an endpoint is none.
is_endpoint(address) if {
	links.by_address[address].mode == "managed"
	entry := classification.types[links.by_address[address].type]
	entry.kind == "endpoint"
	count(object.get(entry, "target_arguments", [])) == 0
}

# A plan knows the id of each endpoint that is there.
is_of_elsewhere(end) if {
	document.form == "plan"
	references.is_literal(end)
}

# Whether the id is that of one thing, and of no other in any case.
is_certain(policy) if same_key[policy.index]

is_certain(policy) if policy_instances.of_each_value[policy.index]

is_certain(policy) if {
	policy_matches.is_by_id(policy)
	every node in links.reached(links.stand_ins, values.nodes(policy, "vpc_endpoint_id")) {
		not is_one_of_several(node)
	}
}

is_one_of_several(node) if {
	links.is_choice(node)
	not is_single_instance(node)
}

is_single_instance(node) if {
	document.normal.blocks[node]
	count(document.normal.aliases[node]) == 1
}

# Whether there is the policy wherever there is the endpoint. A plan has the instances of both.
is_with(policy, _) if policy.form != "written"

is_with(policy, endpoint) if {
	is_single(endpoint)
	is_there(policy)
	not presence.may_be_disabled(policy)
}

is_with(policy, endpoint) if {
	is_single(endpoint)
	is_there(policy)
	presence.are_enabled_together(policy, endpoint)
}

is_with(policy, endpoint) if has_same_key(policy, endpoint)

# The endpoint of the same key.
has_same_key(policy, endpoint) if {
	not presence.may_be_disabled(policy)
	some meta, key in {"count": "count.index", "for_each": "each.key"}
	policy.body[meta] == endpoint.body[meta]
	policy.body.vpc_endpoint_id == concat("", ["${", endpoint.address, "[", key, "].id}"])
}

is_with(policy, endpoint) if policy_instances.is_for_each(policy, endpoint)

is_single(resource) if not is_repeated(resource)

is_single(resource) if resource.body.count in {1, "1"}

is_single(resource) if policy_instances.is_one_or_none(resource)

is_repeated(resource) if {
	some meta in ["count", "for_each"]
	meta in object.keys(resource.body)
}

# Whether a stack has some instance of a resource for certain.
is_there(resource) if not is_repeated(resource)

is_there(resource) if regex.match(`^[1-9][0-9]*$`, $"{resource.body.count}")

is_there(resource) if {
	is_object(resource.body.for_each)
	count(object.remove(resource.body.for_each, ["//"])) > 0
}
