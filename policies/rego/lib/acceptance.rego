# METADATA
# title: Whose connections an acceptance stack accepts
# description: >-
#   What the plan of an acceptance stack of this project says of the customers of the connections that it rejects. Its
#   output `revoked_connections` names the connections of customers that the ledger declares revoked. The address of an
#   acceptance has the names of customer and connection.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/internals/json-format#values-representation
package privatelink.lib.acceptance

import data.privatelink.lib.document

# Connections that may be rejected, as `<customer>/<connection>`. Undefined where the plan has no such output.
# An output that cannot be read names nobody.
revoked := {name | some name in elements(object.get(output, "value", []))} if {
	document.form == "plan"
	document.role == "acceptance"
	output
}

output := input.planned_values.outputs.revoked_connections

default elements(_) := []

elements(value) := value if is_array(value)

# Customer and connection of an acceptance. Neither name has an underscore. The address ends with a hash that cdktf
# makes, behind the id of the endpoint where the connection may have several.
connection_of(address) := {"customer": customer, "name": $"{customer}/{connection}"} if {
	some [_, customer, connection] in regex.find_all_string_submatch_n(pattern, address, -1)
}

pattern := `^aws_vpc_endpoint_connection_accepter\.connections_([^_]+)_([^_]+)_(?:vpce-[0-9a-f]+_)?[0-9A-F]{8}(?:\[[0-9]+\])?$`
