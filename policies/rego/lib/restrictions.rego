# METADATA
# title: What the policies of an endpoint allow
# description: >-
#   An endpoint has the policy of its own argument, and those of resources that name it. Of several, the last to be
#   applied counts: each must narrow. A policy that may not be there, or may be of another endpoint, narrows none;
#   one that does not narrow may undo what another does. Terraform sets a policy that `ignore_changes` names only
#   once: a stack does not show the policy that an endpoint has since. A plan shows it. A plan that destroys a
#   policy resource opens the endpoint: the provider resets the policy to the default, which allows everything.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_policy
package privatelink.lib.restrictions

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.findings
import data.privatelink.lib.links
import data.privatelink.lib.policy_texts
import data.privatelink.lib.references
import data.privatelink.lib.targets
import data.privatelink.lib.values

# Whether all policies of an endpoint narrow: true, false, or null where that is not known.
of(endpoint) := together(surely(endpoint, "narrow"), perhaps(endpoint, "narrow"))

# Whether all of them bind whose the resources are too.
bind_resources(endpoint) := together(surely(endpoint, "perimeter"), perhaps(endpoint, "perimeter"))

together(surely_said, _) := false if {
	false in surely_said
} else := null if {
	null in surely_said
}

together([], perhaps_said) := null if {
	count([answer | some answer in perhaps_said; answer != false]) > 0
} else := false

together(surely_said, perhaps_said) := null if {
	count(surely_said) > 0
	every answer in surely_said {
		answer == true
	}
	count([answer | some answer in perhaps_said; answer != true]) > 0
} else if {
	count(surely_said) > 0
	every answer in surely_said {
		answer == true
	}
}

# What each policy of an endpoint says to a question, of those that it has for certain.
surely(endpoint, question) := array.flatten([
	[answers(endpoint, argument)[question] | some argument in own_arguments(endpoint)],
	[says[i][question] | some i in sure[endpoint.address]],
	[answer | some answer in resets(endpoint)],
])

# The arguments by which an endpoint has a policy of its own.
own_arguments(endpoint) := [argument |
	some argument in ["policy", "policy_document"]
	not values.is_absent(endpoint, argument)
	not is_superseded(endpoint, argument)
]

# What a plan only reads from AWS, and a policy resource of the same plan sets.
is_superseded(endpoint, argument) if {
	endpoint.form == "planned"
	is_object(endpoint.owner)
	not argument in object.keys(object.get(endpoint.owner, "expressions", {}))
	count(sure[endpoint.address]) > 0
}

# What the removal of a policy leaves: a policy that allows everything, or one that is not known where the same plan sets a
# policy too, for nothing says which of the two comes last.
resets(endpoint) := {null} if {
	count(removed_from(endpoint)) > 0
	is_set_again(endpoint)
} else := {false} if {
	count(removed_from(endpoint)) > 0
} else := {null} if {
	count(removed_from_any) > 0
} else := set()

removed_from(endpoint) := object.get(removed, endpoint.address, set())

# By endpoint, the addresses of the policies that the plan destroys, and does not make again afterwards.
removed[endpoint] contains change.address if {
	some change in removals
	some endpoint in endpoints_before(change)
	is_endpoint(endpoint)
	not is_made_again(change, endpoint)
}

removals := [change |
	some change in document.normal.changes
	change.type == "aws_vpc_endpoint_policy"
	"delete" in change.actions
]

# What a policy was of. A plan has the ids of what is there.
endpoints_before(change) := of_ends({references.literal(id) |
	some name in ["id", "vpc_endpoint_id"]
	id := change.before[name]
	is_string(id)
	id != ""
})

# Policies that Terraform destroys of endpoints that are not known.
removed_from_any contains change.address if {
	some change in removals
	count(endpoints_before(change)) == 0
}

# A stack does not say what a policy was of.
removed_from_any contains block.address if {
	document.form == "cdk.tf.json"
	some block in document.normal.identity_blocks
	block.kind == "removed"
	block.destroys
	targets.type(block.address) == "aws_vpc_endpoint_policy"
}

# A policy that is replaced on the same endpoint, and destroyed first.
is_made_again(change, endpoint) if {
	"create" in change.actions
	not change.destroys_last
	some i in sure[endpoint]
	policies_by_index[i].address == change.address
}

policies_by_index := {policy.index: policy | some policy in policies}

# Whether the same plan sets the policy of an endpoint, other than by what it destroys afterwards.
is_set_again(endpoint) if {
	some change in document.normal.changes
	count(change.actions & {"create", "update"}) > 0
	not change.destroys_last
	some i in sure[endpoint.address]
	policies_by_index[i].address == change.address
}

is_set_again(endpoint) if {
	some change in document.normal.changes
	change.address == endpoint.address
	count(change.actions & {"create", "update"}) > 0
	object.get(change.before, "policy", null) != object.get(change.after, "policy", null)
}

# Policies that a plan removes from endpoints that it does not have, and does not destroy: each with what it is of.
removed_elsewhere := [{"address": change.address, "type": change.type, "construct_path": null, "nodes": nodes} |
	some change in removals
	nodes := {end | some end in endpoints_before(change); not is_endpoint(end); not gone[end]}
	count(nodes) > 0
]

