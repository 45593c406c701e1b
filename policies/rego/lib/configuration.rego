# METADATA
# title: Configuration of a plan
# description: >-
#   What the expressions of a plan's configuration mention. `references` says what is mentioned, not what the value is:
#   one reference is taken as the value, of several none may be it. References are followed within the instance of a
#   module that they stand in.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
package privatelink.lib.configuration

import data.privatelink.lib.plan_modules
import data.privatelink.lib.references

# The configuration of each resource, by the address of the instance of a module and the resource's name in it.
of_module[module.address] := resources if {
	some module in plan_modules.called
	resources := object.get(by_module, references.without_indexes(module.address), {})
}

by_module[module] := {name: resource |
	some resource in object.get(content, "resources", [])
	name := $"{prefix[resource.mode]}{resource.type}.{resource.name}"
} if {
	some module, content in plan_modules.static
}

prefix := {"managed": "", "data": "data."}

# Most expressions are one reference, which Terraform lists with what it is a part of: these go a short way.
of_expression(scope, expression, owner) := of_mention(scope, expression.references[0]) if {
	is_one_reference(expression.references)
	count(unsaid(expression)) == 0
} else := nodes if {
	mentioned := instead_of_each(mentions(expression), owner)
	longest := {text | some text in mentioned; not is_prefix(text, mentioned)}
	nodes := ({node | some text in longest; some node in of_mention(scope, text)} | unsettled(longest)) | unsaid(expression)
}

is_one_reference(texts) if {
	count(texts) == 2
	startswith(texts[0], texts[1])
	startswith(substring(texts[0], count(texts[1]), -1), ".")
	not startswith(texts[0], "each.")
}

# In a configuration of JSON an expression is listed as its own text, as if that were its value.
is_constant(expression) if {
	"constant_value" in object.keys(expression)
	count(object.get(expression, "references", [])) == 0
	count(expressions_in(expression.constant_value)) == 0
}

# There its text says more than what it mentions: whether it is one reference and nothing else.
unsaid(expression) := {references.unfollowable |
	some text in expressions_in(object.get(expression, "constant_value", null))
	not references.is_followable(references.steps(references.traversal(text)))
}

expressions_in(value) := [value |
	is_string(value)
	references.is_expression(value)
] if {
	not is_array(value)
} else := [item | some item in value; is_string(item); references.is_expression(item)]

# All that an expression mentions, without a word on what else it may be.
of_mentioned(scope, expression) := {node |
	some text in mentions(expression)
	some node in of_mention(scope, text)
	node != references.unfollowable
}

mentions(expression) := {text | some text in expression.references} if {
	is_array(expression.references)
} else := {text |
	walk(expression, [_, part])
	is_object(part)
	some text in object.get(part, "references", [])
}

# `each.value` is an element of what for_each refers to; keys and counts only index.
instead_of_each(mentioned, owner) := own | elements if {
	own := {text | some text in mentioned; not split(text, ".")[0] in {"each", "count", "path", "terraform"}}
	elements := {text |
		some used in mentioned
		startswith(used, "each.value")
		some text in mentions(object.get(owner, "for_each_expression", {}))
	}
}

# `aws_vpc.a` stands before `aws_vpc.a.id` and `aws_vpc.a["k"]`, of which it is a part.
is_prefix(text, mentioned) if {
	some other in mentioned
	startswith(other, $"{text}.")
}

is_prefix(text, mentioned) if {
	some other in mentioned
	startswith(other, $"{text}[")
}

unsettled(longest) := set() if {
	count(longest) == 1
} else := {references.unfollowable}

of_mention(scope, text) := of_names(scope, text, references.steps(text))

of_names(scope, text, names) := {references.unfollowable} if {
	not is_followable(names)
} else := outputs(scope, text, names) if {
	names[0] == "module"
} else := {references.within(scope, references.node(names))} if {
	not contains(text, "[")
} else := {references.within(scope, instance(scope, text, names))}

is_followable(names) if references.is_followable(names)

# Behind an index that is an expression, Terraform lists the resource without its attribute.
is_followable(names) if {
	count(names) == references.identity_length(names)
	not names[0] in references.unnamed
}

# A resource with its index, where that is written out and there is such an instance.
instance(scope, text, names) := indexed if {
	indexed := $"{references.node(names)}[{index(text)}]"
	instance_addresses[references.within(scope, indexed)]
} else := references.node(names)

# The first index of a reference, where it is written out.
index(text) := substring(parts[1], 0, indexof(parts[1], "]")) if {
	parts := split(text, "[")
	regex.match(`^([0-9]+|"[^"\\$%]*")\]`, parts[1])
}

# Instances of resources that have an index: put together once, for OPA looks for one of a rule among all.
instance_addresses := {address: true | some address, _ in instances}

instances[resource.address] := true if {
	some root in [plan_modules.planned_root, plan_modules.prior_root]
	some resource in plan_modules.resources(root)
	endswith(resource.address, "]")
}

instances[entry.address] := true if {
	some key in {"resource_changes", "resource_drift"}
	some entry in object.get(input, key, [])
	endswith(entry.address, "]")
}

outputs(scope, text, names) := {$"{module}.output.{names[2]}" | some module in modules(scope, text, names[1])}

modules(scope, text, name) := {indexed} if {
	indexed := references.within(scope, $"module.{name}[{index(text)}]")
	startswith(text, $"module.{name}[")
	plan_modules.addresses[indexed]
} else := plan_modules.instances_of(references.within(scope, $"module.{name}"))

# Variables: the root module's have values, a called module's what the caller passes.
aliases[node] contains value if {
	some name, variable in object.get(input, "variables", {})
	node := $"var.{name}"
	some value in of_value(object.get(variable, "value", null))
}

aliases[node] contains value if {
	some module in plan_modules.called
	some name, expression in object.get(module.call, "expressions", {})
	node := $"{module.address}.var.{name}"
	some value in of_passed(module.parent, expression, module.call)
}

aliases[node] contains value if {
	some module in plan_modules.called
	module.address != ""
	some name, output in object.get(module.content, "outputs", {})
	node := $"{module.address}.output.{name}"
	some value in of_passed(module.address, object.get(output, "expression", {}), {})
}

of_passed(scope, expression, owner) := of_value(expression.constant_value) if {
	is_constant(expression)
} else := of_expression(scope, expression, owner)

of_value(value) := set() if {
	value in {null, ""}
} else := {references.literal(item) | some item in value; is_string(item)} | {references.unfollowable | some item in value; not is_string(item)} if {
	is_array(value)
} else := references.of_literal(value)
