import { parse } from "yaml";
import { kitFiles } from "../../kit/kit-files";
import { kitService, SPARSE } from "../support/kit";

const FULL = kitFiles("globex", [
  kitService(
    {},
    {
      until: "2027-06-30",
      clientRanges: ["10.0.0.0/16"],
      endpointIds: ["vpce-0123456789abcdef0"],
      hasAcceptor: false,
    },
  ),
]);
const LEAST = kitFiles(undefined, [kitService(SPARSE, { principals: [] })]);
const ELSEWHERE = kitFiles("globex", [kitService({}, { region: "eu-west-1" })]);

/** A template, without the short forms of CloudFormation's functions. */
function template(text: string | undefined) {
  return parse((text ?? "").replace(/!(Ref|GetAtt|If|Join|Equals|Not)\b/g, ""), { logLevel: "error" });
}

test("a kit of one service has its files in the folder itself", () => {
  expect(Object.keys(FULL).sort()).toEqual([
    "README.md",
    "SECURITY.md",
    "cli.md",
    "cloudformation/endpoint.yaml",
    "console.md",
    "terraform/example/main.tf",
    "terraform/main.tf",
    "terraform/outputs.tf",
    "terraform/variables.tf",
    "terraform/versions.tf",
  ]);
});

test("each of several services has a folder, whatever their names", () => {
  const services = [kitService(), kitService({ service: "Orders!" }), kitService({ service: "billing" })];
  const files = kitFiles("globex", services);
  expect(
    Object.keys(files)
      .filter((path) => path.endsWith("README.md"))
      .sort(),
  ).toEqual(["README.md", "billing/README.md", "orders-2/README.md", "orders/README.md"]);
  expect(files["README.md"]).toContain("- [Orders\\! of prod](orders-2/README.md): Orders of");
});

test("the same gives the same bytes", () => {
  expect(kitFiles("globex", [kitService()])).toEqual(kitFiles("globex", [kitService()]));
});

describe("README", () => {
  test.each([
    "`com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0`",
    "| zones, by id | `use1-az1`, `use1-az2` |",
    "| address types of the endpoint | `ipv4`, `dualstack`, `ipv6` |",
    "| private DNS name | `orders.example.com` |",
    "| contact | Orders team \\<orders@example.com\\> |",
    "| your access ends after | 2027-06-30 |",
    "| 53 | TCP | dns |",
    "| 53 | UDP | dns |",
    "| 443 | TCP | https | TLS |",
    "| 80 | TCP | http | HTTP | `/health` |",
    "- `arn:aws:iam::888888888888:root`: any user or role of account 888888888888 that may call `ec2:CreateVpcEndpoint`",
    "`:root` in a principal stands for the whole account.",
    "- `arn:aws:iam::888888888888:role/connect`: only this role of account 888888888888",
    "- Clients with addresses in `10.0.0.0/16`: the provider lets only these in.",
    "The provider accepts only these endpoints: `vpce-0123456789abcdef0`.",
    'curl --max-time 10 --include "http://$name:80"/health',
    'openssl s_client -connect "$name:443" -servername orders.example.com </dev/null',
    'nc -vzu -w 5 "$name" 53',
    "| state `pendingAcceptance` | the provider has not accepted the endpoint yet |",
    "| state `expired` |",
  ])("says %s", (text) => {
    expect(FULL["README.md"]).toContain(text);
  });

  test("the steps: private DNS only after the acceptance", () => {
    const steps = FULL["README.md"]?.split("## Steps")[1]?.split("## Test")[0] ?? "";
    const order = [
      "Make the endpoint, without private DNS",
      "Send to Orders team",
      "Wait until",
      "Switch private DNS on",
      "Test",
    ];
    expect(order.map((step) => steps.indexOf(step))).toEqual(
      [...order.map((step) => steps.indexOf(step))].sort((a, b) => a - b),
    );
    expect(steps).not.toContain("-1");
  });

  test.each([
    "| what it is | not known |",
    "| contact | not known |",
    "| documentation | not known |",
    "| private DNS name | none |",
    "Which principals may connect is not known here.",
    "| your access ends after | not known |",
    "5432 | TCP | db | TCP; what is in it is not known |",
    "Its state becomes `available`.",
  ])("of a card that says little, says %s", (text) => {
    expect(LEAST["README.md"]).toContain(text);
  });

  test("of a record without a last day, says that no end is set", () => {
    const files = kitFiles("globex", [kitService({}, { until: null })]);
    expect(files["README.md"]).toContain("| your access ends after | no end is set |");
  });

  test("an endpoint in another region may be in any zone of it", () => {
    expect(ELSEWHERE["README.md"]).toContain("| zones, by id | any zone of your region |");
    expect(ELSEWHERE["README.md"]).toContain("vpce:AllowMultiRegion");
  });
});

