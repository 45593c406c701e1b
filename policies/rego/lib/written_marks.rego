# METADATA
# title: Marks of a cdk.tf.json
# description: The mark of a VPC by its tags, or by the default tags of its provider.
package privatelink.lib.written_marks

import data.privatelink.lib.blocks
import data.privatelink.lib.locals
import data.privatelink.lib.marks
import data.privatelink.lib.providers
import data.privatelink.lib.references
import data.privatelink.lib.written

# A data source's tags are what it searches by, not all that the VPC has.
of(entry) := asked if {
	entry.mode == "data"
	asked := marks.of_filters(filters(entry.body))
} else := "unknown" if {
	entry.mode == "data"
	not tags(entry.body)[marks.tag]
} else := default_mark(entry) if {
	entry.mode == "managed"
	marks.of_tags(tags(entry.body)) == "none"
} else := marks.of_tags(tags(entry.body))

# What is looked up by, as name and values.
filters(body) := [{"name": name, "values": wanted(written.leaf(block, "values"))} |
	some block in written.children({"body": body}, "filter")
	not block.opaque
	some result in written.leaf(block, "name")
	name := result.known
]

# A value that is not known may be a consumer's: what is looked for beside it says nothing then, but for a consumer's.
wanted(results) := [value |
	some result in results
	value := result.known
	is_sure(results, value)
]

is_sure(results, _) if {
	every result in results {
		not result.unknown
	}
}

is_sure(_, value) if not value in marks.of_others

# Tags with literal values; null where they cannot be read. AWS::EC2::VPC of awscc lists them as key and value.
default tags(_) := null

tags(body) := object.union(readable(object.get(body, "tags_all", null)), readable(object.get(body, "tags", null)))

readable(null) := {}

readable(value) := literal(value) if is_object(value)

readable(value) := literal(marks.by_key([{"key": item.key, "value": locals.plain(item.value)} | some item in value])) if is_array(value)

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

default_marks(entry) := {replace(marks.of_tags(default_tags(block)), "unknown", "consumer") |
	some [name, content] in blocks.labelled(object.get(input, "provider", null))
	some provider in blocks.objects(content)
	is_of(name, provider, providers.reference_of(entry))
	some block in written.children({"body": provider}, "default_tags")
}

default_tags(block) := null if {
	block.opaque
} else := tags(block.body)

# One that cannot be read may be any.
is_of(name, provider, reference) if reference == [name, object.get(provider, "alias", null)]

is_of(_, _, null)
