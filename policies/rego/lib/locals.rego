# METADATA
# title: Locals of a cdk.tf.json
# description: What a reference to a local is written as. Plans do not show locals.
package privatelink.lib.locals

import data.privatelink.lib.blocks
import data.privatelink.lib.references

all := object.union_n(blocks.objects(object.get(input, "locals", null)))

# What a string that is one reference to a local, or to a part of it, is written as.
value_of(text) := value if {
	is_string(text)
	contains(text, "local.")
	names := references.steps(references.traversal(text))
	names[0] == "local"
	value := object.get(all, array.slice(names, 1, count(names)), null)
	value != null
}

# A value behind at most two locals. What is still an expression stays one.
plain(written) := twice if {
	twice := value_of(value_of(written))
} else := once if {
	once := value_of(written)
} else := written

# A local stands for whatever its leaves do.
aliases := {$"local.{name}": nodes |
	some name, value in all
	nodes := {node |
		walk(value, [_, leaf])
		not is_object(leaf)
		not is_array(leaf)
		some node in references.of_written(leaf)
	}
}