describe("SECURITY.md", () => {
  test("says what the connection opens, who can do what, and where AWS says so", () => {
    const text = FULL["SECURITY.md"];
    expect(text).toContain(
      "| your clients | your endpoint, then listener https of the provider's load balancer | TCP 443 |",
    );
    expect(text).toContain("**No connection into your VPC.** Only clients in your VPC can start a connection.");
    expect(text).toContain("- TCP 443: TLS from your client to the provider's load balancer, which ends it");
    expect(text).toContain("- UDP 53: UDP; whether the application encrypts is not known");
    expect(text).toContain("reject it at any time");
  });

  test.each([
    ["with everything", FULL],
    ["with the least", LEAST],
    ["from another region", ELSEWHERE],
  ])("%s, sources are numbered as they are cited, and only those are listed", (_, files) => {
    const [text = "", sources = ""] = files["SECURITY.md"]?.split("## Sources") ?? [];
    const cited = [...new Set([...text.matchAll(/\[(\d)\]/g)].map(([, number]) => number))];
    expect(cited).toEqual([...sources.matchAll(/^(\d)\. /gm)].map(([, number]) => number));
    expect(cited).toEqual(cited.map((_number, index) => String(index + 1)));
  });

  test("does not say that nobody else may connect: other customers may", () => {
    expect(FULL["SECURITY.md"]).not.toContain("nobody else");
    expect(FULL["SECURITY.md"]).toMatch(
      /^\| `arn:aws:iam::888888888888:root`: any user or role of account 888888888888 .*\| make an endpoint to the service\. The provider may allow others; they cannot reach your VPC\. /m,
    );
    expect(LEAST["SECURITY.md"]).toContain("The provider may allow others; they cannot reach your VPC.");
  });

  test("of a connection from another region, says which", () => {
    expect(ELSEWHERE["SECURITY.md"]).toContain("The traffic goes from `eu-west-1` to `us-east-1`.");
  });
});

