# METADATA
# title: Addresses and their indexes
# description: >-
#   An address or a traversal, read as what stands before, between and after its indexes. A key of `for_each` is any
#   text: it may have dots, brackets and escaped quotes in it.
package privatelink.lib.address_indexes

import data.privatelink.lib.references

# What stands before the first index, the indexes, and what stands after each. Undefined where this is not sure.
parsed(text) := {"head": parts[0], "indexes": indexes, "rests": rests} if {
	parts := split(text, "[")
	is_bare(parts[0])
	indexes := [index | some i, part in parts; i > 0; index := index_before(part)[0]]
	count(indexes) == count(parts) - 1
	rests := [index_before(part)[1] | some i, part in parts; i > 0]
} else := {"head": head, "indexes": [index | some [_, index, _] in found], "rests": [rest | some [_, _, rest] in found]} if {
	head := substring(text, 0, indexof(text, "["))
	is_bare(head)
	found := regex.find_all_string_submatch_n(index_pattern, text, -1)
	concat("", array.concat([head], [whole | some [whole, _, _] in found])) == text
}

without_first(read) := array.concat([read.head], read.rests)

is_bare(text) if {
	not contains(text, "]")
	not contains(text, `"`)
}

# Most indexes have neither a bracket nor an escape in them. Regular expressions are slow in WebAssembly.
index_before(part) := parts if {
	parts := split(part, "]")
	count(parts) == 2
	not contains(parts[1], `"`)
	is_plain_index(parts[0])
}

is_plain_index(index) if is_unquoted(index)

is_plain_index(index) if {
	not contains(index, `\`)
	quoted := split(index, `"`)
	count(quoted) == 3
	quoted[0] == ""
	quoted[2] == ""
}

# No brackets, and nothing that begins a text, a heredoc or a comment, in which brackets may stand.
is_unquoted(index) if trim(index, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-*(),+ ") == ""

index_pattern := `\[(\s*"(?:[^"\\]|\\.)*"\s*|[A-Za-z0-9_.*(),+ -]*)\]([^\[\]"]*)`

# An address without its indexes. What cannot be read stays as it is.
without_indexes(text) := text if {
	not contains(text, "[")
} else := concat("", without_first(read)) if {
	read := parsed(text)
} else := text

# An address without the index that it ends in, and that index: `aws_vpc.a["b.c"]` ends in `["b.c"]`.
without_last_index(address) := trim_suffix(address, last_index(address))

last_index(address) := $"[{references.last(read.indexes)}]" if {
	endswith(address, "]")
	read := parsed(address)
} else := ""
