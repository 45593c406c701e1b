# METADATA
# title: Configuration of a plan
# description: >-
#   What the expressions of a plan's configuration mention. `references` says what is mentioned, not what the value
#   is: a value that is not known is taken to be one of the things that its expression mentions. References are
#   followed within the instance of a module that they stand in.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
package privatelink.lib.configuration

import data.privatelink.lib.address_indexes
import data.privatelink.lib.choices
import data.privatelink.lib.hidden
import data.privatelink.lib.identifiers
import data.privatelink.lib.plan
import data.privatelink.lib.plan_modules
import data.privatelink.lib.references
import data.privatelink.lib.selections
import data.privatelink.lib.traversals

# The configuration of each resource, by the address of the instance of a module and the resource's name in it.
of_module[module.address] := resources if {
	some module in plan_modules.called
	resources := object.get(by_module, address_indexes.without_indexes(module.address), {})
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
	mentioned := mentions(expression)
	own := {text | some text in mentioned; not split(text, ".")[0] in {"each", "count", "path", "terraform"}}
	found := own | elements(mentioned, owner)
	nodes := or_unfollowable((({node | some text in found; some node in of_mention(scope, text)} | unsettled(scope, own)) | unsaid(expression)))
}

# An expression that mentions nothing, and still is not known.
or_unfollowable(nodes) := nodes if {
	count(nodes) > 0
} else := {references.unfollowable}

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
	not traversals.is_followable(traversals.steps(references.traversal(text)))
	not selections.is_selection(text)
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

# What is mentioned, without what it is only a part of.
mentions(expression) := heads(expression.references) if {
	is_array(expression.references)
} else := {text |
	walk(expression, [_, part])
	is_object(part)
	some text in heads(object.get(part, "references", []))
}

# Terraform lists a reference and after it what it is a part of: `aws_vpc.a["k"].id`, `aws_vpc.a["k"]`, `aws_vpc.a`. A
# resource that does not stand after a part of itself is one whose index is an expression.
heads(listed) := {text |
	some i, text in listed
	not is_listed_before(listed, i, text)
}

is_listed_before(listed, i, text) if {
	i > 0
	some after in [".", "["]
	startswith(listed[i - 1], $"{text}{after}")
}

# `each.value` is an element of what for_each mentions, and `each.value.id` that of one.
elements(mentioned, owner) := {element |
	some used in mentioned
	startswith(used, "each.value")
	rest := substring(used, count("each.value"), -1)
	some text in mentions(object.get(owner, "for_each_expression", {}))
	element := element_of(text, used, rest)
}

# Of a resource or module, what would stand there as the key of an instance is the name of an attribute.
element_of(text, used, rest) := $"{text}{rest}" if {
	not may_name_attribute(text, rest)
} else := used

may_name_attribute(text, rest) if {
	startswith(rest, "[")
	names := traversals.steps(text)
	not references.is_name_of_value(names)
}

may_name_attribute(text, rest) if {
	startswith(rest, "[")
	names := traversals.steps(text)
	count(names) < references.value_length(names)
}

# Of several things with an attribute each, the value may be none: `aws_vpc.a.id == "" ? aws_vpc.b.id : "vpc-1"`.
unsettled(scope, mentioned) := {references.unsaid} if {
	count({text |
		some text in mentioned
		names := traversals.steps(text)
		not names[0] in {"local", "var"}
		count(names) > identifiers.identity_length(names)
		not plan.blocks_without_instances[references.within(scope, references.resource_node(names))]
	}) > 1
} else := set()

of_mention(scope, text) := {references.within(scope, plain[text])} if {
	plain[text]
} else := of_names(scope, text, traversals.steps(text))

# Most texts are a plain reference to a resource or variable. What each is a node of is found once, not for each
# instance of a module: see the README on memory.
plain[text] := node if {
	some text in texts
	not contains(text, "[")
	names := traversals.steps(text)
	traversals.is_followable(names)
	not names[0] in {"local", "module"}
	node := references.node(names, text)
	not contains(node, " ")
}

texts contains text if {
	some content in plan_modules.static
	some resource in object.get(content, "resources", [])
	some expression in object.get(resource, "expressions", {})
	some text in expression.references
}

of_names(scope, text, names) := {whole_resource(scope, text, names)} if {
	is_whole_resource(names)
} else := {hidden.output_of(references.within(scope, $"module.{names[1]}"))} if {
	names[0] == "module"
	count(names) == 2
} else := {references.unfollowable} if {
	not traversals.is_followable(names)
} else := {hidden.local_values(scope)} if {
	names[0] == "local"
} else := outputs(scope, text, names) if {
	names[0] == "module"
	count(names) > 2
} else := {references.node_within(scope, references.node(names, text))} if {
	has_no_instance(names, text)
} else := {references.of_kind(references.kind_of_node(names, text), references.within(scope, instance(scope, text, names)))}

