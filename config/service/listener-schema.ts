import { z } from "zod";
import { LISTENER_PROTOCOLS, MAX_LISTENERS } from "../../modules/provider/load-balancer";
import { key } from "../fields";
import { httpPath, port } from "../shared-schema";

const healthCheck = z
  .strictObject({
    protocol: z
      .enum(["TCP", "HTTP", "HTTPS"])
      .default("TCP")
      .describe("TCP opens a connection; HTTP and HTTPS want an answer from 200 to 399 at the path. Default: TCP."),
    path: httpPath.optional().describe("Default: /."),
    intervalSeconds: z
      .int()
      .min(5)
      .max(300)
      .default(10)
      .describe("Seconds from one check to the next, from 5 to 300. Default: 10."),
  })
  .describe("How the load balancer finds out whether a target is well.");

const listener = z
  .strictObject({
    port: port.describe("Port that consumers connect to."),
    protocol: z
      .enum(LISTENER_PROTOCOLS)
      .default("TCP")
      .describe("TCP, UDP, both at one port (TCP_UDP), or TLS, which ends at the load balancer. Default: TCP."),
    targetPort: port.optional().describe("Port of the targets. Default: the listener's own port."),
    healthCheck: healthCheck.optional().describe("Default: a TCP connection every 10 seconds."),
  })
  .describe("A port that consumers connect to, and where its connections go.");

/** Listeners by name. */
export const listeners = z
  .record(key, listener)
  .refine((all) => Object.keys(all).length >= 1 && Object.keys(all).length <= MAX_LISTENERS, {
    error: `1 to ${MAX_LISTENERS} listeners`,
  })
  .describe("Listeners of the Network Load Balancer, by a name of your choice.");

/** A listener as an environment file gives it. */
export type ListenerSpec = z.output<typeof listener>;
