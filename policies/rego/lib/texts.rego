# METADATA
# title: Texts that say what is made
# description: >-
#   What is known of a text that another system reads, such as the OpenAPI text of an API or the ARN of a target. An
#   expression is not evaluated: what is written out in it is its text, and it is open where more may come into it.
package privatelink.lib.texts

import data.privatelink.lib.choices
import data.privatelink.lib.identifiers
import data.privatelink.lib.links
import data.privatelink.lib.locals
import data.privatelink.lib.references
import data.privatelink.lib.traversals
import data.privatelink.lib.values

# Whether a text at the path contains one of some texts. Case, white space and quotation marks do not count, and `=`
# is `:`.
contains_any(resource, path, wanted) if {
	some text in at(resource, path)
	plain := normalized(text)
	some part in wanted
	contains(plain, normalized(part))
}

# Whether what a text at the path says is not all in sight.
is_open(resource, path) if {
	some text in written(resource, path)
	is_open_expression(path, text)
}

is_open(resource, path) if {
	names := split(path, ".")
	some holder in values.holders(resource, names)
	not is_written(holder)
	some result in values.leaf(holder, names[count(names) - 1])
	is_open_value(path, result.unknown)
}

is_open(resource, path) if {
	some value in values.known(resource, path)
	is_string(value)
	not json.is_valid(value)
	regex.match(`\\[ux][0-9a-fA-F]`, value)
}

is_open_expression(path, text) if {
	is_one_reference(text)
	not is_arn_of_resource(path, text)
	is_open_value(path, references.of_text(text))
}

is_open_expression(_, text) if {
	not is_one_reference(text)
	is_open_text(text)
}

# Not by regular expressions, which are slow in WebAssembly.
is_one_reference(text) if {
	inner := references.between_braces(text)
	inner != ""
	trim(inner, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-*[]\"") == ""
}

# `${aws_lb.a.target_group_arn}`, of a resource or a data source.
is_arn_of_resource(path, text) if {
	takes_arn(path)
	names := traversals.steps(references.between_braces(text))
	not "" in names
	[attribute] := identifiers.attribute(names)
	type := identifiers.type_of(names)
	startswith(type, "aws")
	is_in_lower_case(trim_prefix(trim_prefix(type, "aws"), "cc"))
	endswith(attribute, "_arn")
	identifiers.is_id(attribute)
}

# Whether a text is `_` and at least one more letter in lower case, digit or `_`.
is_in_lower_case(rest) if {
	startswith(rest, "_")
	rest != "_"
	trim(rest, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

takes_arn(path) if {
	some end in ["arn", "arns"]
	references.last(split(replace(path, "_", "."), ".")) == end
}

# An ARN that a resource gives is its own. Any other text may come from anywhere.
is_open_value(path, nodes) if {
	count(nodes) > 0
	not takes_arn(path)
}

is_open_value(path, nodes) if {
	some end in links.named(choices.of(nodes, path))
	not links.by_address[end]
	end != references.unsaid
}

at(resource, path) := array.concat(
	[text | some value in values.known(resource, path); text := text_of(value)],
	array.concat(written(resource, path), mentioned(resource, path)),
)

# JSON may spell a letter by its number.
text_of(value) := json.marshal(json.unmarshal(value)) if {
	is_string(value)
	json.is_valid(value)
} else := value if {
	is_string(value)
} else := json.marshal(value)

normalized(text) := strings.replace_n(
	{" ": "", "\n": "", "\r": "", "\t": "", "\\n": "", "\\r": "", "\\t": "", "\"": "", "'": "", "\\": "", "=": ":"},
	lower(text),
)

# Expressions of a stack, as they are written.
written(resource, path) := [text |
	names := split(path, ".")
	some holder in values.holders(resource, names)
	is_written(holder)
	some item in items(locals.plain(object.get(holder.body, names[count(names) - 1], null)))
	text := locals.plain(item)
	is_string(text)
	references.is_expression(text)
]

is_written(holder) if {
	holder.form == "written"
	not holder.opaque
}

items(value) := value if {
	is_array(value)
} else := [value]

# Of what is not known, the names that it mentions: an ARN is one of a resource of the type that stands in its name.
mentioned(resource, path) := [$"{end}." |
	some result in values.at(resource, path)
	some end in links.named(choices.of(result.unknown, path))
]

# What may be put in that the text does not show: values of the author's, and the results of functions and conditions.
is_open_text(text) if {
	some pattern in [
		`(^|[^A-Za-z0-9_.-])(var|local|module|each|self|path|terraform|terraform_data)\.[A-Za-z_]`,
		concat("", [`\$\{[^}"]*`, spaced_out]),
		`%\{|\$\{\s*"|\\u|[\[{]\s*for\s`,
		`[\s)"\]]\?\s*["(\s]`,
	]
	regex.match(pattern, text)
}

is_open_text(text) if {
	some [_, type] in regex.find_all_string_submatch_n(`(?:^|[^A-Za-z0-9_.-])data\.([a-z0-9_]+)\.`, text, -1)
	not type in {"aws_caller_identity", "aws_partition", "aws_region"}
}

is_open_text(text) if {
	not startswith(text, "${jsonencode(")
	regex.match(`\$\{[^}]*[A-Za-z0-9_]\(`, text)
}

is_open_text(text) if {
	startswith(text, "${jsonencode(")
	some [_, call] in regex.find_all_string_submatch_n(`([A-Za-z0-9_]+)\(`, text, -1)
	call != "jsonencode"
}

is_open_text(text) if {
	startswith(text, "${jsonencode(")
	some [token] in regex.find_all_string_submatch_n(`"(?:[^"\\]|\\.)*"|[^"]+`, text, -1)
	not startswith(token, `"`)
	regex.match(spaced_out, token)
}

# White space and comments may stand between the names of a reference.
spaced_out := `\b(var|local|module|each|self|path|terraform|terraform_data|data)\s*(\s\.|\.\s|/\*|//|#)`