# Ids of endpoints that the plan destroys.
gone[references.literal(change.before.id)] if {
	some change in document.normal.changes
	change.type == "aws_vpc_endpoint"
	"delete" in change.actions
}

answers(resource, argument) := {"narrow": of_deployed(narrow, resource, argument), "perimeter": of_deployed(perimeter, resource, argument)} if {
	narrow := policy_texts.is_narrow(resource, argument)
	perimeter := is_perimeter(narrow, policy_texts.ways_out(resource, argument))
}

is_perimeter(narrow, ways) := false if {
	narrow == true
	count(ways) > 0
} else := narrow

# What is written narrows; what is deployed may be something else.
of_deployed(narrow, resource, argument) := null if {
	narrow == true
	is_ignored(resource, argument)
} else := narrow

# Whether Terraform leaves alone what is deployed of an argument. A plan has what is deployed.
is_ignored(resource, argument) if {
	resource.form == "written"
	some result in values.at(resource, "lifecycle.ignore_changes")
	leaves_alone(result, argument)
}

leaves_alone(result, _) if result.unknown

leaves_alone(result, _) if result.known in {"all", "*"}

leaves_alone(result, argument) if split(split(result.known, ".")[0], "[")[0] == argument

# Whether some policy of an endpoint may not be what is written.
is_left_alone(endpoint) if {
	some argument in ["policy", "policy_document"]
	is_ignored(endpoint, argument)
}

is_left_alone(endpoint) if {
	some i in sure[endpoint.address]
	is_ignored(document.resources[i], "policy")
}

# What the policies that an endpoint has for certain name, sorted.
destinations(endpoint) := sort(union({policy_texts.named(endpoint, argument) |
	some argument in own_arguments(endpoint)
} | {policy_texts.named(document.resources[i], "policy") |
	some i in sure[endpoint.address]
}))

# By what these policies let data leave to others.
ways_out(endpoint) := union({policy_texts.ways_out(endpoint, argument) |
	some argument in own_arguments(endpoint)
} | {policy_texts.ways_out(document.resources[i], "policy") |
	some i in sure[endpoint.address]
})

# How these still leave a way to resources of others, in words; nothing where they do not.
words(endpoint) := concat("", [said |
	ways := ways_out(endpoint)
	some [way, said] in words_of_ways
	way in ways
])

words_of_ways := [
	["principals", "; it binds only who asks: own principals can send data to resources of anybody"],
	["wildcard", "; a bucket of anybody may have a name that fits a wildcard: own principals can send data to it"],
	["access points", "; an own access point may be of a bucket of anybody: own principals can send data to it"],
]

# Which policies Terraform destroys, in words; nothing where it destroys none.
words_of_removal(endpoint) := $" after Terraform destroys {concat(" and ", sort(removals_for(endpoint)))}" if {
	count(removals_for(endpoint)) > 0
} else := ""

removals_for(endpoint) := removed_from(endpoint) | removed_from_any

settle_removal(addresses) := concat(" ", [
	$"keep {concat(" and ", sort(addresses))}: a `moved` block gives a policy another address, and a `removed` block with",
	"`destroy = false` leaves the endpoint as it is",
])

# What settles a policy that is not known.
settle(endpoint) := settle_removal(removals_for(endpoint)) if {
	count(removals_for(endpoint)) > 0
} else := concat(" ", [
	$"do not name the policy of {endpoint.address} in `ignore_changes`, or check a plan, which shows the policy that the",
	"endpoint has",
]) if {
	is_left_alone(endpoint)
} else := concat("; ", [
	findings.plainly("policy", endpoint),
	"a policy has each key once, as IAM spells it, and a denial that binds every request is of each action (`*`) and has one condition",
])

# Of those that it may have.
perhaps(endpoint, question) := [says[i][question] | some i in (object.get(possible, endpoint.address, set()) | of_any)]

says[policy.index] := answers(policy, "policy") if some policy in policies

policies := document.of_type("aws_vpc_endpoint_policy")

named[policy.index] := ends if {
	some policy in policies
	ends := ends_of(policy)
}

ends_of(policy) := {same_key[policy.index]} if {
	same_key[policy.index]
} else := of_ends(values.nodes(policy, "vpc_endpoint_id"))

# The endpoint of the same key as an instance of a policy, where a configuration in JSON shows the text of the expression. One
# in HCL shows only what is mentioned, which may be another instance.
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
	not is_ignored(policy, "vpc_endpoint_id")
	is_with(policy, links.by_address[endpoint])
}

possible[endpoint] contains policy.index if {
	some policy in policies
	some endpoint in named[policy.index]
	not sure[endpoint][policy.index]
}

# Policies of endpoints that are not known, or not of this document, with what they say. What they narrow does not count here:
# what they open does.
of_others := [{"index": policy.index, "narrow": says[policy.index].narrow, "perimeter": says[policy.index].perimeter} |
	some policy in policies
	some end in named[policy.index]
	not is_endpoint(end)
]

# Policies of which it is not known what endpoint they are of.
of_any contains policy.index if {
	some policy in policies
	some end in named[policy.index]
	not is_endpoint(end)
	not is_of_elsewhere(end)
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
