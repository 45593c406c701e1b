# METADATA
# title: Values that a plan does not show
# description: >-
#   Names for the values of which a plan gives no expression: the locals of a module, and an attribute of a resource or an
#   output of a module behind an index that is an expression. `links` says what each may stand for.
package privatelink.lib.hidden

# Any local of an instance of a module. It can only be made of what the module has, is given, or calls.
local_values(scope) := "a local value" if {
	scope == ""
} else := $"a local value of {scope}"

# Any attribute of a resource, tags and other maps among them, which may hold whatever the resource is given.
attribute_of(node) := $"an attribute of {node}"

# Any output of a module, whose index is an expression.
output_of(call) := $"an output of {call}"

is_output(node) if startswith(node, "an output of ")

is_local_value(node) if startswith(node, "a local value")

is_attribute(node) if startswith(node, "an attribute of ")

is_one(node) if is_local_value(node)

is_one(node) if is_attribute(node)

is_one(node) if is_output(node)

# The module of a local, and the resource of an attribute.
scope_of(node) := trim_prefix(trim_prefix(node, local_values("")), " of ")

call_of(node) := trim_prefix(node, output_of(""))

resource_of(node) := trim_prefix(node, attribute_of(""))
