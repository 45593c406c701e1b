package privatelink.lib.locals_test

import data.privatelink.lib.locals

document := {"locals": {
	"a": "plain",
	"v": {
		"a.b": "dot", "a": {"b": "path"}, "a].b[c": "brackets", `a"]b`: "quote", `a\"]b`: "escapes", "x /*y*/": "comment", "*": "splat",
		"0": "digit",
	},
	"a == 1 ? local": {"v": {"b": "operator"}},
	"twice": `${local.v["a.b"]}`,
	"list": ["first"],
}}

test_takes_a_key_as_a_whole if {
	every text, value in {
		"${local.a}": "plain",
		`${local.v["a.b"]}`: "dot",
		"${local.v.a.b}": "path",
		`${local.v["a"].b}`: "path",
		`${local.v["a"]["b"]}`: "path",
		`${ local.v[ "a.b" ] }`: "dot",
		`${local.v["a].b[c"]}`: "brackets",
		"${local.v.0}": "digit",
		"${local.twice}": "dot",
	} {
		locals.plain(text) == value with input as document
	}
}

test_leaves_what_it_cannot_read_an_expression if {
	every text in [
		`${local.v["a\"]b"]}`, `${local.v["\u0061.b"]}`, "${local.v.x /*y*/}", `${local.v.*}`, "${local.a == 1 ? local.v.b : null}",
		"${local.v[local.a]}", "${local.list[0]}", "${local . a}", "${local.v[\"a\"] .b}", "${local.v.a}x", "${local.missing}",
		`${local.v["a"]b}`,
	] {
		locals.plain(text) == text with input as document
	}
}