has_no_instance(_, text) if not contains(text, "[")

# A variable, or what terraform_data gives: its instances are not told apart.
has_no_instance(names, _) if references.is_name_of_value(names)

# Behind an index that is an expression, Terraform lists the resource without its attribute. An object of a resource
# has all of its attributes.
is_whole_resource(names) if {
	count(names) == identifiers.identity_length(names)
	not names[0] in identifiers.unnamed
	traversals.is_name(names)
}

whole_resource(scope, text, names) := hidden.attribute_of(references.within(scope, instance(scope, text, names)))

# A resource with its index, where that is written out and there is such an instance.
instance(scope, text, names) := indexed if {
	indexed := with_index(references.resource_node(names), text)
	instance_addresses[references.within(scope, indexed)]
} else := references.resource_node(names)

# What a reference begins with, and its index where that is written out.
with_index(start, text) := $"{start}[{read.indexes[0]}]" if {
	read := address_indexes.parsed(text)
	read.head == start
	is_written_out(read.indexes[0])
}

is_written_out(index) if trim(index, "0123456789") == ""

# Terraform writes a reference to a key otherwise than an address, where there is more to it than a text.
is_written_out(index) if {
	startswith(index, `"`)
	not contains(index, `\`)
	not contains(index, "$")
	not contains(index, "%")
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

outputs(scope, text, names) := {node |
	some module in modules(scope, text, names[1])
	node := $"{references.kind_of_node(names, text)}{module}.output.{names[2]}"
}

modules(scope, text, name) := {indexed} if {
	indexed := references.within(scope, with_index($"module.{name}", text))
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

# What the caller does not pass is the default.
aliases[node] contains value if {
	some module in plan_modules.called
	module.address != ""
	some name, variable in object.get(module.content, "variables", {})
	not name in object.keys(object.get(module.call, "expressions", {}))
	node := $"{module.address}.var.{name}"
	some value in of_value(object.get(variable, "default", null))
}

aliases[node] contains value if {
	some module in plan_modules.called
	module.address != ""
	some name, output in object.get(module.content, "outputs", {})
	node := $"{module.address}.output.{name}"
	some value in of_passed(module.address, object.get(output, "expression", {}), {})
}

# What terraform_data is given comes out of it.
aliases[node] contains value if {
	some module, resources in of_module
	some name, resource in resources
	resource.type == "terraform_data"
	some attribute in ["input", "output"]
	node := $"{references.within(module, name)}.{attribute}"
	some value in of_passed(module, object.get(resource, ["expressions", "input"], {}), resource)
}

of_passed(scope, expression, owner) := of_value(expression.constant_value) if {
	is_constant(expression)
} else := choices.of({references.nothing} | ids_read(scope, expression), "") if {
	is_known_to_plan(scope, expression)
} else := choices.of(of_expression(scope, expression, owner), "")

# What is made of constants, keys, paths and of data sources that were read is known: it is no id that the plan does not
# know yet.
is_known_to_plan(scope, expression) if {
	count(unsaid(expression)) == 0
	every text in mentions(expression) {
		is_known_text(scope, text)
	}
}

is_known_text(_, text) if text in {"count.index", "each.key", "path.cwd", "path.module", "path.root", "terraform.workspace"}

is_known_text(scope, text) if {
	names := traversals.steps(text)
	names[0] == "data"
	not traversals.is_followable(names)
	was_read[references.within(scope, references.resource_node(names))]
}

# The ids in what data sources gave.
ids_read(scope, expression) := {references.literal(part) |
	some text in mentions(expression)
	names := traversals.steps(text)
	names[0] == "data"
	some values in was_read[references.within(scope, references.resource_node(names))]
	walk(values, [_, part])
	is_string(part)
	references.is_network_id(part)
}

# Data sources that were read when the plan was made, with what they gave.
was_read[address_indexes.without_indexes(resource.address)] contains object.get(resource, "values", {}) if {
	some resource in plan_modules.resources(plan_modules.prior_root)
	resource.mode == "data"
}

# The ids in a known value: all elements of a list, or one of the values of an object.
of_value(value) := {references.nothing} if {
	is_blank(value)
} else := references.of_literal(value) if {
	is_string(value)
} else := {references.literal(item) | some item in value} if {
	is_texts(value)
	count(value) > 0
} else := choices.of({references.nothing} | ids, "") if {
	ids := {node |
		walk(value, [_, item])
		is_string(item)
		node := references.literal(item)
		not choices.is_no_id(node)
	}
}

is_blank(value) if value in {null, "", true, false}

is_blank(value) if is_number(value)

is_texts(value) if {
	is_array(value)
	every item in value {
		is_string(item)
	}
}
