/** Whom a new project is for. */
export const USERS = ["vendor", "platform", "network", "customer"] as const;

/** Somebody whom a new project is for: their environment has the same name. */
export type User = (typeof USERS)[number];

/** What each does, as the program tells it. */
export const DOES: Readonly<Record<User, string>> = {
  vendor: "exposes a service to customers in other accounts",
  platform: "shares services between accounts of its own organization",
  network: "keeps endpoints once, in a hub, for many VPCs",
  customer: "consumes somebody else's service, by its name or its service card",
};

/** Files of each environment, below its folder. */
export const ENVIRONMENT_FILES: Readonly<Record<User, readonly string[]>> = {
  vendor: ["environment.yaml", "consumers/canary.yaml", "consumers/globex.yaml"],
  platform: ["environment.yaml", "consumers/reports.yaml", "consumers/web.yaml"],
  network: ["environment.yaml", "consumers/reports.yaml", "consumers/vault.yaml", "consumers/web.yaml"],
  customer: ["environment.yaml", "cards/orders.json", "consumers/purchasing.yaml"],
};
