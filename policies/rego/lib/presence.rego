# METADATA
# title: Resources that a stack may not have
# description: >-
#   OpenTofu has no instance of a resource whose `lifecycle` has `enabled = false`. A resource is there for certain only
#   if `enabled` is left out or written as true. An expression in `count` or `for_each` does not say which instances
#   there are, unless it lists their keys.
# related_resources:
# - ref: https://opentofu.org/docs/language/meta-arguments/enabled/
# - ref: https://developer.hashicorp.com/terraform/language/meta-arguments/for_each
package privatelink.lib.presence

import data.privatelink.lib.blocks
import data.privatelink.lib.locals
import data.privatelink.lib.values

may_be_disabled(resource) if {
	resource.form == "written"
	some result in values.at(resource, "lifecycle.enabled")
	not values.same(object.get(result, "known", null), true)
}

# Whether one expression decides of both resources.
are_enabled_together(resource, other) if {
	text := enabling(resource)
	text == enabling(other)
}

# The text of `enabled`. Undefined where it is not one text.
enabling(resource) := text if {
	[lifecycle] := blocks.objects(resource.body.lifecycle)
	text := lifecycle.enabled
	is_string(text)
}

# Keys of `for_each` that are written out, as an object or as a set of texts.
keys(resource) := object.keys(object.remove(items, ["//"])) if {
	items := locals.plain(resource.body.for_each)
	is_object(items)
} else := {key | some [_, key] in regex.find_all_string_submatch_n(`"([^"]*)"`, text, -1)} if {
	text := locals.plain(resource.body.for_each)
	regex.match(`^\$\{\s*toset\(\s*\[(\s*"[^"\\$%]*"\s*,)*\s*("[^"\\$%]*")?\s*\]\s*\)\s*\}$`, text)
} else := set()
