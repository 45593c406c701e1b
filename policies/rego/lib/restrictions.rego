# METADATA
# title: What the policies of an endpoint allow
# description: >-
#   An endpoint has the policy of its own argument, and those of resources that name it. Of several, the last to be applied
#   counts: each must narrow. A policy that may not be there, or may be of another endpoint, narrows none; one that does not
#   narrow may undo what another does.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_policy
package privatelink.lib.restrictions

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.policy_texts
import data.privatelink.lib.references
import data.privatelink.lib.values

# Whether all policies of an endpoint narrow: true, false, or null where that is not known.
of(endpoint) := false if {
	false in surely(endpoint)
} else := null if {
	null in surely(endpoint)
} else := null if {
	count(surely(endpoint)) == 0
	count([narrow | some narrow in perhaps(endpoint); narrow != false]) > 0
} else := false if {
	count(surely(endpoint)) == 0
} else := null if {
	count([narrow | some narrow in perhaps(endpoint); narrow != true]) > 0
} else := true

# What each policy of an endpoint says, of those that it has for certain.
surely(endpoint) := array.concat(
	[policy_texts.is_narrow(endpoint, argument) |
		some argument in ["policy", "policy_document"]
		not values.is_absent(endpoint, argument)
	],
	[says[i] | some i in sure[endpoint.address]],
)

# What the policies that an endpoint has for certain name, sorted.
destinations(endpoint) := sort(union({texts |
	some argument in ["policy", "policy_document"]
	texts := policy_texts.named(endpoint, argument)
} | {policy_texts.named(document.resources[i], "policy") |
	some i in sure[endpoint.address]
}))

# By what these policies let data leave to others.
ways_out(endpoint) := union({ways |
	some argument in ["policy", "policy_document"]
	ways := policy_texts.ways_out(endpoint, argument)
} | {policy_texts.ways_out(document.resources[i], "policy") |
	some i in sure[endpoint.address]
})

# Of those that it may have.
perhaps(endpoint) := [says[i] | some i in (object.get(possible, endpoint.address, set()) | of_any)]

says[policy.index] := policy_texts.is_narrow(policy, "policy") if some policy in policies

policies := document.of_type("aws_vpc_endpoint_policy")

named[policy.index] := links.named(values.nodes(policy, "vpc_endpoint_id")) if some policy in policies

sure[endpoint] contains policy.index if {
	some policy in policies
	named[policy.index] == {endpoint}
	is_endpoint(endpoint)
	is_certain(policy)
	is_with(policy, links.by_address[endpoint])
}

possible[endpoint] contains policy.index if {
	some policy in policies
	some endpoint in named[policy.index]
	not sure[endpoint][policy.index]
}

# Policies of which it is not known what endpoint they are of.
of_any contains policy.index if {
	some policy in policies
	some end in named[policy.index]
	not is_endpoint(end)
	not is_of_elsewhere(end)
}

is_endpoint(address) if {
	links.by_address[address].mode == "managed"
	classification.types[links.by_address[address].type].kind == "endpoint"
}

# A plan knows the id of each endpoint that is there.
is_of_elsewhere(end) if {
	document.form == "plan"
	references.is_literal(end)
}

# Whether the id is that of one thing, and of no other in any case.
is_certain(policy) if {
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
}

# The endpoint of the same key.
is_with(policy, endpoint) if {
	some meta, key in {"count": "count.index", "for_each": "each.key"}
	policy.body[meta] == endpoint.body[meta]
	policy.body.vpc_endpoint_id == concat("", ["${", endpoint.address, "[", key, "].id}"])
}

is_single(resource) if not is_repeated(resource)

is_single(resource) if resource.body.count in {1, "1"}

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
