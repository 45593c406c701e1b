/** Pages of AWS that a kit refers to. */
const PAGES = {
  multiVpc:
    'AWS whitepaper "Building a Scalable and Secure Multi-VPC AWS Network Infrastructure", section "AWS PrivateLink"',
  concepts: 'AWS PrivateLink guide, "AWS PrivateLink concepts"',
  traffic: 'Amazon VPC User Guide, "Internetwork traffic privacy in Amazon VPC"',
  connections: "Amazon EC2 API Reference, `DescribeVpcEndpointConnections`",
  targetGroups:
    'Elastic Load Balancing, "Target groups for your Network Load Balancers", sections "Client IP preservation" and "Proxy protocol"',
  service: 'AWS PrivateLink guide, "Configure an endpoint service"',
  dnsNames: 'AWS PrivateLink guide, "Manage DNS names for VPC endpoint services"',
} as const;

/** A page of AWS. */
export type Page = keyof typeof PAGES;

/** Sources of a text, numbered in the order that they are cited in. Only those that are cited are listed. */
export class Sources {
  private readonly cited: Page[] = [];

  /** The numbers of pages, as they stand in the text: `[1] [2]`. */
  cite(...pages: readonly Page[]): string {
    return pages
      .map((page) => {
        if (!this.cited.includes(page)) this.cited.push(page);
        return `[${this.cited.indexOf(page) + 1}]`;
      })
      .join(" ");
  }

  /** The pages that were cited, as a numbered list. */
  list(): string[] {
    return this.cited.map((page, index) => `${index + 1}. ${PAGES[page]}`);
  }
}
