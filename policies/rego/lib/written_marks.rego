# METADATA
# title: Marks of a cdk.tf.json
# description: The mark of a VPC by its tags, or by the default tags of its provider.
package privatelink.lib.written_marks

import data.privatelink.lib.blocks
import data.privatelink.lib.locals
import data.privatelink.lib.marks
import data.privatelink.lib.references

# A data source's tags are what it searches by, not all that the VPC has.
of(entry) := "unknown" if {
	entry.mode == "data"
	not tags(entry.body)[marks.tag]
} else := default_mark(entry) if {
	entry.mode == "managed"
	marks.of_tags(tags(entry.body)) == "none"
} else := marks.of_tags(tags(entry.body))

# Tags with literal values; null where they cannot be read. AWS::EC2::VPC of awscc lists them as key and value.
default tags(_) := null

tags(body) := object.union(readable(object.get(body, "tags_all", null)), readable(object.get(body, "tags", null)))

readable(null) := {}

readable(value) := literal(value) if is_object(value)

readable(value) := literal({item.key: item.value | some item in value}) if is_array(value)

readable(value) := literal(locals.value_of(value)) if {
	is_string(value)
	is_object(locals.value_of(value))
}

literal(object) := {key: locals.plain(written) | some key, written in object} if {
	every key, _ in object {
		not references.is_expression(key)
	}
}

# The mark that the default tags of a resource's provider give. What cannot be read counts as consumer, as on a VPC.
default_mark(entry) := "consumer" if {
	"consumer" in default_marks(entry)
} else := "other" if {
	"other" in default_marks(entry)
} else := "none"

default_marks(entry) := {replace(marks.of_tags(tags(default_tags)), "unknown", "consumer") |
	some [name, providers] in blocks.labelled(object.get(input, "provider", null))
	name in {"aws", "awscc"}
	some provider in blocks.objects(providers)
	is_of(provider, object.get(entry.body, "provider", null))
	some default_tags in blocks.objects(object.get(provider, "default_tags", null))
}

# Without a provider of its own a resource has the one without an alias; one that cannot be read may be any.
is_of(provider, reference) if object.get(provider, "alias", null) == alias_of(reference)

is_of(_, reference) if alias_of(reference) == "?"

default alias_of(_) := "?"

alias_of(null) := null

alias_of(reference) := alias if {
	[_, alias] := split(trim_suffix(trim_prefix(reference, "${"), "}"), ".")
}

alias_of(reference) := null if reference in {"aws", "awscc"}
