import type { ServiceCardFields } from "../../modules/card";

/** A card with everything that a card can have. */
export const CARD: ServiceCardFields = {
  environment: "prod",
  service: "orders",
  description: 'Orders of the "shop", in Zürich → 東京',
  documentation: "https://docs.example.com/orders?v=1#connect",
  contact: "Orders team <orders@example.com>",
  serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
  account: "111111111111",
  region: "us-east-1",
  supportedRegions: ["eu-west-1", "us-east-1"],
  zoneIds: ["use1-az1", "use1-az2"],
  listeners: {
    dns: { port: 53, protocol: "TCP_UDP" },
    http: { port: 80, protocol: "TCP", httpPath: "/health" },
    https: { port: 443, protocol: "TLS" },
  },
  addressTypes: ["ipv4", "ipv6"],
  privateDnsName: "orders.example.com",
  acceptance: "registered",
  endpointPolicy: false,
};