describe("Terraform", () => {
  test("the oldest provider is the one that has what is used", () => {
    expect(FULL["terraform/versions.tf"]).toContain('version = ">= 5.51, < 7.0"');
    expect(LEAST["terraform/versions.tf"]).toContain('version = ">= 5.0, < 7.0"');
    expect(ELSEWHERE["terraform/versions.tf"]).toContain('version = ">= 5.83, < 7.0"');
  });

  test("the region of the service is given only where it is another one", () => {
    expect(ELSEWHERE["terraform/main.tf"]).toContain('service_region      = "us-east-1"');
    expect(FULL["terraform/main.tf"]).not.toContain("service_region");
  });

  test("zones are checked only in the region of the service", () => {
    expect(FULL["terraform/main.tf"]).toContain('zone_ids = ["use1-az1", "use1-az2"]');
    expect(ELSEWHERE["terraform/main.tf"]).not.toContain("zone_ids");
  });

  test("without a private DNS name there is no way to switch it on", () => {
    for (const path of Object.keys(LEAST).filter((each) => each.endsWith(".tf")))
      expect(LEAST[path]?.replace("private_dns_enabled = false", "").replace(/ignore_changes.*/, "")).not.toContain(
        "var.private_dns",
      );
  });

  test("rules are keyed by port and range", () => {
    expect(FULL["terraform/main.tf"]).toContain('tcp-443 = { protocol = "tcp", port = 443 }');
    expect(FULL["terraform/main.tf"]).toContain('for cidr in var.client_cidrs : "${key}-${cidr}" => {');
    expect(FULL["terraform/main.tf"]).not.toMatch(/ingress \{|egress \{/);
  });
});

describe("CloudFormation", () => {
  test("a rule for each port and family of addresses", () => {
    const { Resources } = template(FULL["cloudformation/endpoint.yaml"]);
    const rules = Object.keys(Resources).filter((name) => /^(Tcp|Udp)/.test(name));
    expect(rules).toEqual([
      "Tcp53Ipv4",
      "Udp53Ipv4",
      "Tcp80Ipv4",
      "Tcp443Ipv4",
      "Tcp53Ipv6",
      "Udp53Ipv6",
      "Tcp80Ipv6",
      "Tcp443Ipv6",
    ]);
    expect(Resources.Endpoint.Properties.ServiceName).toBe("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0");
  });

  test("private DNS is off at first, and no parameter where there is no name", () => {
    expect(template(FULL["cloudformation/endpoint.yaml"]).Parameters.PrivateDnsEnabled.Default).toBe("false");
    const least = template(LEAST["cloudformation/endpoint.yaml"]);
    expect(Object.keys(least.Parameters)).toEqual(["VpcId", "SubnetIds", "ClientIpv4Cidr", "IpAddressType"]);
    expect(least.Resources.Endpoint.Properties.PrivateDnsEnabled).toBe(false);
  });

  test("only IPv6", () => {
    const { Parameters, Resources } = template(
      kitFiles(undefined, [kitService({ addressTypes: ["ipv6"] })])["cloudformation/endpoint.yaml"],
    );
    expect(Object.keys(Parameters)).toContain("ClientIpv6Cidr");
    expect(Object.keys(Parameters)).not.toContain("ClientIpv4Cidr");
    expect(Resources.Tcp443Ipv6.Condition).toBeUndefined();
  });

  test("another region", () => {
    const { Resources } = template(ELSEWHERE["cloudformation/endpoint.yaml"]);
    expect(Resources.Endpoint.Properties.ServiceRegion).toBe("us-east-1");
  });
});

describe("AWS CLI and console", () => {
  test.each(["cli.md", "console.md"])("%s has what the endpoint needs", (path) => {
    for (const text of [
      "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
      "use1-az1",
      "orders.example.com",
      "arn:aws:iam::888888888888:root",
    ])
      expect(FULL[path]).toContain(text);
    expect(ELSEWHERE[path]).toContain("us-east-1");
    expect(LEAST[path]).toContain("not known");
  });

  test("nobody is told to sign in as root", () => {
    expect(FULL["console.md"]).toContain(
      "Sign in as any user or role of account 888888888888 that may call `ec2:CreateVpcEndpoint`, or as the role `arn:aws:iam::888888888888:role/connect`.",
    );
    for (const path of ["README.md", "SECURITY.md", "cli.md", "console.md"])
      expect(FULL[path]).toContain(
        "`:root` in a principal stands for the whole account. Do not sign in as its root user.",
      );
    const role = kitFiles("globex", [kitService({}, { principals: ["arn:aws:iam::888888888888:role/connect"] })]);
    for (const path of ["README.md", "SECURITY.md", "cli.md", "console.md"]) expect(role[path]).not.toContain(":root");
  });

  test("the endpoint is made without private DNS, which AWS would switch on", () => {
    expect(FULL["cli.md"]).toContain("--no-private-dns-enabled");
    expect(LEAST["cli.md"]).not.toContain("modify-vpc-endpoint");
  });
});
