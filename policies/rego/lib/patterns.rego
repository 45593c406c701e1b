# METADATA
# title: Patterns of policy data
# description: Names in which `*` stands for any text, and every other character, brackets too, for itself.
package privatelink.lib.patterns

matches(pattern, text) if pattern == text

matches(pattern, text) if {
	contains(pattern, "*")
	regex.match($"^{strings.replace_n(escapes, pattern)}$", text)
}

matches_any(patterns, text) if {
	some pattern in patterns
	matches(pattern, text)
}

escapes := {
	"*": ".*", `\`: `\\`, ".": `\.`, "+": `\+`, "?": `\?`, "(": `\(`, ")": `\)`, "[": `\[`, "]": `\]`, "{": `\{`,
	"}": `\}`, "|": `\|`, "^": `\^`, "$": `\$`,
}
