# METADATA
# title: Expressions that select
# description: >-
#   An expression that only picks one of the things that it mentions, or nothing, stands for one of these things. Any
#   other expression may have a value besides them.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/functions
package privatelink.lib.selections

import data.privatelink.lib.references

# An expression that only picks one of the things that it mentions, or nothing: `one(aws_vpc.a[*].id)`.
is_selection(text) if picks_one(text, references.mentions(text))

# Each piece of the expression is looked at, so that no comment, text or other name can stand between two of them.
picks_one(text, found) if {
	count(found) > 0
	inner := references.between_braces(text)
	pieces := [piece | some [piece] in regex.find_all_string_submatch_n($"{references.mention_pattern}|{selection_pattern}", inner, -1)]
	concat("", pieces) == inner
	mentioned := {mention: true | some [_, mention] in found}
	every piece in pieces {
		is_of_selection(piece, mentioned)
	}
}

is_of_selection(piece, mentioned) if mentioned[piece]

is_of_selection(piece, _) if selecting[piece]

is_of_selection(piece, _) if trim(piece, "0123456789(),[] \n\r\t") == ""

selecting := {
	`""`, "coalesce", "coalescelist", "compact", "concat", "distinct", "element", "flatten", "null", "one", "sort", "tolist",
	"toset", "try",
}

selection_pattern := `[A-Za-z_]+|""|[0-9(),\[\]\s]+`
