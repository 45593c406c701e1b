/** Account of the services. */
export const PROVIDER = "111111111111";

/** Account of the consumer. */
export const CONSUMER = "222222222222";

/** File of the environment. */
export const ENVIRONMENT = "demo/environment.yaml";

/** File of the consumer. */
export const WEB = "demo/consumers/web.yaml";

/** Targets of the load balancer that is made. */
export const TARGETS = { type: "ip", addresses: ["10.10.0.9"] };

/** Its listeners. */
export const LISTENERS = { http: { port: 80, targetPort: 8080 } };
