/** An environment of one service, for trials that are about its consumers. */
export const ONE_SERVICE = {
  backend: { type: "local" },
  region: "us-east-1",
  services: {
    orders: {
      account: "111111111111",
      vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
      listeners: { http: { port: 80, targetPort: 8080 } },
    },
  },
};
