/** Most targets of a load balancer (User Guide for Gateway Load Balancers, "Quotas"; it cannot be raised). */
export const MAX_APPLIANCES = 300;
