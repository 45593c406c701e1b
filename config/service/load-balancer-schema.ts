import { z } from "zod";

/** Settings of the load balancer of a service. */
export const loadBalancer = z
  .strictObject({
    crossZone: z
      .boolean()
      .default(true)
      .describe("Whether the load balancer forwards to targets in all zones from each. Default: true."),
    deletionProtection: z
      .boolean()
      .default(false)
      .describe("Whether AWS refuses to delete the load balancer. Default: false."),
  })
  .describe("Network Load Balancer of the service. Default: one with the defaults of each key.");

/** The load balancer as an environment file gives it. */
export type LoadBalancerSpec = z.output<typeof loadBalancer>;
