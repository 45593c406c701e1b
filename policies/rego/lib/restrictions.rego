# METADATA
# title: What the policies of an endpoint allow
# description: >-
#   An endpoint has the policy of its own argument, and those of resources that name it (`policy_endpoints`). Of
#   several, the last to be applied counts: each must narrow. A policy that may not be there, or may be of another
#   endpoint, narrows none; one that does not narrow may undo what another does. `ignored_arguments` and
#   `policy_removals` say when what is written is not what is deployed.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_policy
package privatelink.lib.restrictions

import data.privatelink.lib.document
import data.privatelink.lib.findings
import data.privatelink.lib.ignored_arguments
import data.privatelink.lib.policy_endpoints
import data.privatelink.lib.policy_matches
import data.privatelink.lib.policy_refusals
import data.privatelink.lib.policy_removals
import data.privatelink.lib.policy_replacements
import data.privatelink.lib.policy_texts
import data.privatelink.lib.presence
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
	[unless_refused(endpoint, endpoint, argument, answers(endpoint, argument)[question]) |
		some argument in own_arguments(endpoint)
	],
	[unless_refused(endpoint, document.resources[i], "policy", says[i][question]) |
		some i in policy_endpoints.sure[endpoint.address]
	],
	[answer | some answer in policy_removals.resets(endpoint)],
])

# What a policy says, unless AWS may refuse it.
unless_refused(endpoint, holder, argument, answer) := null if {
	answer == true
	policy_refusals.may_refuse(endpoint, holder, argument)
} else := answer

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
	count(policy_endpoints.sure[endpoint.address]) > 0
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
	ignored_arguments.is_ignored(resource, argument)
} else := null if {
	narrow == true
	policy_replacements.ending_in_reset[resource.index]
} else := narrow

# Whether some policy of an endpoint may not be what is written.
is_left_alone(endpoint) if {
	some argument in ["policy", "policy_document"]
	ignored_arguments.is_ignored(endpoint, argument)
}

is_left_alone(endpoint) if {
	some i in policy_endpoints.sure[endpoint.address]
	ignored_arguments.is_ignored(document.resources[i], "policy")
}

reset_of(endpoint) := {document.resources[i].address |
	some i in policy_endpoints.sure[endpoint.address]
	policy_replacements.ending_in_reset[i]
}

# What the policies that an endpoint has for certain name, sorted.
destinations(endpoint) := sort(union({policy_texts.named(endpoint, argument) |
	some argument in own_arguments(endpoint)
} | {policy_texts.named(document.resources[i], "policy") |
	some i in policy_endpoints.sure[endpoint.address]
}))

# By what these policies let data leave to others.
ways_out(endpoint) := union({policy_texts.ways_out(endpoint, argument) |
	some argument in own_arguments(endpoint)
} | {policy_texts.ways_out(document.resources[i], "policy") |
	some i in policy_endpoints.sure[endpoint.address]
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

# What settles a policy that is not known.
settle(endpoint) := policy_removals.settle(policy_removals.of(endpoint)) if {
	count(policy_removals.of(endpoint)) > 0
} else := concat(" ", [
	$"do not name the policy of {endpoint.address} in `ignore_changes`, or check a plan, which shows the policy that the",
	"endpoint has",
]) if {
	is_left_alone(endpoint)
} else := concat(" ", [
	$"remove `replace_triggered_by` from {concat(" and ", sort(reset_of(endpoint)))}, or check a plan, which shows whether",
	"Terraform replaces it and then resets the policy of the endpoint",
]) if {
	count(reset_of(endpoint)) > 0
} else := $"remove `enabled` from {concat(" and ", sort(disabled))}, or check a plan, which shows whether it is there" if {
	count(of_unknown_text(endpoint)) == 0
	disabled := {document.resources[i].address | some i in may_have(endpoint); presence.may_be_disabled(document.resources[i])}
	count(disabled) > 0
} else := policy_refusals.settle(refused(endpoint)) if {
	count(refused(endpoint)) > 0
} else := policy_matches.settle(missing(endpoint), endpoint) if {
	count(of_unknown_text(endpoint)) == 0
	count(missing(endpoint)) > 0
} else := findings.plainly("vpc_endpoint_id", {"address": concat(" and ", sort(unplaced))}) if {
	count(of_unknown_text(endpoint)) == 0
	unplaced := unplaced_policies(endpoint)
	count(unplaced) > 0
} else := concat("; ", [
	findings.plainly("policy", {"address": concat(" and ", sort(holders_of_unknown(endpoint)))}),
	"a policy has each key once, as IAM spells it, and a denial that binds every request is of each action (`*`) and has one condition",
])

# What has a policy of an endpoint that AWS may refuse.
refused(endpoint) := {endpoint.address |
	some argument in own_arguments(endpoint)
	policy_refusals.may_refuse(endpoint, endpoint, argument)
} | {document.resources[i].address |
	some i in policy_endpoints.sure[endpoint.address]
	policy_refusals.may_refuse(endpoint, document.resources[i], "policy")
}

# Policy resources that are written for an endpoint, and by which AWS may not find it.
missing(endpoint) := {policy.address |
	some i in policy_endpoints.possible[endpoint.address]
	policy := document.resources[i]
	policy_endpoints.named[i] == {endpoint.address}
	not policy_matches.finds(policy, endpoint)
}

# Whose `policy` is not known.
holders_of_unknown(endpoint) := of_unknown_text(endpoint) if {
	count(of_unknown_text(endpoint)) > 0
} else := {endpoint.address}

# Of the policies that an endpoint has for certain, the resources that set one which is not known.
of_unknown_text(endpoint) := {endpoint.address |
	some argument in own_arguments(endpoint)
	is_written(endpoint, argument)
	answers(endpoint, argument).perimeter == null
} | {document.resources[i].address |
	some i in policy_endpoints.sure[endpoint.address]
	says[i].perimeter == null
}

is_written(endpoint, _) if endpoint.form == "written"

is_written(endpoint, argument) if argument in object.keys(object.get(endpoint.owner, "expressions", {}))

# Policies that may be of an endpoint, and decide what is known of it: those that do not bind, or else all.
unplaced_policies(endpoint) := opening if {
	opening := {document.resources[i].address | some i in may_have(endpoint); says[i].perimeter != true}
	count(opening) > 0
} else := {document.resources[i].address | some i in may_have(endpoint)}

may_have(endpoint) := object.get(policy_endpoints.possible, endpoint.address, set()) | policy_endpoints.of_any

# Of those that it may have.
perhaps(endpoint, question) := [says[i][question] |
	some i in may_have(endpoint)
]

says[policy.index] := answers(policy, "policy") if some policy in policy_endpoints.policies

# Policies of endpoints that are not known, or not of this document, with what they say. What they narrow does not
# count here: what they open does.
of_others := [{"index": policy.index, "narrow": says[policy.index].narrow, "perimeter": says[policy.index].perimeter} |
	some policy in policy_endpoints.policies
	some end in policy_endpoints.named[policy.index]
	not policy_endpoints.is_endpoint(end)
]
