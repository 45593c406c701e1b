# METADATA
# title: The rules
# description: >-
#   All rules whose findings waivers are for, with what their metadata says of them. `expired-waiver` comes after, for it
#   judges those.
package privatelink.lib.registry

import data.privatelink.rules.accepted_connections
import data.privatelink.rules.address_ranges
import data.privatelink.rules.allowed_endpoints
import data.privatelink.rules.declared_connections
import data.privatelink.rules.endpoint_policies
import data.privatelink.rules.identity_from_outside
import data.privatelink.rules.internal_load_balancer
import data.privatelink.rules.keep_guard_rails
import data.privatelink.rules.listener_ports
import data.privatelink.rules.narrow_security_groups
import data.privatelink.rules.no_administration_tunnel
import data.privatelink.rules.no_destruction
import data.privatelink.rules.no_direct_connect
import data.privatelink.rules.no_dns_way_out
import data.privatelink.rules.no_dynamic_routes
import data.privatelink.rules.no_forwarding
import data.privatelink.rules.no_internet_gateway
import data.privatelink.rules.no_narrowing
import data.privatelink.rules.no_nat_gateway
import data.privatelink.rules.no_new_addresses
import data.privatelink.rules.no_open_service
import data.privatelink.rules.no_other_network
import data.privatelink.rules.no_peering
import data.privatelink.rules.no_peering_with_consumers
import data.privatelink.rules.no_public_address
import data.privatelink.rules.no_public_exposure
import data.privatelink.rules.no_replacement
import data.privatelink.rules.no_service_network
import data.privatelink.rules.no_shared_subnet
import data.privatelink.rules.no_transit_gateway
import data.privatelink.rules.no_vpn
import data.privatelink.rules.not_visible
import data.privatelink.rules.private_dns
import data.privatelink.rules.revoke_before_destroy
import data.privatelink.rules.service_interfaces
import data.privatelink.rules.service_load_balancers
import data.privatelink.rules.unclassified_type
import data.privatelink.rules.unseen_change

all := [
	{"about": accepted_connections.annotations, "findings": accepted_connections.findings},
	{"about": address_ranges.annotations, "findings": address_ranges.findings},
	{"about": allowed_endpoints.annotations, "findings": allowed_endpoints.findings},
	{"about": declared_connections.annotations, "findings": declared_connections.findings},
	{"about": endpoint_policies.annotations, "findings": endpoint_policies.findings},
	{"about": identity_from_outside.annotations, "findings": identity_from_outside.findings},
	{"about": internal_load_balancer.annotations, "findings": internal_load_balancer.findings},
	{"about": keep_guard_rails.annotations, "findings": keep_guard_rails.findings},
	{"about": listener_ports.annotations, "findings": listener_ports.findings},
	{"about": narrow_security_groups.annotations, "findings": narrow_security_groups.findings},
	{"about": no_administration_tunnel.annotations, "findings": no_administration_tunnel.findings},
	{"about": no_destruction.annotations, "findings": no_destruction.findings},
	{"about": no_direct_connect.annotations, "findings": no_direct_connect.findings},
	{"about": no_dns_way_out.annotations, "findings": no_dns_way_out.findings},
	{"about": no_dynamic_routes.annotations, "findings": no_dynamic_routes.findings},
	{"about": no_forwarding.annotations, "findings": no_forwarding.findings},
	{"about": no_internet_gateway.annotations, "findings": no_internet_gateway.findings},
	{"about": no_narrowing.annotations, "findings": no_narrowing.findings},
	{"about": no_nat_gateway.annotations, "findings": no_nat_gateway.findings},
	{"about": no_new_addresses.annotations, "findings": no_new_addresses.findings},
	{"about": no_open_service.annotations, "findings": no_open_service.findings},
	{"about": no_other_network.annotations, "findings": no_other_network.findings},
	{"about": no_peering.annotations, "findings": no_peering.findings},
	{"about": no_peering_with_consumers.annotations, "findings": no_peering_with_consumers.findings},
	{"about": no_public_address.annotations, "findings": no_public_address.findings},
	{"about": no_public_exposure.annotations, "findings": no_public_exposure.findings},
	{"about": no_replacement.annotations, "findings": no_replacement.findings},
	{"about": no_service_network.annotations, "findings": no_service_network.findings},
	{"about": no_shared_subnet.annotations, "findings": no_shared_subnet.findings},
	{"about": no_transit_gateway.annotations, "findings": no_transit_gateway.findings},
	{"about": no_vpn.annotations, "findings": no_vpn.findings},
	{"about": not_visible.annotations, "findings": not_visible.findings},
	{"about": private_dns.annotations, "findings": private_dns.findings},
	{"about": revoke_before_destroy.annotations, "findings": revoke_before_destroy.findings},
	{"about": service_interfaces.annotations, "findings": service_interfaces.findings},
	{"about": service_load_balancers.annotations, "findings": service_load_balancers.findings},
	{"about": unclassified_type.annotations, "findings": unclassified_type.findings},
	{"about": unseen_change.annotations, "findings": unseen_change.findings},
]
