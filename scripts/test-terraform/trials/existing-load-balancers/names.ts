/** Account of the services. */
export const ACCOUNT = "111111111111";

/** File of the environment. */
export const FILE = "demo/environment.yaml";

/** File of the consumer. */
export const WEB = "demo/consumers/web.yaml";

/** Zones of the VPC that exists, by the names of its subnets. */
export const ZONES = { a: "use1-az1", b: "use1-az2" } as const;
