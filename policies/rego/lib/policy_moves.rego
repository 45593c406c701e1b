# METADATA
# title: Moves of policies
# description: >-
#   A block `moved` to an address that the stack does not have destroys what had the old address. An expression in
#   `count` or `for_each` does not say that the stack has an address, and neither does OpenTofu's `enabled`. Where the
#   endpoint has the same, the policy is there whenever the endpoint is.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/block/moved
package privatelink.lib.policy_moves

import data.privatelink.lib.address_indexes
import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.policy_endpoints
import data.privatelink.lib.presence

ends_at_what_is_there(move) if {
	some to in graph.reachable(moved_to, {move.from})
	is_there(to)
}

# Where each address goes to. Moves of one object may be a chain.
moved_to := {address: {move.to | some move in document.normal.moves; move.from == address} |
	some move in document.normal.moves
	some address in [move.from, move.to]
}

# Whether a stack has what an address says. Of a module it does not show what is in it.
is_there(address) if {
	resource := resources_by_address[address_indexes.without_indexes(address)]
	has_instance(resource, trim(address_indexes.last_index(address), "[]"))
	not loses_key(resource.body, address)
}

is_there(address) if {
	[first, name] := array.slice(split(address_indexes.without_indexes(address), "."), 0, 2)
	first == "module"
	some module in document.normal.hidden_modules
	module.address == $"module.{name}"
}

# Of a resource with `for_each`, an instance that is moved without a key is none.
loses_key(body, address) if {
	object.get(body, "for_each", null) != null
	some move in document.normal.moves
	move.to == address
	endswith(move.from, "]")
	not endswith(address, "]")
}

resources_by_address := {resource.address: resource | some resource in document.resources}

# What an expression in `count` or `for_each` makes is there only wherever the endpoint of the same key is.
has_instance(resource, index) if {
	not presence.may_be_disabled(resource)
	has_written_instance(resource, index)
}

has_instance(policy, index) if {
	some endpoint in policy_endpoints.named[policy.index]
	is_there_with(policy, links.by_address[endpoint], index)
}

has_written_instance(resource, "") if policy_endpoints.is_there(resource)

has_written_instance(resource, "") if count(presence.keys(resource)) > 0

has_written_instance(resource, index) if json.unmarshal(index) < to_number(resource.body.count)

has_written_instance(resource, index) if json.unmarshal(index) in presence.keys(resource)

is_there_with(policy, endpoint, index) if {
	policy_endpoints.has_same_key(policy, endpoint)
	some meta, pattern in {"count": `^[0-9]*$`, "for_each": `^(".*")?$`}
	policy.body[meta]
	regex.match(pattern, index)
}

is_there_with(policy, endpoint, "") if {
	policy_endpoints.is_with(policy, endpoint)
	presence.are_enabled_together(policy, endpoint)
}
