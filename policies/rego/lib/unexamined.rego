# METADATA
# title: Documents that show nothing
# description: >-
#   A stack does not show what its modules make. Where nothing else is in it, or a module gets the mark of a consumer's VPC
#   and no other VPC is a consumer's, its pass would be one without having looked.
package privatelink.lib.unexamined

import data.privatelink.lib.blocks
import data.privatelink.lib.consumers
import data.privatelink.lib.document
import data.privatelink.lib.marks

why contains "nothing was examined: all that this stack makes is in modules, whose content it does not show. Judge its plan, which shows it" if {
	hides_modules
	count([resource | some resource in document.resources; resource.mode == "managed"]) == 0
}

why contains $"nothing was examined of a consumer's VPC: {module} gets the mark {marks.tag}, and this stack does not show what the module makes. Judge its plan, which shows it" if {
	hides_modules
	some module in marked_modules
}

hides_modules if {
	document.form == "cdk.tf.json"
	count(document.normal.hidden_modules) > 0
	not consumers.any_consumer
}

marked_modules contains $"module.{name}" if {
	some [name, content] in blocks.labelled(input.module)
	some body in blocks.objects(content)
	walk(body, [path, value])
	path[count(path) - 1] == marks.tag
	not value in marks.of_others
}
