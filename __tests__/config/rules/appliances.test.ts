import { APPLIANCE_CONSUMER, APPLIANCES } from "../../support/appliances";
import { CONSUMER, ENVIRONMENT, edit, environmentProblems, problemsIn } from "../../support/environments";

/** What is wrong with a consumer file beside appliances. */
const problemsOf = (consumer: string, environment = APPLIANCES) =>
  problemsIn({ "dev/environment.yaml": environment, "dev/consumers/globex.yaml": consumer });

test("the files that the mistakes are made in have none", () => {
  expect(problemsOf(APPLIANCE_CONSUMER)).toEqual([]);
});

test("fails on a key that a service has, too", () => {
  const text = `${edit(ENVIRONMENT, "  orders:\n", "  inspection:\n")}${APPLIANCES.slice(APPLIANCES.indexOf("appliances:"))}`;
  expect(
    environmentProblems(
      edit(
        text,
        "cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]\n    listeners",
        "cidr: 10.11.0.0/20\n      zones: [use1-az1, use1-az2]\n    listeners",
      ),
    ),
  ).toMatchObject([
    { path: "appliances.inspection", expected: "a key that no service has", fix: "rename one of the two" },
  ]);
});

describe("a connection to appliances fails", () => {
  test("on a key that there is not, with the one that is meant", () => {
    expect(problemsOf(edit(APPLIANCE_CONSUMER, "appliance: inspection", "appliance: inspecton"))).toMatchObject([
      {
        path: "connections.inspection.appliance",
        expected: "appliances of dev/environment.yaml: inspection",
        fix: "write `inspection`",
      },
    ]);
  });

  test("where the environment has none", () => {
    expect(problemsOf(APPLIANCE_CONSUMER, ENVIRONMENT)).toMatchObject([
      {
        path: "connections.inspection.appliance",
        expected: "appliances of this environment, but dev/environment.yaml has none",
      },
    ]);
  });

  test("of a consumer that is built here, with the reason", () => {
    expect(problemsOf(edit(CONSUMER, "    service: orders\n", "    appliance: inspection\n"))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          path: "connections.orders.appliance",
          expected: "no appliances: packets are routed through them, and nothing connects to them",
          fix: "write `inspection` beside `connections`, or `external: true` for a consumer who runs their own side",
        }),
      ]),
    );
  });

  test("as to a service", () => {
    const found = (text: string) => problemsOf(text).map(({ path, expected, fix }) => [path, expected, fix]);
    const expected = "a service of dev/environment.yaml, which inspection is not: it is appliances";
    expect(found(edit(APPLIANCE_CONSUMER, "appliance: inspection", "service: inspection"))).toEqual([
      ["connections.inspection.service", expected, "write `appliance: inspection` in place of `service`"],
    ]);
    const text = edit(edit(CONSUMER, "service: orders", "service: inspection"), "10.20.0.0/20", "10.30.0.0/20");
    expect(found(text)).toEqual([
      [
        "connections.orders.service",
        expected,
        "write `inspection: { appliance: inspection, ... }` beside `connections`: packets are routed through appliances",
      ],
    ]);
  });

  test("with clients' ranges", () => {
    const text = edit(APPLIANCE_CONSUMER, "    endpointId", "    clientRanges: [10.64.0.0/16]\n    endpointId");
    expect(problemsOf(text)).toMatchObject([
      {
        path: "connections.inspection.clientRanges",
        expected: "none with appliances: a Gateway Load Balancer has no security group",
        fix: "take them out",
      },
    ]);
  });

  test("with a service as well", () => {
    const text = edit(APPLIANCE_CONSUMER, "    endpointId", "    resource: a\n    endpointId");
    expect(problemsOf(text).map(({ expected }) => expected)).toContain(
      "exactly one of `service`, `resource` and `appliance`, a key in this environment's environment.yaml",
    );
  });

  test("with an endpoint that nobody accepts", () => {
    const manual = edit(APPLIANCES, "    role: deploy\n", "    role: deploy\n    acceptance: manual\n");
    expect(problemsOf(APPLIANCE_CONSUMER, manual)).toMatchObject([
      {
        path: "connections.inspection.endpointId",
        expected: "no endpoint to accept: inspection has `acceptance: manual`",
        fix: "take it out, or set `acceptance: registered` for the appliances",
      },
    ]);
  });
});

test("fails where a service of another environment has a load balancer of the same name", () => {
  const service = edit(ENVIRONMENT, "  orders:\n", "  x-inspection:\n");
  const other = edit(APPLIANCES, "10.10.0.0/20", "10.10.0.0/20");
  expect(problemsIn({ "dev/environment.yaml": service, "dev-x/environment.yaml": other })).toMatchObject([
    {
      file: "dev-x/environment.yaml",
      path: "appliances.inspection",
      found: "`dev-x-inspection` twice (dev/environment.yaml:7 and dev-x/environment.yaml:5), in account 111111111111",
    },
  ]);
});

test("fails where VPCs overlap, or are too many", () => {
  const text = `${APPLIANCES}quotas: { "*": { vpcsPerRegion: 1 } }\n`;
  const two = edit(
    text,
    "appliances:\n",
    'appliances:\n  firewall: { account: "111111111111", vpc: { cidr: 10.10.0.0/21, zones: [use1-az1] } }\n',
  );
  expect(environmentProblems(two).map(({ path }) => path)).toEqual([
    "appliances.firewall.vpc.cidr",
    "appliances.inspection.vpc",
  ]);
});
